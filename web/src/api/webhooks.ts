import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useList } from '../ui/table/list-query';
import type { ListState } from '../ui/table/list-state';
import { api, body } from './client';
import type { DeliveryState, NewWebhook, WebhookChange } from './types';

export function useWebhooks(state: ListState<never>) {
  return useList(['webhooks'], state, (page) => body(api.GET('/api/webhooks', { params: { query: page } })));
}

export function useWebhook(id: string) {
  return useQuery({
    queryKey: ['webhooks', id],
    queryFn: () => body(api.GET('/api/webhooks/{id}', { params: { path: { id } } })),
  });
}

export function useDeliveries(id: string, state: ListState<'state'>) {
  return useList(['webhooks', id, 'deliveries'], state, ({ limit, cursor, sort }, filters) =>
    body(
      api.GET('/api/webhooks/{id}/deliveries', {
        params: {
          path: { id },
          query: {
            limit,
            sort,
            ...(cursor !== undefined && { cursor }),
            ...(filters.state && { state: filters.state as DeliveryState }),
          },
        },
      }),
    ),
  );
}

/** A call after which every list of webhooks and of what they were sent is read again. */
function useWebhookCall<I, O>(call: (input: I) => Promise<O>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSuccess: () => client.invalidateQueries({ queryKey: ['webhooks'] }),
  });
}

const at = (id: string) => ({ params: { path: { id } } });

export const useAddWebhook = () =>
  useWebhookCall((webhook: NewWebhook) => body(api.POST('/api/webhooks', { body: webhook })));

export const useChangeWebhook = (id: string) =>
  useWebhookCall((change: WebhookChange) =>
    body(api.PATCH('/api/webhooks/{id}', { ...at(id), body: change })),
  );

export const useRemoveWebhook = () =>
  useWebhookCall((id: string) => api.DELETE('/api/webhooks/{id}', at(id)));

export const useRotateSecret = (id: string) =>
  useWebhookCall((overlapHours: number) =>
    body(api.POST('/api/webhooks/{id}/secret', { ...at(id), body: { overlapHours } })),
  );

export const useTestWebhook = (id: string) =>
  useWebhookCall(() => body(api.POST('/api/webhooks/{id}/test', at(id))));

export const useReplayDelivery = () =>
  useWebhookCall((id: string) => body(api.POST('/api/webhook-deliveries/{id}/replay', at(id))));

export const useReplayRange = (id: string) =>
  useWebhookCall((range: { from: string; to: string; states: ('delivered' | 'given-up')[] }) =>
    body(api.POST('/api/webhooks/{id}/replay', { ...at(id), body: range })),
  );
