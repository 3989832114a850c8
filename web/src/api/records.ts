import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Filter } from '../ui/records/filter';
import { api, body, rawCall } from './client';
import type { components, paths } from './schema';

export type ListFields = components['schemas']['ListFieldsDto_Output'];
export type ListField = ListFields['fields'][number];
export type ListRelation = ListFields['relations'][number];
export type ListSummary = components['schemas']['ListSummaryDto_Output'];
export type SavedView = components['schemas']['ViewDto_Output'];
export type BulkEdit = components['schemas']['BulkEditDto_Output'];
export type BulkEditPreview = components['schemas']['BulkEditPreviewDto_Output'];
export type NewView = paths['/api/list-views']['post']['requestBody']['content']['application/json'];
type ViewChange = paths['/api/list-views/{id}']['patch']['requestBody']['content']['application/json'];
export type RecordChange =
  paths['/api/lists/{list}/bulk-edits']['post']['requestBody']['content']['application/json']['change'];

/** What a whole list is narrowed by. */
export interface Narrowing {
  q: string;
  filter: Filter | null;
}

const asQuery = ({ q, filter }: Narrowing) => ({
  ...(q !== '' && { q }),
  ...(filter !== null && { filter: JSON.stringify(filter) }),
});

/** What a list can be asked; administrators change it seldom. */
export function useListFields(list: string) {
  return useQuery({
    queryKey: ['lists', list, 'fields'],
    queryFn: () => body(api.GET('/api/lists/{list}/fields', { params: { path: { list } } })),
    staleTime: 5 * 60_000,
  });
}

/** Counts, sums and groups of all that match; asks nothing when nobody wants to know. */
export function useListSummary(
  list: string,
  narrowing: Narrowing,
  { group, totals }: { group: string | null; totals: readonly string[] },
) {
  const query = {
    ...asQuery(narrowing),
    ...(group !== null && { group }),
    ...(totals.length > 0 && { totals: totals.join(',') }),
  };
  return useQuery({
    // Under the list's own key, so that whatever changes a record has the sums read again.
    queryKey: [list, 'summary', query],
    enabled: group !== null || totals.length > 0,
    queryFn: () => body(api.GET('/api/lists/{list}/summary', { params: { path: { list }, query } })),
    placeholderData: keepPreviousData,
  });
}

/** Where the list as it is looked at can be had as a file. */
export function listExportUrl(
  list: string,
  narrowing: Narrowing,
  { format, columns, sort }: { format: 'csv' | 'xlsx'; columns: readonly string[]; sort: string },
): string {
  const params = new URLSearchParams({ format, sort, columns: columns.join(','), ...asQuery(narrowing) });
  return `/api/lists/${list}/export?${params.toString()}`;
}

export function useViews(list: string) {
  return useQuery({
    queryKey: ['list-views', list],
    queryFn: () => body(api.GET('/api/list-views', { params: { query: { list } } })),
    staleTime: 60_000,
  });
}

export function useSaveView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (view: NewView) => body(api.POST('/api/list-views', { body: view })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['list-views'] }),
  });
}

export function useChangeView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...change }: ViewChange & { id: string }) =>
      body(api.PATCH('/api/list-views/{id}', { params: { path: { id } }, body: change })),
    onSettled: () => client.invalidateQueries({ queryKey: ['list-views'] }),
  });
}

export function useRemoveView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.DELETE('/api/list-views/{id}', { params: { path: { id } } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['list-views'] }),
  });
}

export function usePreviewBulkEdit(list: string) {
  return useMutation({
    mutationFn: ({ ids, change, ...narrowing }: Narrowing & { ids: string[] | null; change: RecordChange }) =>
      body(
        api.POST('/api/lists/{list}/bulk-edits', {
          params: { path: { list } },
          body: { ...asQuery(narrowing), ...(ids && { ids }), change },
        }),
      ),
  });
}

export function useApplyBulkEdit() {
  return useMutation({
    mutationFn: ({ id, reason }: { id: string; reason: string }) =>
      body(api.POST('/api/bulk-edits/{id}/apply', { params: { path: { id } }, body: { reason } })),
  });
}

export function useUndoBulkEdit() {
  return useMutation({
    mutationFn: (id: string) => body(api.POST('/api/bulk-edits/{id}/undo', { params: { path: { id } } })),
  });
}

/** The record after one of its fields was set, by the same call that its own form makes. */
export async function changeCell(
  path: string,
  field: string,
  value: unknown,
  version: number,
): Promise<{ version: number }> {
  const custom = field.startsWith('custom.') ? field.slice('custom.'.length) : null;
  const change = custom === null ? { [field]: value } : { customValues: { [custom]: value } };
  const response = await rawCall(path, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...change, version }),
  });
  return (await response.json()) as { version: number };
}
