import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useList } from '../ui/table/list-query';
import type { ListState } from '../ui/table/list-state';
import { api, body } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];
export type TierRule = Schemas['TierRuleDto_Output'];
export type NewTierRule = Schemas['CreateTierRuleDto'];
export type TierProposal = Schemas['TierProposalDto_Output'];

const RULES = ['account-tier-rules'];
const PROPOSALS = ['account-tier-proposals'];

export function useTierRules() {
  return useQuery({
    queryKey: RULES,
    queryFn: async () => (await body(api.GET('/api/account-tier-rules'))).items,
  });
}

export function useSaveTierRule(rule: TierRule | null) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ branchId, provincialFromFen, keyFromFen }: NewTierRule) => {
      const thresholds = { provincialFromFen, keyFromFen };
      if (!rule) await body(api.POST('/api/account-tier-rules', { body: { branchId, ...thresholds } }));
      else {
        const params = { path: { id: rule.id } };
        await body(
          api.PATCH('/api/account-tier-rules/{id}', {
            params,
            body: { ...thresholds, version: rule.version },
          }),
        );
      }
    },
    onSuccess: () => client.invalidateQueries({ queryKey: RULES }),
  });
}

/** What waits for an account to be decided. */
export function useWaitingTier(accountId: string) {
  return useQuery({
    queryKey: [...PROPOSALS, 'waiting', accountId],
    queryFn: async () =>
      (await body(api.GET('/api/accounts/{id}/tier-proposal', { params: { path: { id: accountId } } })))
        .waiting,
  });
}

export function useProposeTier() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (proposal: Schemas['ProposeTierDto']) =>
      body(api.POST('/api/account-tier-proposals', { body: proposal })),
    onSuccess: () => client.invalidateQueries({ queryKey: PROPOSALS }),
  });
}

export type ProposalFilter = 'state';

export function useTierProposals(state: ListState<ProposalFilter>) {
  return useList(PROPOSALS, state, (page, filters) => {
    const asked = (filters.state ?? 'proposed') as TierProposal['state'];
    return body(api.GET('/api/account-tier-proposals', { params: { query: { ...page, state: asked } } }));
  });
}

function useRefresh() {
  const client = useQueryClient();
  return async () => {
    await client.invalidateQueries({ queryKey: PROPOSALS });
    await client.invalidateQueries({ queryKey: ['accounts'] });
  };
}

export function useRunTierRules() {
  const onSuccess = useRefresh();
  return useMutation({ mutationFn: () => body(api.POST('/api/account-tier-proposals/runs')), onSuccess });
}

export function useDecideTier() {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: ({ id, approve, note }: { id: string; approve: boolean; note: string }) => {
      const call = { params: { path: { id } }, body: { note } };
      return approve
        ? body(api.POST('/api/account-tier-proposals/{id}/approve', call))
        : body(api.POST('/api/account-tier-proposals/{id}/reject', call));
    },
    onSuccess,
  });
}
