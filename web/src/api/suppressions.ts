import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Filter } from '../ui/records/filter';
import { useRecordRows } from '../ui/records/record-rows';
import type { RecordsState } from '../ui/records/records-state';
import type { Column } from '../ui/table/columns';
import { api, body } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];
export type Suppression = Schemas['SuppressionPageDto_Output']['items'][number];
export type NewSuppression = Schemas['CreateSuppressionDto'];
export type SuppressionKind = Suppression['kind'];
export type SuppressionReason = Suppression['reason'];
export type SuppressionFilter = 'kind' | 'reason';

/** The page's own quick filters, as conditions of the list. */
export const suppressionConditions = ({
  kind,
  reason,
}: Partial<Record<SuppressionFilter, string>>): (Filter | null)[] => [
  kind ? ['kind', 'in', [kind]] : null,
  reason ? ['reason', 'in', [reason]] : null,
];

export function useSuppressions(records: RecordsState, own: readonly Column<Suppression>[]) {
  // Of whom nothing is kept nobody is looked for.
  return useRecordRows(records, own, ({ q: _words, ...query }) =>
    body(api.GET('/api/suppressions', { params: { query } })),
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
