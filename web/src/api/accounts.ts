import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { allOf, type Filter } from '../ui/records/filter';
import type { RecordsState } from '../ui/records/records-state';
import { useList } from '../ui/table/list-query';
import { api, body } from './client';
import type { Account, AccountEdit, NewAccount, TeamSeat } from './types';

export type AccountFilter = 'tier' | 'industry' | 'branchId' | 'managerId' | 'reviewDue' | 'active' | 'tag';

/** The page's own quick filters, as conditions of the list. */
export function accountConditions(filters: Partial<Record<AccountFilter, string>>): (Filter | null)[] {
  const { tier, industry, branchId, managerId, reviewDue, active, tag } = filters;
  return [
    tier ? ['tier', 'in', [tier]] : null,
    industry ? [industry.length === 1 ? 'industrySection' : 'industry', 'in', [industry]] : null,
    branchId ? ['branch', 'in', [branchId]] : null,
    managerId ? ['manager', 'in', [managerId]] : null,
    // As the list says it: only whom we serve is looked at again.
    reviewDue
      ? allOf([
          ['active', 'eq', true],
          ['reviewDue', 'eq', reviewDue === 'true'],
        ])
      : null,
    active ? ['active', 'eq', active === 'true'] : null,
    tag ? ['tags', 'any', [tag]] : null,
  ];
}

/** @param further columns whose values come as cells */
export function useAccounts(records: RecordsState, further: readonly string[]) {
  const { q, sort, asked, ready } = records;
  const filters = {
    ...(asked !== null && { filter: JSON.stringify(asked) }),
    ...(further.length > 0 && { columns: further.join(',') }),
  };
  return useList(
    ['accounts'],
    { q, sort, filters },
    (page, asking) => body(api.GET('/api/accounts', { params: { query: { ...page, ...asking } } })),
    ready,
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
    mutationFn: (change: AccountEdit & { version?: number }) =>
      body(
        api.PATCH('/api/accounts/{id}', {
          params: { path: { id: account.id } },
          body: { version: account.version, confirmedDuplicates: false, ...change },
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
