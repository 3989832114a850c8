import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ListState } from '../ui/table/list-state';
import { useList } from '../ui/table/list-query';
import { api, body } from './client';
import type { NewUser, Role, User, UserChange } from './types';

export type UserFilter = 'branchId' | 'role';

export function useUsers(state: ListState<UserFilter>) {
  return useList(['users'], state, (page, { branchId, role }) =>
    body(
      api.GET('/api/users', {
        params: { query: { ...page, ...(branchId && { branchId }), ...(role && { role: role as Role }) } },
      }),
    ),
  );
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
