import type { AccountTier } from '../account-words';

/** From which revenue of twelve months an account belongs to a tier, in fen. */
export interface TierThresholds {
  provincialFromFen: number;
  keyFromFen: number;
}

/** The tier that a revenue of twelve months stands for. */
export function tierByRevenue(
  revenueFen: number,
  { provincialFromFen, keyFromFen }: TierThresholds,
): AccountTier {
  if (revenueFen >= provincialFromFen) return 'provincial';
  return revenueFen >= keyFromFen ? 'key' : 'standard';
}

const RANK: Readonly<Record<AccountTier, number>> = { standard: 0, key: 1, provincial: 2 };

/**
 * What to propose for an account, if anything. Who has been a customer for less than the whole period has not had the
 * time to earn its tier, so it may go up and not down.
 *
 * @param wholePeriod the account is older than the twelve months
 */
export function proposedTier(
  current: AccountTier,
  revenueFen: number,
  thresholds: TierThresholds,
  wholePeriod: boolean,
): AccountTier | null {
  const tier = tierByRevenue(revenueFen, thresholds);
  if (tier === current || (RANK[tier] < RANK[current] && !wholePeriod)) return null;
  return tier;
}

/** The month before a day's own: the last one whose figures are whole. @param today `2026-11-23` */
export function lastWholeMonth(today: string): string {
  const [year, month] = today.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month - 2, 1)).toISOString().slice(0, 10);
}

/** The twelve months up to a day's own, each as its first day. @param today `2026-11-23` */
export function twelveMonths(today: string): { fromMonth: string; toMonth: string } {
  const [year, month] = today.split('-').map(Number) as [number, number];
  const first = (at: number): string => new Date(Date.UTC(year, at, 1)).toISOString().slice(0, 10);
  return { fromMonth: first(month - 12), toMonth: first(month - 1) };
}
