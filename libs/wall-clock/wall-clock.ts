const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    const numbers = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit' } as const;
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      minute: '2-digit',
      second: '2-digit',
      ...numbers,
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** What clocks there show, read as if it were UTC, in milliseconds and to the second. */
function shownAt(instant: number, timeZone: string): number {
  const parts = formatOf(timeZone).formatToParts(instant);
  const part = (type: string) => Number(parts.find((found) => found.type === type)!.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

/**
 * The calendar day at an instant in a time zone, `2026-11-23`.
 *
 * @param instant  milliseconds since 1970
 * @param timeZone IANA name
 */
export function dayAt(instant: number, timeZone: string): string {
  return new Date(shownAt(instant, timeZone)).toISOString().slice(0, 10);
}

/** Minutes since midnight that clocks there show, 0 to 1439. */
export function minuteAt(instant: number, timeZone: string): number {
  return Math.floor((shownAt(instant, timeZone) % DAY_MS) / MINUTE_MS);
}

/** The day `days` after this one; before it, when negative. */
export function dayPlus(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/**
 * The instant at which clocks there show this minute of the day, in milliseconds since 1970. A minute that is skipped
 * when clocks go forward becomes the one as long after the change; of one that comes twice it is one of the two.
 */
export function instantOf(day: string, minute: number, timeZone: string): number {
  const shown = Date.parse(`${day}T00:00:00Z`) + minute * MINUTE_MS;
  // The offset is that of the instant looked for, which the first guess misses only across a change of clocks.
  const guess = shown - (shownAt(shown, timeZone) - shown);
  return shown - (shownAt(guess, timeZone) - guess);
}
