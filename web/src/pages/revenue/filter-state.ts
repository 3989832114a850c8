import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { RevenueFilter, RevenueFilters } from '../../api/revenue';

/** What the page can be narrowed by; stable. */
export const PAGE_FILTERS: readonly RevenueFilter[] = [
  'year',
  'from',
  'to',
  'branchId',
  'accountId',
  'campaignId',
];
/** Also what a single number of the page adds. */
export const LINE_FILTERS: readonly RevenueFilter[] = [...PAGE_FILTERS, 'own', 'month'];

/** Filters in the address, several changed at once. */
export function useRevenueFilters(names: readonly RevenueFilter[]) {
  const [params, setParams] = useSearchParams();
  const filters = useMemo(() => {
    const set: RevenueFilters = {};
    for (const name of names) {
      const value = params.get(name);
      if (value !== null) set[name] = value;
    }
    return set;
  }, [params, names]);
  const change = useCallback(
    (next: Partial<Record<RevenueFilter, string | undefined>>) =>
      setParams(
        (now) => {
          const changed = new URLSearchParams(now);
          for (const [name, value] of Object.entries(next)) {
            if (value === undefined) changed.delete(name);
            else changed.set(name, value);
          }
          return changed;
        },
        { replace: true },
      ),
    [setParams],
  );
  return { filters, change };
}
