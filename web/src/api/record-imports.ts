import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, body, rawCall } from './client';
import type { components, paths } from './schema';

type Schemas = components['schemas'];
export type RecordImport = Schemas['RecordImportDto_Output'];
export type RecordImportDetails = Schemas['RecordImportDetailsDto_Output'];
export type ImportColumn = RecordImportDetails['columns'][number];
export type ImportRow = Schemas['ImportRowsDto_Output']['items'][number];
export type ImportRowKind = NonNullable<
  NonNullable<paths['/api/record-imports/{id}/rows']['get']['parameters']['query']>['kind']
>;

const key = (id: string) => ['record-imports', id] as const;

export function useRecordImport(id: string) {
  return useQuery({
    queryKey: key(id),
    queryFn: () => body(api.GET('/api/record-imports/{id}', { params: { path: { id } } })),
  });
}

export function useRecentImports(list: string) {
  return useQuery({
    queryKey: ['record-imports', 'recent', list],
    queryFn: () => body(api.GET('/api/record-imports', { params: { query: { list } } })),
  });
}

export function useImportRows(id: string, kind: ImportRowKind | undefined, state: string) {
  return useInfiniteQuery({
    queryKey: [...key(id), 'rows', kind ?? 'all', state],
    initialPageParam: 0,
    queryFn: ({ pageParam: after }) =>
      body(
        api.GET('/api/record-imports/{id}/rows', {
          params: { path: { id }, query: { ...(kind && { kind }), after, limit: 50 } },
        }),
      ),
    getNextPageParam: ({ next }) => next,
  });
}

/** Sends a file. @throws ApiError with the server's sentence; nothing is kept of a refused file */
export async function uploadRecords(list: string, file: File): Promise<RecordImportDetails> {
  const response = await rawCall(`/api/lists/${list}/imports`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(file.name) },
    body: file,
  });
  return (await response.json()) as RecordImportDetails;
}

/** Says which column is what and has every row looked at. */
export function useCheckImport(id: string) {
  return useStep(async (mapping: Record<string, number>) => {
    await body(api.PUT('/api/record-imports/{id}/mapping', { params: { path: { id } }, body: { mapping } }));
    return body(api.POST('/api/record-imports/{id}/check', { params: { path: { id } } }));
  });
}

export function useApplyImport(id: string) {
  return useStep((what: { reason: string; skipSimilar: boolean }) =>
    body(api.POST('/api/record-imports/{id}/apply', { params: { path: { id } }, body: what })),
  );
}

export function useCancelRecordImport(id: string) {
  return useStep(() => body(api.POST('/api/record-imports/{id}/cancel', { params: { path: { id } } })));
}

export function useUndoImport(id: string) {
  return useStep(() => body(api.POST('/api/record-imports/{id}/undo', { params: { path: { id } } })));
}

/** A step of an import; the page shows where it stands since. */
function useStep<V = void>(step: (what: V) => Promise<RecordImport>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: step,
    onSettled: () => client.invalidateQueries({ queryKey: ['record-imports'] }),
  });
}

export const isAtWork = ({ state }: RecordImport): boolean =>
  state === 'checking' || state === 'running' || state === 'undoing';
export const isAtRest = (made: RecordImport): boolean => !isAtWork(made);

export const importProgressUrl = (id: string) => `/api/record-imports/${id}/progress`;
export const importFaultsUrl = (id: string) => `/api/record-imports/${id}/faults`;
export const importTemplateUrl = (list: string, format: 'csv' | 'xlsx') =>
  `/api/lists/${list}/import-template?format=${format}`;
