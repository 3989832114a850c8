import type { BirthdayCalendar } from './contact-words';

export interface Birthday {
  calendar: BirthdayCalendar;
  month: number;
  day: number;
  /** Unknown more often than not; of a lunar birthday the year that the lunar year began in. */
  year: number | null;
}

/** A month and day of a calendar that has its birthdays on a coming day. */
export interface BirthdayOfDay {
  calendar: BirthdayCalendar;
  month: number;
  day: number;
  /** Days from today, 0 for today. */
  inDays: number;
}

const DAY_MS = 86_400_000;
// The Chinese calendar of Unicode's ICU, which Node carries: one source of leap months, kept up by others.
const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', {
  month: 'numeric',
  day: 'numeric',
  timeZone: 'UTC',
});

/** Today where the offices are, `2026-11-23`. */
export const todayIn = (timeZone: string, now = new Date()): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    now,
  );

/** `today` and some days: `plusDays('2026-02-28', 1)` is `2026-03-01`. */
export const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

interface LunarDay {
  month: number;
  day: number;
  /** In a leap month nobody has their birthday: it was kept in the month before of the same number. */
  leap: boolean;
}

function lunarDay(instant: number): LunarDay {
  const parts = new Map(lunar.formatToParts(instant).map(({ type, value }) => [type, value]));
  const month = parts.get('month')!;
  return { month: parseInt(month, 10), day: Number(parts.get('day')), leap: month.endsWith('bis') };
}

const solarDay = (instant: number) => {
  const date = new Date(instant);
  return { month: date.getUTCMonth() + 1, day: date.getUTCDate() };
};

/**
 * Whose birthdays the coming days are, today first. A birthday that a year lacks (29 February, a 30th of a short
 * lunar month) is kept on the last day of its month.
 *
 * @param today `2026-11-23`
 * @param days  how many days, today counted
 */
export function birthdaysAhead(today: string, days: number): BirthdayOfDay[] {
  const first = Date.parse(today);
  return Array.from({ length: days }, (_, inDays) => birthdaysOf(first + inDays * DAY_MS, inDays)).flat();
}

function birthdaysOf(instant: number, inDays: number): BirthdayOfDay[] {
  const solar = solarDay(instant);
  const found: BirthdayOfDay[] = [{ calendar: 'solar', ...solar, inDays }];
  if (solar.month === 2 && solar.day === 28 && solarDay(instant + DAY_MS).month === 3)
    found.push({ calendar: 'solar', month: 2, day: 29, inDays });
  const { month, day, leap } = lunarDay(instant);
  if (leap) return found;
  found.push({ calendar: 'lunar', month, day, inDays });
  if (day === 29 && lunarDay(instant + DAY_MS).day === 1)
    found.push({ calendar: 'lunar', month, day: 30, inDays });
  return found;
}

/** Longest time between two birthdays of one person: a lunar year with a leap month, and a day in hand. */
const LONGEST_YEAR = 386;

const keyOf = ({ calendar, month, day }: Pick<Birthday, 'calendar' | 'month' | 'day'>) =>
  `${calendar} ${month} ${day}`;

/** Answers when a birthday comes next, from one walk over the coming year. */
export class NextBirthdays {
  private readonly first = new Map<string, number>();

  constructor(readonly today: string) {
    for (const birthday of birthdaysAhead(today, LONGEST_YEAR)) {
      const key = keyOf(birthday);
      if (!this.first.has(key)) this.first.set(key, birthday.inDays);
    }
  }

  /** The day of the next birthday, today included. */
  of(birthday: Birthday): string | null {
    const inDays = this.first.get(keyOf(birthday));
    return inDays === undefined ? null : plusDays(this.today, inDays);
  }
}
