import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import dayjs from 'dayjs';
import type { Filter } from '../ui/records/filter';
import type { RecordsState } from '../ui/records/records-state';
import { useList } from '../ui/table/list-query';
import { api, body } from './client';
import type { Campaign, CampaignChange, NewCampaign } from './types';

export type CampaignFilter = 'accountId' | 'branchId' | 'state' | 'month';

/** The page's own quick filters, as conditions of the list. */
export function campaignConditions(filters: Partial<Record<CampaignFilter, string>>): (Filter | null)[] {
  const { accountId, branchId, state, month } = filters;
  return [
    accountId ? ['account', 'in', [accountId]] : null,
    branchId ? ['branch', 'in', [branchId]] : null,
    state ? ['state', 'in', [state]] : null,
    month ? runsIn(month) : null,
  ];
}

/** Runs in a month, `2026-05`; one with months but no dates runs in that month of every year. */
function runsIn(month: string): Filter {
  const first = dayjs(`${month}-01`);
  return {
    and: [
      {
        or: [
          ['startsOn', 'empty'],
          ['startsOn', 'lte', first.endOf('month').format('YYYY-MM-DD')],
        ],
      },
      {
        or: [
          ['startsOn', 'empty'],
          ['runsUntil', 'gte', first.format('YYYY-MM-DD')],
        ],
      },
      {
        or: [
          ['months', 'empty'],
          ['months', 'any', [String(first.month() + 1)]],
        ],
      },
      {
        or: [
          ['startsOn', 'filled'],
          ['months', 'filled'],
        ],
      },
    ],
  };
}

/** @param further columns whose values come as cells */
export function useCampaigns(records: RecordsState, further: readonly string[]) {
  const { q, sort, asked, ready } = records;
  const filters = {
    ...(asked !== null && { filter: JSON.stringify(asked) }),
    ...(further.length > 0 && { columns: further.join(',') }),
  };
  return useList(
    ['campaigns'],
    { q, sort, filters },
    (page, asking) => body(api.GET('/api/campaigns', { params: { query: { ...page, ...asking } } })),
    ready,
  );
}

export function useCampaign(id: string) {
  return useQuery({
    queryKey: ['campaigns', id],
    queryFn: () => body(api.GET('/api/campaigns/{id}', { params: { path: { id } } })),
  });
}

export function useAddCampaign() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (campaign: NewCampaign) => body(api.POST('/api/campaigns', { body: campaign })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['campaigns'] }),
  });
}

export function useChangeCampaign({ id, version }: Pick<Campaign, 'id' | 'version'>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: Omit<CampaignChange, 'version'> & { version?: number }) =>
      body(api.PATCH('/api/campaigns/{id}', { params: { path: { id } }, body: { version, ...change } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['campaigns'] }),
  });
}

/** What is sold. */
export function useProducts() {
  return useQuery({
    queryKey: ['products'],
    queryFn: async () => (await body(api.GET('/api/products'))).items,
    staleTime: Infinity,
  });
}

/** What one campaign earned so far. */
export function useCampaignRevenue(campaignId: string, enabled: boolean) {
  return useQuery({
    queryKey: ['revenue', 'campaign', campaignId],
    queryFn: async () =>
      (await body(api.GET('/api/revenue/summary', { params: { query: { campaignId, by: 'campaign' } } })))
        .total,
    enabled,
  });
}
