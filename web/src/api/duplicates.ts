import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useDebounced } from '../ui/debounced';
import { useList } from '../ui/table/list-query';
import type { ListState } from '../ui/table/list-state';
import { api, body } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];
export type AccountCandidate = Schemas['AccountCandidatesDto_Output']['items'][number];
export type DuplicatePair = Schemas['PairPageDto_Output']['items'][number];
export type DuplicateReason = AccountCandidate['reasons'][number];
export type MergeChoice = 'survivor' | 'other';
export type Merge = Schemas['MergesDto_Output']['items'][number];
export type PairFilter = 'show';

/** Long enough not to ask with every stroke. */
const PAUSE_MS = 400;

const PAIRS = ['duplicates'];

export type TypedAccount = Partial<Schemas['TypedAccountDto']> & { id: string | null; name: string };

const UNKNOWN = { legalName: null, tradeNames: [], creditCode: null, phone: null, website: null };

/** Which accounts may be the one that is typed. */
export function useAccountCandidates(typed: TypedAccount) {
  // As text, because an object is another one with every stroke.
  const said = useDebounced(JSON.stringify({ ...UNKNOWN, ...typed }), PAUSE_MS);
  return useQuery({
    queryKey: [...PAIRS, 'typed', said],
    enabled: typed.name.trim().length > 1,
    queryFn: async () => {
      const sent = JSON.parse(said) as Schemas['TypedAccountDto'];
      return (await body(api.POST('/api/accounts/duplicates', { body: sent }))).items;
    },
  });
}

/** Pairs that may be one, the likeliest first. */
export function useAccountPairs(state: ListState<PairFilter>) {
  return useList([...PAIRS, 'accounts'], state, ({ q: _q, ...page }, { show }) => {
    const query = { ...page, ...(show === 'dismissed' && { dismissed: 'true' as const }) };
    return body(api.GET('/api/account-duplicates', { params: { query } }));
  });
}

export function useDecidePair() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (decision: Schemas['PairDecisionDto']) =>
      api.POST('/api/account-duplicates', { body: decision }),
    onSuccess: () => client.invalidateQueries({ queryKey: PAIRS }),
  });
}

export function useMergeAccounts(survivorId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (merge: Schemas['MergeAccountDto']) =>
      body(api.POST('/api/accounts/{id}/merge', { params: { path: { id: survivorId } }, body: merge })),
    onSuccess: () => client.invalidateQueries(),
  });
}

/** What was merged into an account of late. */
export function useAccountMerges(accountId: string) {
  return useQuery({
    queryKey: ['accounts', accountId, 'merges'],
    queryFn: async () =>
      (await body(api.GET('/api/accounts/{id}/merges', { params: { path: { id: accountId } } }))).items,
  });
}

export function useUndoMerge() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => body(api.POST('/api/account-merges/{id}/undo', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries(),
  });
}
