import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useList } from '../ui/table/list-query';
import type { ListState } from '../ui/table/list-state';
import { api, body } from './client';
import type { Campaign, CampaignChange, CampaignState, NewCampaign } from './types';

export type CampaignFilter = 'accountId' | 'branchId' | 'state' | 'month';

export function useCampaigns(state: ListState<CampaignFilter>) {
  return useList(['campaigns'], state, (page, { state: stage, ...others }) =>
    body(
      api.GET('/api/campaigns', {
        params: { query: { ...page, ...others, ...(stage && { state: stage as CampaignState }) } },
      }),
    ),
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
