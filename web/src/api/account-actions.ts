import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useList } from '../ui/table/list-query';
import type { ListState } from '../ui/table/list-state';
import { api, body } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];
export type Action = Schemas['ActionDto_Output'];
export type NewAction = Schemas['CreateActionDto'];

const ACTIONS = 'account-actions';
const MOST = 200;

/** What the actions stand under: an account, or a recovery of it. */
export interface ActionScope {
  accountId: string;
  recoveryId?: string;
}

export function useActionsOf({ accountId, recoveryId }: ActionScope) {
  const query = { limit: MOST, ...(recoveryId ? { recoveryId } : { accountId }) };
  return useQuery({
    queryKey: [ACTIONS, 'of', query],
    queryFn: async () => (await body(api.GET('/api/account-actions', { params: { query } }))).items,
  });
}

export type ActionFilter = 'show' | 'whose';

/** The work list: open unless asked otherwise. */
export function useActions(state: ListState<ActionFilter>, me: string | undefined) {
  return useList([ACTIONS], state, (page, { show, whose }) => {
    const query = {
      ...page,
      ...(show === 'overdue' ? { overdue: 'true' as const } : show !== 'all' && { state: 'open' as const }),
      ...(whose === 'mine' && me !== undefined && { ownerId: me }),
    };
    return body(api.GET('/api/account-actions', { params: { query } }));
  });
}

/** How many of somebody's actions are late. */
export function useOverdueActions(me: string | undefined) {
  return useQuery({
    queryKey: [ACTIONS, 'overdue', me],
    queryFn: async () => {
      const query = { overdue: 'true' as const, limit: 1, ...(me !== undefined && { ownerId: me }) };
      return (await body(api.GET('/api/account-actions', { params: { query } }))).total;
    },
    enabled: me !== undefined,
  });
}

function useRefresh() {
  const client = useQueryClient();
  return async () => {
    await client.invalidateQueries({ queryKey: [ACTIONS] });
    await client.invalidateQueries({ queryKey: ['account-plans'] });
    await client.invalidateQueries({ queryKey: ['recovery-plans'] });
  };
}

export function useAddAction(accountId: string) {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: (action: NewAction) =>
      body(api.POST('/api/accounts/{id}/actions', { params: { path: { id: accountId } }, body: action })),
    onSuccess,
  });
}

export function useUpdateAction() {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: ({ id, ...change }: Schemas['UpdateActionDto'] & { id: string }) =>
      body(api.PATCH('/api/account-actions/{id}', { params: { path: { id } }, body: change })),
    onSuccess,
  });
}
