import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, body } from './client';
import type { NewSpoilage } from './types';

const PAGE = 10;
const LOOK_EVERY_MS = 1_500;

/** What was recorded as spoiled, in the order of the pieces. */
export function useSpoilage(id: string) {
  return useInfiniteQuery({
    queryKey: ['batches', id, 'spoilage'],
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/batches/{id}/spoilage', {
          params: { path: { id }, query: { limit: PAGE, ...(pageParam !== null && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
}

/** The files of reprinted pieces, looked at again while one of them is being printed. */
export function useMakeGoods(id: string) {
  return useQuery({
    queryKey: ['batches', id, 'make-goods'],
    queryFn: () => body(api.GET('/api/batches/{id}/make-goods', { params: { path: { id } } })),
    refetchInterval: ({ state }) =>
      state.data?.items.some((file) => !file.ready && !file.givenUp) ? LOOK_EVERY_MS : false,
  });
}

export function useRecordSpoilage(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (spoilage: NewSpoilage) =>
      body(api.POST('/api/batches/{id}/spoilage', { params: { path: { id } }, body: spoilage })),
    // Refused may mean that the batch was dispatched meanwhile: show where it stands.
    onSettled: () => client.invalidateQueries({ queryKey: ['batches'] }),
  });
}

export function useUndoSpoilage(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (seq: number) =>
      body(api.POST('/api/batches/{id}/spoilage/undo', { params: { path: { id } }, body: { seqs: [seq] } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['batches'] }),
  });
}
