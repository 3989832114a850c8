import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useList } from '../ui/table/list-query';
import type { ListState } from '../ui/table/list-state';
import { api, body } from './client';
import type { components, paths } from './schema';

type Schemas = components['schemas'];
export type RevenueSummary = Schemas['RevenueSummaryDto_Output'];
export type RevenueGroup = RevenueSummary['groups'][number];
export type RevenueTotal = RevenueSummary['total'];
export type RevenueGrouping = RevenueSummary['by'];
type SummaryQuery = NonNullable<paths['/api/revenue/summary']['get']['parameters']['query']>;

/** What narrows revenue; the same names for totals, lines and exports, in the address and in the API. */
export type RevenueFilter =
  'year' | 'from' | 'to' | 'branchId' | 'own' | 'accountId' | 'campaignId' | 'month';

export type RevenueFilters = Partial<Record<RevenueFilter, string>>;

/** The address speaks in words; the API reads a year as a number and `own` as true or false. */
function asQuery({ year, own, ...texts }: RevenueFilters): Omit<SummaryQuery, 'by'> {
  return {
    ...texts,
    ...(year !== undefined && { year: Number(year) }),
    ...(own === 'true' && { own: 'true' }),
  };
}

export function useRevenueSummary(filters: RevenueFilters, by: RevenueGrouping) {
  return useQuery({
    queryKey: ['revenue', 'summary', by, filters],
    queryFn: () => body(api.GET('/api/revenue/summary', { params: { query: { ...asQuery(filters), by } } })),
    placeholderData: keepPreviousData,
  });
}

export function useRevenueLines(state: ListState<RevenueFilter>) {
  return useList(['revenue', 'lines'], state, ({ cursor, limit, sort }, filters) =>
    body(
      api.GET('/api/revenue/lines', {
        params: { query: { ...asQuery(filters), limit, sort, ...(cursor !== undefined && { cursor }) } },
      }),
    ),
  );
}

/** Where the lines behind a total are downloaded. */
export function exportUrl(filters: RevenueFilters, format: 'csv' | 'xlsx'): string {
  return `/api/revenue/export?${new URLSearchParams({ ...filters, format }).toString()}`;
}
