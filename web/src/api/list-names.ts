import { useQuery } from '@tanstack/react-query';
import { api, body } from './client';

/** An address list's name, for pages that only point to it. */
export function useAddressListName(id: string | null) {
  return useQuery({
    queryKey: ['address-lists', id, 'name'],
    queryFn: async () =>
      (await body(api.GET('/api/address-lists/{id}', { params: { path: { id: id! } } }))).name,
    enabled: id !== null,
  });
}
