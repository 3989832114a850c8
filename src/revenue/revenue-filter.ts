/** What a revenue table may be grouped by. */
export const REVENUE_GROUPINGS = ['campaign', 'account', 'branch', 'month'] as const;

export type RevenueGrouping = (typeof REVENUE_GROUPINGS)[number];

/** Which lines: everything given must hold. Months as `2026-05`. */
export interface RevenueFilter {
  from?: string;
  to?: string;
  /** A branch with everything below it, or alone with `own`. */
  branchId?: string;
  own?: boolean;
  /** `none` for lines without one. */
  accountId?: string;
  campaignId?: string;
  /** `none` for lines that know only their year. */
  month?: string;
  year?: number;
}

const FIELDS = ['from', 'to', 'branchId', 'own', 'accountId', 'campaignId', 'month', 'year'] as const;

/** The filter as a query string's names and values, in a fixed order, without what is not set. */
export function lineQuery(filter: RevenueFilter): Record<string, string> {
  const entries = FIELDS.filter((field) => filter[field] !== undefined && filter[field] !== false).map(
    (field) => [field, String(filter[field])] as const,
  );
  return Object.fromEntries(entries);
}

/** What a group adds to the filter of its table, so that the lines behind its figures can be listed. */
export function groupFilter(
  filter: RevenueFilter,
  by: Exclude<RevenueGrouping, 'branch'>,
  group: { key: string | null; year: number | null },
): RevenueFilter {
  if (by === 'campaign') return { ...filter, campaignId: group.key ?? 'none' };
  if (by === 'account') return { ...filter, accountId: group.key ?? 'none' };
  if (group.key !== null) return { ...filter, month: group.key };
  return { ...filter, month: 'none', year: group.year ?? filter.year };
}

/**
 * Whole years inside the months from–to: only they can hold a line that knows its year and not its month.
 *
 * @returns bounds for a SQL comparison; null where there is none
 */
export function wholeYears(filter: Pick<RevenueFilter, 'from' | 'to'>): {
  from: number | null;
  to: number | null;
} {
  const first = filter.from ? splitMonth(filter.from) : null;
  const last = filter.to ? splitMonth(filter.to) : null;
  return {
    from: first && (first.month === 1 ? first.year : first.year + 1),
    to: last && (last.month === 12 ? last.year : last.year - 1),
  };
}

function splitMonth(text: string): { year: number; month: number } {
  return { year: Number(text.slice(0, 4)), month: Number(text.slice(5, 7)) };
}
