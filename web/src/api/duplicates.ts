import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useDebounced } from '../ui/debounced';
import { useList } from '../ui/table/list-query';
import type { ListState } from '../ui/table/list-state';
import { api, body } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];
export type DuplicateType = 'account' | 'contact';
export type AccountCandidate = Schemas['AccountCandidatesDto_Output']['items'][number];
export type ContactCandidate = Schemas['ContactCandidatesDto_Output']['items'][number];
export type DuplicatePair = Schemas['PairPageDto_Output']['items'][number];
export type DuplicateReason = AccountCandidate['reasons'][number];
export type MergeChoice = 'survivor' | 'other';
export type PairFilter = 'show';

/** Long enough not to ask with every stroke. */
const PAUSE_MS = 400;

const PAIRS = ['duplicates'];

export type TypedAccount = Partial<Schemas['TypedAccountDto']> & { id: string | null; name: string };
export type TypedContact = Partial<Schemas['TypedContactDto']> & { name: string };

const STRANGER = { id: null, accountId: null };
const UNKNOWN = { legalName: null, tradeNames: [], creditCode: null, phone: null, website: null };

/** Asks what is typed once the typing rests; nothing as long as there is no name. */
function useCandidates<T extends { name: string }, C>(
  type: DuplicateType,
  typed: T,
  ask: (typed: T) => Promise<{ items: C[] }>,
) {
  // As text, because an object is another one with every stroke.
  const said = useDebounced(JSON.stringify(typed), PAUSE_MS);
  return useQuery({
    queryKey: [...PAIRS, type, 'typed', said],
    enabled: typed.name.trim().length > 1,
    // What is typed of a person is not kept.
    gcTime: 0,
    queryFn: async () => (await ask(JSON.parse(said) as T)).items,
  });
}

/** Which accounts may be the one that is typed. */
export const useAccountCandidates = (typed: TypedAccount) =>
  useCandidates('account', { ...UNKNOWN, ...typed }, (sent) =>
    body(api.POST('/api/accounts/duplicates', { body: sent as Schemas['TypedAccountDto'] })),
  );

/** Who may be the person that is typed. */
export const useContactCandidates = (typed: TypedContact) =>
  useCandidates('contact', { ...STRANGER, ...typed }, (sent) =>
    body(api.POST('/api/contacts/duplicates', { body: sent })),
  );

/** Pairs that may be one, the likeliest first. */
export function usePairs(type: DuplicateType, state: ListState<PairFilter>) {
  return useList([...PAIRS, type], state, ({ q: _q, ...page }, { show }) => {
    const params = { query: { ...page, ...(show === 'dismissed' && { dismissed: 'true' as const }) } };
    return body(
      type === 'account'
        ? api.GET('/api/account-duplicates', { params })
        : api.GET('/api/contact-duplicates', { params }),
    );
  });
}

export function useDecidePair(type: DuplicateType) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (decision: Schemas['PairDecisionDto']) =>
      type === 'account'
        ? api.POST('/api/account-duplicates', { body: decision })
        : api.POST('/api/contact-duplicates', { body: decision }),
    // The records themselves tell of others like them.
    onSuccess: () => client.invalidateQueries(),
  });
}

export type Merging = Omit<Schemas['MergeAccountDto'], 'fields'> & { fields: Record<string, MergeChoice> };

/** Makes the record stay that is named, with what the other had. */
export function useMerge(type: DuplicateType, survivorId: string) {
  const client = useQueryClient();
  const params = { path: { id: survivorId } };
  return useMutation<unknown, Error, Merging>({
    mutationFn: (merge) =>
      type === 'account'
        ? body(api.POST('/api/accounts/{id}/merge', { params, body: merge }))
        : body(api.POST('/api/contacts/{id}/merge', { params, body: merge })),
    // Nothing is fetched from here: the page still shows the record that is gone, and is left for the one that stays.
    onSuccess: () => client.invalidateQueries({ refetchType: 'none' }),
  });
}

/** What was merged into a record of late. */
export function useMerges(type: DuplicateType, id: string) {
  const params = { path: { id } };
  return useQuery({
    queryKey: [`${type}s`, id, 'merges'],
    queryFn: async () =>
      (
        await body(
          type === 'account'
            ? api.GET('/api/accounts/{id}/merges', { params })
            : api.GET('/api/contacts/{id}/merges', { params }),
        )
      ).items,
  });
}

export function useUndoMerge(type: DuplicateType) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string): Promise<{ leftFields: string[]; leftRows: number }> =>
      type === 'account'
        ? body(api.POST('/api/account-merges/{id}/undo', { params: { path: { id } } }))
        : body(api.POST('/api/contact-merges/{id}/undo', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries(),
  });
}
