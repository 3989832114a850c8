import { allocate } from '../../libs/money/money';

/** One month's part of a stated amount. */
export interface StatedPart {
  /** `2026-05`; null when the month is not stated. */
  month: string | null;
  amountFen: number;
  pieces: number | null;
}

/**
 * Places a stated amount on the months a campaign ran in: one month takes it all, several share it evenly to
 * the fen, and none leaves the month open.
 */
export function placeOnMonths(
  year: number,
  campaign: { months: readonly number[]; revenueFen: number; pieces: number | null },
): StatedPart[] {
  const { months, revenueFen, pieces } = campaign;
  if (months.length === 0) return [{ month: null, amountFen: revenueFen, pieces }];
  const even = months.map(() => 1);
  const amounts = allocate(revenueFen, even);
  const counts = pieces === null ? null : allocate(pieces, even);
  return months.map((month, index) => ({
    month: `${year}-${String(month).padStart(2, '0')}`,
    amountFen: amounts[index]!,
    pieces: counts ? counts[index]! : null,
  }));
}

/** First and last day of the months a campaign ran in, or null for none. */
export function datesOfMonths(
  year: number,
  months: readonly number[],
): { startsOn: string; endsOn: string } | null {
  if (months.length === 0) return null;
  const day = (month: number, date: number) =>
    new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10);
  return { startsOn: day(Math.min(...months) - 1, 1), endsOn: day(Math.max(...months), 0) };
}
