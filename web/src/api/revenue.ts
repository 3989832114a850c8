import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Filter } from '../ui/records/filter';
import { useRecordRows } from '../ui/records/record-rows';
import type { RecordsState } from '../ui/records/records-state';
import type { Column } from '../ui/table/columns';
import { api, body } from './client';
import type { components, paths } from './schema';
import type { RevenueLine } from './types';

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

const LAST_MONTH = 12;

/** From or to a month; a line that knows only its year counts when all of it is inside. */
function bound(side: 'gte' | 'lte', month: string): Filter {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const whole = side === 'gte' ? number === 1 : number === LAST_MONTH;
  const wholeYear = whole ? year : side === 'gte' ? year + 1 : year - 1;
  return {
    or: [
      ['month', side, `${month}-01`],
      {
        and: [
          ['month', 'empty'],
          ['year', side, wholeYear],
        ],
      },
    ],
  };
}

const pointed = (field: string, id: string): Filter =>
  id === 'none' ? [field, 'empty'] : [field, 'in', [id]];

/** What narrows a total, as conditions of the list of its lines. */
export function lineConditions(filters: RevenueFilters): (Filter | null)[] {
  const { year, from, to, branchId, own, accountId, campaignId, month } = filters;
  return [
    year ? ['year', 'eq', Number(year)] : null,
    from ? bound('gte', from) : null,
    to ? bound('lte', to) : null,
    branchId ? (own === 'true' ? ['branch', 'eq', branchId] : ['branch', 'in', [branchId]]) : null,
    accountId ? pointed('account', accountId) : null,
    campaignId ? pointed('campaign', campaignId) : null,
    month ? (month === 'none' ? ['month', 'empty'] : ['month', 'eq', `${month}-01`]) : null,
  ];
}

export function useRevenueLines(records: RecordsState, own: readonly Column<RevenueLine>[]) {
  return useRecordRows(records, own, ({ q: _words, ...query }) =>
    body(api.GET('/api/revenue/lines', { params: { query } })),
  );
}

/** Where the lines behind a total are downloaded. */
export function exportUrl(filters: RevenueFilters, format: 'csv' | 'xlsx'): string {
  return `/api/revenue/export?${new URLSearchParams({ ...filters, format }).toString()}`;
}
