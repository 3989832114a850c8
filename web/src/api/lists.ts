import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Filter } from '../ui/records/filter';
import { useRecordRows } from '../ui/records/record-rows';
import type { RecordsState } from '../ui/records/records-state';
import type { Column } from '../ui/table/columns';
import { useList } from '../ui/table/list-query';
import type { ListState } from '../ui/table/list-state';
import { api, body } from './client';
import type { components } from './schema';
import type { AddressList } from './types';

type Schemas = components['schemas'];
export type NewAddressList = Schemas['CreateAddressListDto'];
export type AddressListChange = Schemas['UpdateAddressListDto'];
export type LegalBasis = NonNullable<AddressList['legalBasis']>;
export type AddressRecord = Schemas['RecordPageDto_Output']['items'][number];

export type ListFilter = 'accountId' | 'branchId' | 'state';

/** The page's own quick filters, as conditions of the list. */
export function listConditions(filters: Partial<Record<ListFilter, string>>): (Filter | null)[] {
  const { accountId, branchId, state } = filters;
  return [
    accountId ? ['accountId', 'in', [accountId]] : null,
    branchId ? ['branch', 'in', [branchId]] : null,
    state ? ['state', 'in', [state]] : null,
  ];
}

export function useAddressLists(records: RecordsState, own: readonly Column<AddressList>[]) {
  return useRecordRows(records, own, (query) => body(api.GET('/api/address-lists', { params: { query } })));
}

export function useAddressList(id: string) {
  return useQuery({
    queryKey: ['address-lists', id],
    queryFn: () => body(api.GET('/api/address-lists/{id}', { params: { path: { id } } })),
  });
}

export function useAddAddressList() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (list: NewAddressList) => body(api.POST('/api/address-lists', { body: list })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['address-lists'] }),
  });
}

export function useChangeAddressList({ id, version }: Pick<AddressList, 'id' | 'version'>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: Omit<AddressListChange, 'version'> & { version?: number }) =>
      body(api.PATCH('/api/address-lists/{id}', { params: { path: { id } }, body: { version, ...change } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['address-lists'] }),
  });
}

/** What the server can look for in records: a row number or the beginning of a postcode. */
const SEARCHABLE = /^\d{1,9}$/;

/** @param reason why the records are needed in full; null for masked. The server keeps it with who asked. */
export function useAddressRecords(listId: string, state: ListState<never>, reason: string | null) {
  const shown = reason === null ? 'masked' : 'full';
  return useList(['address-lists', listId, 'records', shown], state, async ({ q, ...page }) => {
    if (q !== undefined && !SEARCHABLE.test(q)) return { items: [], nextCursor: null, total: 0 };
    return body(
      api.GET('/api/address-lists/{id}/records', {
        params: {
          path: { id: listId },
          query: { ...page, ...(q !== undefined && { q }), unmasked: reason === null ? 'false' : 'true' },
          ...(reason !== null && { header: { 'x-reason': encodeURIComponent(reason) } }),
        },
      }),
    );
  });
}

/** Drops from memory what was shown in full. */
export function useForgetUnmasked(listId: string): () => void {
  const client = useQueryClient();
  return () => client.removeQueries({ queryKey: ['address-lists', listId, 'records', 'full'] });
}
