import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useList } from '../ui/table/list-query';
import type { ListState } from '../ui/table/list-state';
import { api, body } from './client';
import type { NewApiKey } from './types';

export function useApiKeys(state: ListState<never>) {
  return useList(['api-keys'], state, (page) => body(api.GET('/api/api-keys', { params: { query: page } })));
}

export function useAddApiKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (key: NewApiKey) => body(api.POST('/api/api-keys', { body: key })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['api-keys'] }),
  });
}

export function useRevokeApiKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.DELETE('/api/api-keys/{id}', { params: { path: { id } } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['api-keys'] }),
  });
}
