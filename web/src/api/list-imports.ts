import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useList } from '../ui/table/list-query';
import type { ListState } from '../ui/table/list-state';
import { api, body, callHeaders, refuseFailure } from './client';
import { reportUnreachable } from './connection';
import { unreachable } from './problem';
import type { components } from './schema';

type Schemas = components['schemas'];
export type ListImport = Schemas['ImportDto_Output'];
export type ColumnMapping = Schemas['MappingDto'];
export type RecordField = keyof ColumnMapping['fields'];
export type ImportPreview = Schemas['PreviewDto_Output'];
export type PreviewRow = ImportPreview['rows'][number];

const importKey = (id: string) => ['list-imports', id] as const;

export function useImportsOfList(listId: string, state: ListState<never>) {
  return useList(['address-lists', listId, 'imports'], state, () =>
    body(api.GET('/api/address-lists/{id}/imports', { params: { path: { id: listId } } })),
  );
}

export function useListImport(id: string) {
  return useQuery({
    queryKey: importKey(id),
    queryFn: () => body(api.GET('/api/list-imports/{id}', { params: { path: { id } } })),
  });
}

/** The first rows and what would become of each under the mapping that is kept. */
export function useImportPreview(id: string) {
  return useQuery({
    queryKey: [...importKey(id), 'preview'],
    queryFn: () => body(api.GET('/api/list-imports/{id}/preview', { params: { path: { id } } })),
    placeholderData: (before) => before,
  });
}

/** Keeps a mapping; changes made in quick succession reach the server in their order. */
export function useSetMapping(id: string) {
  const client = useQueryClient();
  return useMutation({
    scope: { id: `mapping-${id}` },
    mutationFn: (mapping: ColumnMapping) =>
      body(api.PUT('/api/list-imports/{id}/mapping', { params: { path: { id } }, body: mapping })),
    onSuccess: (changed) => {
      client.setQueryData(importKey(id), changed);
      return client.invalidateQueries({ queryKey: [...importKey(id), 'preview'] });
    },
  });
}

export function useStartImport(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => body(api.POST('/api/list-imports/{id}/start', { params: { path: { id } } })),
    onSuccess: (started) => client.setQueryData(importKey(id), started),
  });
}

export function useCancelImport(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => body(api.POST('/api/list-imports/{id}/cancel', { params: { path: { id } } })),
    onSuccess: async (cancelled) => {
      client.setQueryData(importKey(id), cancelled);
      await client.invalidateQueries({ queryKey: ['address-lists'] });
    },
  });
}

export function isOver({ state }: ListImport): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled';
}

/** Where the state of a running import can be heard. */
export const progressUrl = (id: string) => `/api/list-imports/${id}/progress`;
export const rejectsUrl = (id: string) => `/api/list-imports/${id}/rejects`;

/**
 * Sends a file to a list. By XMLHttpRequest, the only call of a browser that tells how much of it has left.
 *
 * @param onSent bytes sent so far
 * @throws ApiError with the server's sentence; nothing is kept of a refused file
 */
export function uploadList(
  listId: string,
  file: File,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<ListImport> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const lost = () => {
      reportUnreachable();
      reject(unreachable());
    };
    request.open('POST', `/api/address-lists/${listId}/imports`);
    for (const [name, value] of Object.entries(callHeaders('POST'))) request.setRequestHeader(name, value);
    request.setRequestHeader('Content-Type', 'text/csv');
    request.setRequestHeader('X-File-Name', encodeURIComponent(file.name));
    request.upload.onprogress = (event) => onSent(event.loaded);
    request.onerror = lost;
    request.onabort = () => reject(new DOMException('Upload stopped', 'AbortError'));
    request.onload = () => {
      const answer = new Response(request.responseText, { status: request.status });
      refuseFailure(answer)
        .then((good) => good.json() as Promise<ListImport>)
        .then(resolve, reject);
    };
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}
