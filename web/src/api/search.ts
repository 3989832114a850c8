import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, body } from './client';
import type { paths } from './schema';

export type Found =
  paths['/api/search']['post']['responses'][200]['content']['application/json']['items'][number];

const KEPT_MS = 30_000;

/** Records that are called so, while something is typed. */
export function useSearch(typed: string) {
  return useQuery({
    queryKey: ['search', typed],
    queryFn: ({ signal }) =>
      body(api.POST('/api/search', { body: { q: typed, kinds: [], limit: 6 }, signal })),
    enabled: typed !== '',
    placeholderData: keepPreviousData,
    staleTime: KEPT_MS,
    gcTime: KEPT_MS,
  });
}
