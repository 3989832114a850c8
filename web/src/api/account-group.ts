import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, body } from './client';
import type { components } from './schema';

export type GroupChild = components['schemas']['GroupDto_Output']['children'][number];

/** One level below an account with figures of a year, each rolled up over all underneath. */
export function useAccountGroup(id: string, year: number) {
  return useQuery({
    queryKey: ['accounts', id, 'group', year],
    queryFn: () => body(api.GET('/api/accounts/{id}/group', { params: { path: { id }, query: { year } } })),
    placeholderData: keepPreviousData,
  });
}
