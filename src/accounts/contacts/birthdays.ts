import type { BirthdayCalendar } from './contact-words';

export interface Birthday {
  calendar: BirthdayCalendar;
  month: number;
  day: number;
  /** Unknown more often than not. */
  year: number | null;
}

/** A month and day that has its birthdays on a coming day. */
export interface BirthdayAhead {
  month: number;
  day: number;
  /** Days from today, 0 for today. */
  inDays: number;
}

/** Every branch keeps the time of Beijing. */
export const TIME_ZONE = 'Asia/Shanghai';

const DAY_MS = 86_400_000;

/** Today where the offices are, `2026-11-23`. */
export const todayIn = (timeZone: string, now = new Date()): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    now,
  );

/** `today` and some days: `plusDays('2026-02-28', 1)` is `2026-03-01`. */
export const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/**
 * Whose birthdays the coming days are, today first. A 29 February is kept on the 28th in years that lack it.
 *
 * @param today `2026-11-23`
 * @param days  how many days, today counted
 */
export function birthdaysAhead(today: string, days: number): BirthdayAhead[] {
  return Array.from({ length: days }, (_, inDays) => {
    const [month, day] = monthAndDay(plusDays(today, inDays));
    const birthday = { month, day, inDays };
    const isLastOfFebruary = month === 2 && day === 28 && monthAndDay(plusDays(today, inDays + 1))[0] === 3;
    return isLastOfFebruary ? [birthday, { month: 2, day: 29, inDays }] : [birthday];
  }).flat();
}

const monthAndDay = (date: string): [number, number] => [Number(date.slice(5, 7)), Number(date.slice(8, 10))];

/**
 * The day of the next birthday, today included. Null for lunar birthdays: the Chinese calendar that Node carries
 * (ICU) has some months begin a day late, and a greeting a day late is worse than none.
 *
 * @param today `2026-11-23`
 */
export function nextBirthday({ calendar, month, day }: Birthday, today: string): string | null {
  if (calendar === 'lunar') return null;
  const inYear = (year: number) => {
    const date = new Date(Date.UTC(year, month - 1, day));
    const exists = date.getUTCMonth() === month - 1;
    return exists ? date.toISOString().slice(0, 10) : `${year}-02-28`;
  };
  const year = Number(today.slice(0, 4));
  const thisYear = inYear(year);
  return thisYear >= today ? thisYear : inYear(year + 1);
}
