import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { Filter } from '../ui/records/filter';
import { useRecordRows } from '../ui/records/record-rows';
import type { RecordsState } from '../ui/records/records-state';
import type { Column } from '../ui/table/columns';
import { useList } from '../ui/table/list-query';
import type { ListState } from '../ui/table/list-state';
import { api, body, rawCall } from './client';
import type { Batch, BatchRow } from './types';

export type BatchFilter = 'state';

/** The page's own quick filters, as conditions of the list. */
export const batchConditions = ({ state }: Partial<Record<BatchFilter, string>>): (Filter | null)[] => [
  state ? ['state', 'in', [state]] : null,
];

export function useBatches(records: RecordsState, own: readonly Column<BatchRow>[]) {
  return useRecordRows(records, own, (query) => body(api.GET('/api/batches', { params: { query } })));
}

export function useCampaignBatches(campaignId: string, state: ListState<never>) {
  return useList(['batches', 'campaign', campaignId], state, (page) =>
    body(api.GET('/api/batches', { params: { query: { ...page, campaignId } } })),
  );
}

export function useBatch(id: string) {
  return useQuery({
    queryKey: ['batches', id],
    queryFn: () => body(api.GET('/api/batches/{id}', { params: { path: { id } } })),
  });
}

/** A batch of a campaign, with the campaign's list, design and price. */
export function useMakeBatch() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (campaignId: string) => body(api.POST('/api/batches', { body: { campaignId } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['batches'] }),
  });
}

export type BatchStep = 'freeze' | 'approve' | 'print' | 'cancel';

/** Moves a batch one step on; what it answers is on the page at once. */
export function useBatchStep(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (step: BatchStep): Promise<Batch> => {
      const path = { params: { path: { id } } };
      if (step === 'freeze') return body(api.POST('/api/batches/{id}/freeze', path));
      if (step === 'approve') return body(api.POST('/api/batches/{id}/approve', path));
      if (step === 'print') return body(api.POST('/api/batches/{id}/print', path));
      return body(api.POST('/api/batches/{id}/cancel', path));
    },
    onSuccess: (batch) => client.setQueryData(['batches', id], batch),
    // Refused means that it stands elsewhere by now: show where.
    onSettled: () => client.invalidateQueries({ queryKey: ['batches'] }),
  });
}

/** The hand-over of a batch, once it was asked for. */
export function useDispatchOf(id: string, enabled: boolean) {
  return useQuery({
    queryKey: ['batches', id, 'dispatch'],
    queryFn: () => body(api.GET('/api/batches/{id}/dispatch', { params: { path: { id } } })),
    enabled,
  });
}

export function useDispatchBatch(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => body(api.POST('/api/batches/{id}/dispatch', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['batches'] }),
  });
}

/** A person's word on what became of an uncertain hand-over. */
export function useResolveDispatch(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (delivered: boolean) =>
      body(
        api.POST('/api/batches/{id}/dispatch/resolution', { params: { path: { id } }, body: { delivered } }),
      ),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ['batches'] });
      await client.invalidateQueries({ queryKey: ['revenue'] });
    },
  });
}

const FINDINGS_PAGE = 20;

/** Pieces that were held out, with every reason; `version` tells that the batch moved on. */
export function useFindings(id: string, version: number) {
  return useInfiniteQuery({
    queryKey: ['batches', id, 'findings', version],
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/batches/{id}/findings', {
          params: {
            path: { id },
            query: { limit: FINDINGS_PAGE, ...(pageParam !== null && { cursor: pageParam }) },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
}

const PROOFS_KEPT_MS = 60_000;

/** Chosen pieces as they will be printed. Frozen pieces do not change, so a proof is asked for once. */
export function useProof(id: string, pieces: readonly number[]) {
  return useQuery({
    queryKey: ['batches', id, 'proof', pieces.join()],
    queryFn: async ({ signal }) =>
      (await rawCall(`/api/batches/${id}/proof?pieces=${pieces.join()}`, { signal })).blob(),
    enabled: pieces.length > 0,
    staleTime: Infinity,
    gcTime: PROOFS_KEPT_MS,
    placeholderData: keepPreviousData,
  });
}
