import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRecordRows } from '../ui/records/record-rows';
import type { RecordsState } from '../ui/records/records-state';
import type { Column } from '../ui/table/columns';
import { api, body, rawCall } from './client';
import type { DesignDetails, DesignRow, Finding } from './types';

export function useDesigns(records: RecordsState, own: readonly Column<DesignRow>[]) {
  return useRecordRows(records, own, (query) => body(api.GET('/api/designs', { params: { query } })));
}

/** Finished designs to start from; they change with the program only. */
export function useStarters() {
  return useQuery({
    queryKey: ['starters'],
    queryFn: async () => (await body(api.GET('/api/designs/starters'))).items,
    staleTime: Infinity,
  });
}

export function useDesign(id: string | null) {
  return useQuery({
    queryKey: ['designs', id],
    queryFn: () => body(api.GET('/api/designs/{id}', { params: { path: { id: id! } } })),
    enabled: id !== null,
  });
}

/** A starter becomes a design of one's own branch. */
export function useCopyStarter() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (copy: { starterId: string; name: string }) => body(api.POST('/api/designs', { body: copy })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['designs'] }),
  });
}

export interface DesignChange {
  name: string;
  body: Record<string, unknown>;
  artwork: Record<string, string>;
  version: number;
}

/** Saves a design as a new version. Batches keep the one they froze. */
export function useSaveDesign(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: DesignChange): Promise<DesignDetails> =>
      body(api.PATCH('/api/designs/{id}', { params: { path: { id } }, body: change })),
    onSuccess: (design) => {
      client.setQueryData(['designs', id], design);
      return client.invalidateQueries({ queryKey: ['designs', 'list'] });
    },
  });
}

/** Keeps a PDF, JPEG or PNG. @returns the hash it is kept under */
export async function uploadArtwork(file: File): Promise<string> {
  const response = await rawCall('/api/designs/artwork', {
    method: 'POST',
    body: file,
    headers: { 'Content-Type': 'application/octet-stream' },
  });
  return ((await response.json()) as { sha256: string }).sha256;
}

export interface PreviewRequest {
  body: Record<string, unknown>;
  artwork: Record<string, string>;
  listId: string | null;
  record: number;
}

export interface Preview {
  pdf: Blob;
  findings: Finding[];
}

/** The true PDF of one record. Abort it when a newer one is wanted. */
export async function previewDesign(request: PreviewRequest, signal: AbortSignal): Promise<Preview> {
  const { listId, ...rest } = request;
  const response = await rawCall('/api/designs/preview', {
    method: 'POST',
    body: JSON.stringify({ ...rest, ...(listId !== null && { listId }) }),
    headers: { 'Content-Type': 'application/json' },
    signal,
  });
  const findings = response.headers.get('x-findings');
  return {
    pdf: await response.blob(),
    findings: findings === null ? [] : (JSON.parse(decodeURIComponent(findings)) as Finding[]),
  };
}

/** A starter as a PDF, for its picture in the gallery. */
export function useStarterPreview(id: string) {
  return useQuery({
    queryKey: ['starters', id, 'preview'],
    queryFn: async ({ signal }) =>
      (await rawCall(`/api/designs/starters/${encodeURIComponent(id)}/preview`, { signal })).blob(),
    staleTime: Infinity,
  });
}
