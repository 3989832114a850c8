import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 30;

/**
 * Asks again and again until there is an answer, for a bounded time.
 *
 * @param what  names what is waited for, in the failure
 * @param probe answers undefined while it is not so yet; its error ends the waiting
 */
export async function waitFor<T>(
  what: string,
  limitMs: number,
  probe: () => Promise<T | undefined>,
): Promise<T> {
  const end = Date.now() + limitMs;
  while (Date.now() < end) {
    const answer = await probe();
    if (answer !== undefined) return answer;
    await sleep(PAUSE_MS);
  }
  throw new Error(`waited ${Math.round(limitMs / 1000)} s in vain: ${what}`);
}

/**
 * Looks without a pause, so that an event of a millisecond is met within a fraction of one.
 *
 * @returns false when it has not come about in time
 */
export async function spinUntil(limitMs: number, comesAbout: () => boolean): Promise<boolean> {
  const end = Date.now() + limitMs;
  while (Date.now() < end) {
    if (comesAbout()) return true;
    await nextTurn();
  }
  return false;
}
