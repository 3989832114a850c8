import type { AccountTier } from '../../account-words';

export const DECLINE_KINDS = ['festival', 'month'] as const;

export type DeclineKind = (typeof DECLINE_KINDS)[number];

export interface Thresholds {
  tier: AccountTier;
  /** From which fall on, in whole percent of what it was. */
  festivalPercent: number;
  monthPercent: number;
  /** What was earned before has to be at least so much, in fen: nobody is alarmed over a trifle. */
  leastFen: number;
}

/** What is compared: the same month of two years, or the same festival. */
export type Compared =
  | { kind: 'month'; year: number; month: string; occasion: null }
  | { kind: 'festival'; year: number; month: null; occasion: string };

/** Books are closed by this day of the month that follows; before it a month would look as if it had fallen. */
export const SETTLING_DAYS = 5;
/** Lunar festivals wander by up to a month. */
const FESTIVAL_MONTHS = 1;
/** What was over longer ago is history when it is looked at for the first time, and no alarm. */
const FRESH_MONTHS = 3;
const YEAR = 12;

/** Whole percent of a fall, rounded down; 0 when nothing fell. More than 100 when money was given back. */
export function fallPercent(beforeFen: number, nowFen: number): number {
  if (beforeFen <= 0 || nowFen >= beforeFen) return 0;
  // Fen times a hundred may be more than a double holds exactly.
  return Number((BigInt(beforeFen - nowFen) * 100n) / BigInt(beforeFen));
}

/** Whether what was earned fell as far as the threshold or farther. Without anything before there is no fall. */
export function isDecline(
  kind: DeclineKind,
  beforeFen: number,
  nowFen: number,
  thresholds: Thresholds,
): boolean {
  if (beforeFen < thresholds.leastFen || nowFen >= beforeFen) return false;
  const percent = kind === 'festival' ? thresholds.festivalPercent : thresholds.monthPercent;
  return BigInt(beforeFen - nowFen) * 100n >= BigInt(percent) * BigInt(beforeFen);
}

/** Months since year 0, to count with. @param day any day of the month */
const indexOf = (day: string): number => Number(day.slice(0, 4)) * YEAR + Number(day.slice(5, 7)) - 1;

/** The first day of a month by its index. */
const monthAt = (index: number): string =>
  `${Math.floor(index / YEAR)}-${String((index % YEAR) + 1).padStart(2, '0')}-01`;

/** The last month whose books are closed, and the same month a year before; each as its first day. */
export function monthsToCompare(today: string): { month: string; before: string } {
  const settled = Number(today.slice(8, 10)) >= SETTLING_DAYS;
  const index = indexOf(today) - (settled ? 1 : 2);
  return { month: monthAt(index), before: monthAt(index - YEAR) };
}

export interface Edition {
  /** Year of the festival. */
  year: number;
  /** First day of the last month the edition of the year before earned in; null when its lines name no month. */
  lastMonthBefore: string | null;
  /** Last day of this edition's own campaigns, when it has any with an end. */
  runsUntil: string | null;
}

/**
 * Whether a festival is over, so that it can be held against the one of the year before: a month after last year's was,
 * with the books closed, and none of this year's campaigns still running.
 */
export function isFestivalOver({ year, lastMonthBefore, runsUntil }: Edition, today: string): boolean {
  if (runsUntil !== null && runsUntil >= today) return false;
  const last = lastMonthBefore ?? `${year - 1}-12-01`;
  const over = indexOf(last) + YEAR + FESTIVAL_MONTHS;
  const closed = indexOf(monthsToCompare(today).month);
  return closed >= over && closed <= over + FRESH_MONTHS;
}
