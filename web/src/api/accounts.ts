import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useList } from '../ui/table/list-query';
import type { ListState } from '../ui/table/list-state';
import { api, body } from './client';
import type { Account, AccountChange, AccountTier, NewAccount, TeamSeat } from './types';

export type AccountFilter = 'tier' | 'industry' | 'branchId';

export function useAccounts(state: ListState<AccountFilter>) {
  return useList(['accounts'], state, (page, { tier, ...others }) =>
    body(
      api.GET('/api/accounts', {
        params: { query: { ...page, ...others, ...(tier && { tier: tier as AccountTier }) } },
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
    mutationFn: (change: Omit<AccountChange, 'version'>) =>
      body(
        api.PATCH('/api/accounts/{id}', {
          params: { path: { id: account.id } },
          body: { ...change, version: account.version },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['accounts'] }),
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
