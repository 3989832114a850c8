const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Seconds from one attempt to the next: a day and a half in all, most of it for receivers that are down over night. */
const PAUSES = [5, 30, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR];
const LONGEST_ASKED = 6 * HOUR;

/** An endpoint that has taken nothing for so long is switched off. */
export const FAILING_DAYS = 5;

/** What to do after a failed attempt. */
export interface Retry {
  /** Null: it is given up. */
  afterSeconds: number | null;
}

/**
 * @param attempts  attempts so far, the failed one included
 * @param askedFor  seconds the receiver asked to wait (`Retry-After`); heeded up to six hours
 * @param random    0 to 1, so that what failed together does not come back together
 */
export function retryAfter(attempts: number, askedFor: number | null, random: number): Retry {
  const pause = PAUSES[attempts - 1];
  if (pause === undefined) return { afterSeconds: null };
  const jittered = pause * (0.9 + random * 0.2);
  return { afterSeconds: Math.round(Math.max(jittered, Math.min(askedFor ?? 0, LONGEST_ASKED))) };
}

/** The seconds of a `Retry-After` header; null for a date or what is none. */
export function secondsAsked(header: string | string[] | undefined): number | null {
  return typeof header === 'string' && /^\d{1,6}$/.test(header) ? Number(header) : null;
}
