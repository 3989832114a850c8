import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useList } from '../ui/table/list-query';
import type { ListState } from '../ui/table/list-state';
import { api, body } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];
export type AccountField = Schemas['CustomFieldDto_Output'];
export type NewAccountField = Schemas['CreateCustomFieldDto'];
export type AccountFieldChange = Schemas['UpdateCustomFieldDto'];
export type FieldType = AccountField['type'];

const KEY = ['account-fields'];
const fetchAll = () => body(api.GET('/api/account-fields'));

/** Fields that administrators added to the profile, archived ones too. */
export function useAccountFieldList(state: ListState<never>) {
  return useList(KEY, state, fetchAll);
}

function useRefresh() {
  const client = useQueryClient();
  return async () => {
    await client.invalidateQueries({ queryKey: KEY });
    await client.invalidateQueries({ queryKey: ['accounts'] });
    await client.invalidateQueries({ queryKey: ['lists'] });
  };
}

export function useAddAccountField() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (field: NewAccountField) => body(api.POST('/api/account-fields', { body: field })),
    onSuccess: refresh,
  });
}

export function useChangeAccountField(id: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (change: AccountFieldChange) =>
      body(api.PATCH('/api/account-fields/{id}', { params: { path: { id } }, body: change })),
    onSuccess: refresh,
  });
}
