import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useList } from '../ui/table/list-query';
import type { ListState } from '../ui/table/list-state';
import { api, body } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];
export type Suppression = Schemas['SuppressionPageDto_Output']['items'][number];
export type NewSuppression = Schemas['CreateSuppressionDto'];
export type SuppressionKind = Suppression['kind'];
export type SuppressionReason = Suppression['reason'];
export type SuppressionFilter = 'kind' | 'reason';

export function useSuppressions(state: ListState<SuppressionFilter>) {
  return useList(['suppressions'], state, ({ cursor, limit, sort }, { kind, reason }) =>
    body(
      api.GET('/api/suppressions', {
        params: {
          query: {
            limit,
            sort,
            ...(cursor !== undefined && { cursor }),
            ...(kind && { kind: kind as SuppressionKind }),
            ...(reason && { reason: reason as SuppressionReason }),
          },
        },
      }),
    ),
  );
}

export function useAddSuppression() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (refusal: NewSuppression) => body(api.POST('/api/suppressions', { body: refusal })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['suppressions'] }),
  });
}

export function useRemoveSuppression() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.DELETE('/api/suppressions/{id}', { params: { path: { id } } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['suppressions'] }),
  });
}
