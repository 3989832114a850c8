import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useList } from '../ui/table/list-query';
import type { ListState } from '../ui/table/list-state';
import { api, body } from './client';
import type {
  ChatRobotChange,
  Followed,
  NewChatRobot,
  NotificationCategory,
  NotificationSettingsChange,
} from './types';

const INBOX = ['notifications'] as const;
const PAGE_SIZE = 30;
/** The number at the bell is as old as this at most, while somebody looks at the page. */
const LOOK_EVERY_MS = 30_000;

export interface InboxFilter {
  unread: boolean;
  category: NotificationCategory | null;
}

/** How many wait to be read. */
export function useUnread() {
  return useQuery({
    queryKey: [...INBOX, 'unread'],
    queryFn: () => body(api.GET('/api/notifications/unread')),
    refetchInterval: LOOK_EVERY_MS,
    refetchOnWindowFocus: true,
    staleTime: LOOK_EVERY_MS / 2,
  });
}

export function useInbox({ unread, category }: InboxFilter) {
  return useInfiniteQuery({
    queryKey: [...INBOX, 'list', { unread, category }],
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/notifications', {
          params: {
            query: {
              limit: PAGE_SIZE,
              ...(pageParam !== null && { cursor: pageParam }),
              ...(unread && { unread: 'true' as const }),
              ...(category && { category }),
            },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    staleTime: 0,
  });
}

export function useInboxActions() {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: INBOX });
  return {
    mark: useMutation({
      mutationFn: ({ id, read }: { id: string; read: boolean }) =>
        body(api.PATCH('/api/notifications/{id}', { params: { path: { id } }, body: { read } })),
      onSuccess,
    }),
    markAll: useMutation({
      mutationFn: (what: { category?: NotificationCategory; upTo?: string }) =>
        body(api.POST('/api/notifications/read', { body: what })),
      onSuccess,
    }),
    undo: useMutation({
      mutationFn: (readAt: string) => body(api.POST('/api/notifications/read/undo', { body: { readAt } })),
      onSuccess,
    }),
  };
}

const followKey = ({ recordType, recordId }: Followed) => ['follows', recordType, recordId] as const;

/** The id by which one follows the record; null when one does not. */
export function useFollow(record: Followed) {
  return useQuery({
    queryKey: followKey(record),
    queryFn: async () => {
      const { items } = await body(api.GET('/api/follows', { params: { query: { ...record, limit: 1 } } }));
      return items[0]?.id ?? null;
    },
  });
}

export function useToggleFollow(record: Followed) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (followId: string | null) => {
      if (followId === null) return (await body(api.POST('/api/follows', { body: record }))).id;
      await api.DELETE('/api/follows/{id}', { params: { path: { id: followId } } });
      return null;
    },
    onSuccess: (id) => client.setQueryData(followKey(record), id),
  });
}

const SETTINGS = ['notification-settings'] as const;

export function useNotificationSettings() {
  return useQuery({
    queryKey: SETTINGS,
    queryFn: () => body(api.GET('/api/notification-settings')),
    staleTime: 0,
  });
}

export function useSaveNotificationSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (settings: NotificationSettingsChange) =>
      body(api.PUT('/api/notification-settings', { body: settings })),
    onSuccess: (saved) => client.setQueryData(SETTINGS, saved),
  });
}

export function useChatRobots(state: ListState<never>) {
  return useList(['chat-robots'], state, (page) =>
    body(api.GET('/api/chat-robots', { params: { query: page } })),
  );
}

export function useChatRobotActions() {
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: ['chat-robots'] });
  return {
    add: useMutation({
      mutationFn: (robot: NewChatRobot) => body(api.POST('/api/chat-robots', { body: robot })),
      onSettled,
    }),
    change: useMutation({
      mutationFn: ({ id, ...change }: ChatRobotChange & { id: string }) =>
        body(api.PATCH('/api/chat-robots/{id}', { params: { path: { id } }, body: change })),
      onSettled,
    }),
    remove: useMutation({
      mutationFn: (id: string) => api.DELETE('/api/chat-robots/{id}', { params: { path: { id } } }),
      onSettled,
    }),
    test: useMutation({
      mutationFn: (id: string) => body(api.POST('/api/chat-robots/{id}/test', { params: { path: { id } } })),
      onSettled,
    }),
  };
}
