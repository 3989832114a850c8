import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useList } from '../ui/table/list-query';
import type { ListState } from '../ui/table/list-state';
import { api, body } from './client';
import type { TimelineEntry } from './types';

/** Records that have a timeline, and where their API is. */
const PLACES = {
  account: 'accounts',
  contact: 'contacts',
  campaign: 'campaigns',
  batch: 'batches',
  list: 'address-lists',
} as const;

export interface TimelineRecord {
  type: keyof typeof PLACES;
  id: string;
}

export interface TimelineFilter {
  topics: readonly string[];
  q: string;
  mentioned: boolean;
}

const PAGE_SIZE = 30;
const keyOf = ({ type, id }: TimelineRecord) => ['timeline', type, id] as const;

/** What happened around a record, newest first, read on as one asks for more. */
export function useTimeline(record: TimelineRecord, { topics, q, mentioned }: TimelineFilter) {
  const path = `/api/${PLACES[record.type]}/{id}/timeline` as const;
  return useInfiniteQuery({
    queryKey: [...keyOf(record), 'entries', { topics, q, mentioned }],
    queryFn: ({ pageParam }) => {
      const query = {
        limit: PAGE_SIZE,
        ...(pageParam !== null && { cursor: pageParam }),
        ...(topics.length > 0 && { topics: topics.join(',') }),
        ...(q !== '' && { q }),
        ...(mentioned && { mentioned: 'true' as const }),
      };
      return body(api.GET(path, { params: { path: { id: record.id }, query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
}

export function usePinned(record: TimelineRecord) {
  const path = `/api/${PLACES[record.type]}/{id}/timeline` as const;
  return useQuery({
    queryKey: [...keyOf(record), 'pinned'],
    queryFn: async (): Promise<TimelineEntry[]> => {
      const query = { limit: PAGE_SIZE, pinned: 'true' as const };
      return (await body(api.GET(path, { params: { path: { id: record.id }, query } }))).items;
    },
  });
}

/** What people do on a timeline; each reads it again when it is done. */
export function useTimelineActions(record: TimelineRecord) {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: keyOf(record) });
  const path = { id: record.id };
  const place = PLACES[record.type];
  return {
    write: useMutation({
      mutationFn: (text: string) =>
        body(api.POST(`/api/${place}/{id}/notes`, { params: { path }, body: { text } })),
      onSuccess,
    }),
    pin: useMutation({
      mutationFn: (pin: { entryId: string; pinned: boolean }) =>
        api.POST(`/api/${place}/{id}/timeline/pins`, { params: { path }, body: pin }),
      onSuccess,
    }),
    change: useMutation({
      mutationFn: ({ id, ...note }: { id: string; text: string; version: number }) =>
        body(api.PATCH('/api/notes/{id}', { params: { path: { id } }, body: note })),
      onSuccess,
    }),
    remove: useMutation({
      mutationFn: (id: string) => api.DELETE('/api/notes/{id}', { params: { path: { id } } }),
      onSuccess,
    }),
  };
}

/** Colleagues who can read what is written on the record. */
export function useReaders(record: TimelineRecord, q: string, enabled: boolean) {
  const path = `/api/${PLACES[record.type]}/{id}/readers` as const;
  return useQuery({
    queryKey: [...keyOf(record), 'readers', q],
    enabled,
    queryFn: async () => {
      const query = q === '' ? {} : { q };
      return (await body(api.GET(path, { params: { path: { id: record.id }, query } }))).items;
    },
  });
}

export type AuditFilter = 'kind' | 'actorId' | 'branchId' | 'from' | 'to';

export function useAudit(state: ListState<AuditFilter>) {
  return useList(['audit'], state, async ({ sort: _newestFirst, ...page }, filters) => ({
    ...(await body(api.GET('/api/audit', { params: { query: { ...page, ...filters } } }))),
    total: null,
  }));
}
