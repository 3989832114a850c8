import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useList } from '../ui/table/list-query';
import type { ListState } from '../ui/table/list-state';
import { api, body } from './client';
import type { Account, AccountChange, AccountTier, NewAccount, TeamSeat } from './types';

export type AccountFilter = 'tier' | 'industry' | 'branchId' | 'managerId' | 'reviewDue' | 'tag' | 'custom';

/** Conditions on additional fields, as the address keeps them; none when it was tampered with. */
export function conditionsOf(text: string | undefined): string[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

/** Where the list as it is filtered can be had as a file. */
export function accountsExportUrl({ q, sort, filters }: ListState<AccountFilter>): string {
  const { custom, ...others } = filters;
  const params = new URLSearchParams({ sort, ...(q !== '' && { q }), ...others });
  for (const condition of conditionsOf(custom)) params.append('custom', condition);
  return `/api/accounts/export?${params.toString()}`;
}

export function useAccounts(state: ListState<AccountFilter>) {
  return useList(['accounts'], state, (page, { tier, reviewDue, custom, ...others }) =>
    body(
      api.GET('/api/accounts', {
        params: {
          query: {
            ...page,
            ...others,
            ...(tier && { tier: tier as AccountTier }),
            ...(custom && { custom: conditionsOf(custom) }),
            ...(reviewDue && { reviewDue: reviewDue === 'true' ? 'true' : 'false' }),
          },
        },
      }),
    ),
  );
}

export function useAccount(id: string) {
  return useQuery({
    queryKey: ['accounts', id],
    queryFn: () => body(api.GET('/api/accounts/{id}', { params: { path: { id } } })),
  });
}

export function useAddAccount() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (account: NewAccount) => body(api.POST('/api/accounts', { body: account })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['accounts'] }),
  });
}

export function useChangeAccount(account: Account) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: Omit<AccountChange, 'version'> & { version?: number }) =>
      body(
        api.PATCH('/api/accounts/{id}', {
          params: { path: { id: account.id } },
          body: { version: account.version, ...change },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['accounts'] }),
  });
}

/** Says that the profile was looked at and is current. */
export function useReviewAccount({ id, version }: Account) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      body(api.POST('/api/accounts/{id}/review', { params: { path: { id } }, body: { version } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['accounts'] }),
  });
}

/** How many accounts of one manager have a profile that somebody has to look at again. */
export function useStaleProfiles(managerId: string | undefined) {
  return useQuery({
    queryKey: ['accounts', 'stale', managerId],
    enabled: managerId !== undefined,
    queryFn: async () => {
      const query = { managerId: managerId!, reviewDue: 'true' as const, limit: 1 };
      return (await body(api.GET('/api/accounts', { params: { query } }))).total;
    },
  });
}

/** Who serves the account, in the order of their roles. */
export function useAccountTeam(id: string) {
  return useQuery({
    queryKey: ['accounts', id, 'team'],
    queryFn: () => body(api.GET('/api/accounts/{id}/team', { params: { path: { id } } })),
  });
}

export function useReplaceTeam(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (team: { version: number; members: TeamSeat[] }) =>
      body(api.PUT('/api/accounts/{id}/team', { params: { path: { id } }, body: team })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['accounts'] }),
  });
}

/** Divisions of the national classification; they change once in a decade. */
export function useIndustries() {
  return useQuery({
    queryKey: ['industries'],
    queryFn: async () => (await body(api.GET('/api/industries'))).items,
    staleTime: Infinity,
  });
}
