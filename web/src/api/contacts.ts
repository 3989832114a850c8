import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import dayjs from 'dayjs';
import { allOf, type Filter } from '../ui/records/filter';
import type { RecordsState } from '../ui/records/records-state';
import { useList } from '../ui/table/list-query';
import { api, body } from './client';
import type {
  Contact,
  ContactChange,
  Influence,
  NewContact,
  NewPosition,
  NewTouch,
  PositionChange,
} from './types';

export type ContactFilter = 'accountId' | 'role' | 'rank' | 'birthdayWithin' | 'untouchedFor' | 'active';

const TODAY_COUNTED = 1;

/** The page's own quick filters, as conditions of the list. */
export function contactConditions(filters: Partial<Record<ContactFilter, string>>): (Filter | null)[] {
  const { accountId, role, rank, birthdayWithin, untouchedFor, active } = filters;
  // One position has to answer all of it.
  const position = allOf([
    accountId ? ['account', 'in', [accountId]] : null,
    role ? ['role', 'in', [role]] : null,
    rank ? ['rank', 'in', [rank]] : null,
  ]);
  const before = dayjs().subtract(Number(untouchedFor ?? 0), 'day');
  return [
    position ? { has: 'positions', where: position } : null,
    // Of so many days, today is one.
    birthdayWithin ? ['nextBirthday', 'next', Number(birthdayWithin) - TODAY_COUNTED] : null,
    untouchedFor
      ? {
          or: [
            ['lastTouchedOn', 'empty'],
            ['lastTouchedOn', 'lte', before.format('YYYY-MM-DD')],
          ],
        }
      : null,
    active ? ['active', 'eq', active === 'true'] : null,
  ];
}

/** @param further columns whose values come as cells */
export function useContacts(records: RecordsState, further: readonly string[]) {
  const { q, sort, asked, ready } = records;
  const filters = {
    ...(asked !== null && { filter: JSON.stringify(asked) }),
    ...(further.length > 0 && { columns: further.join(',') }),
  };
  return useList(
    ['contacts'],
    { q, sort, filters },
    (page, asking) => body(api.GET('/api/contacts', { params: { query: { ...page, ...asking } } })),
    ready,
  );
}

export function useContact(id: string) {
  return useQuery({
    queryKey: ['contacts', id],
    queryFn: () => body(api.GET('/api/contacts/{id}', { params: { path: { id } } })),
  });
}

/** A change to one person may show in lists, on maps and in coverage: all of it is read anew. */
function useContactChange<Input, Result>(change: (input: Input) => Promise<Result>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ queryKey: ['contacts'] }),
  });
}

export const useAddContact = () =>
  useContactChange((contact: NewContact) => body(api.POST('/api/contacts', { body: contact })));

export const useChangeContact = ({ id, version }: Pick<Contact, 'id' | 'version'>) =>
  useContactChange((change: Omit<ContactChange, 'version'> & { version?: number }) =>
    body(api.PATCH('/api/contacts/{id}', { params: { path: { id } }, body: { version, ...change } })),
  );

export const useTouchContact = (id: string) =>
  useContactChange((touch: NewTouch) =>
    body(api.POST('/api/contacts/{id}/touches', { params: { path: { id } }, body: touch })),
  );

export const useAddPosition = (id: string) =>
  useContactChange((position: NewPosition) =>
    body(api.POST('/api/contacts/{id}/positions', { params: { path: { id } }, body: position })),
  );

export const useChangePosition = (id: string) =>
  useContactChange((change: PositionChange) =>
    body(api.PATCH('/api/contact-positions/{id}', { params: { path: { id } }, body: change })),
  );

export const useRemovePosition = () =>
  useContactChange((id: string) => api.DELETE('/api/contact-positions/{id}', { params: { path: { id } } }));

/** Numbers in full. Not kept in the cache: who asks again is written down again. */
export function useRevealContact(id: string) {
  return useMutation({
    mutationFn: () => body(api.POST('/api/contacts/{id}/reveal', { params: { path: { id } } })),
    gcTime: 0,
  });
}

/** An account's people, how they stand to each other, and the map's version. */
export function useAccountPeople(accountId: string) {
  return useQuery({
    queryKey: ['contacts', 'people', accountId],
    queryFn: () => body(api.GET('/api/accounts/{id}/people', { params: { path: { id: accountId } } })),
  });
}

export const useDrawInfluence = (accountId: string) =>
  useContactChange((influence: Influence) =>
    body(api.PUT('/api/accounts/{id}/influence', { params: { path: { id: accountId } }, body: influence })),
  );

export function useCoverage(accountId: string) {
  return useQuery({
    queryKey: ['contacts', 'coverage', accountId],
    queryFn: () => body(api.GET('/api/accounts/{id}/coverage', { params: { path: { id: accountId } } })),
  });
}
