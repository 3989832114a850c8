import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Filter } from '../ui/records/filter';
import { useRecordRows } from '../ui/records/record-rows';
import type { RecordsState } from '../ui/records/records-state';
import type { Column } from '../ui/table/columns';
import { api, body } from './client';
import type { NewUser, User, UserChange } from './types';

export type UserFilter = 'branchId' | 'role';

/** The page's own quick filters, as conditions of the list. */
export const userConditions = ({
  branchId,
  role,
}: Partial<Record<UserFilter, string>>): (Filter | null)[] => [
  branchId ? ['branch', 'in', [branchId]] : null,
  role ? ['roles', 'any', [role]] : null,
];

export function useUsers(records: RecordsState, own: readonly Column<User>[]) {
  return useRecordRows(records, own, (query) => body(api.GET('/api/users', { params: { query } })));
}

export function useAddUser() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (user: NewUser) => body(api.POST('/api/users', { body: user })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['users'] }),
  });
}

export function useChangeUser(user: Pick<User, 'id' | 'version'>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: Omit<UserChange, 'version'>) =>
      body(
        api.PATCH('/api/users/{id}', {
          params: { path: { id: user.id } },
          body: { ...change, version: user.version },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['users'] }),
  });
}
