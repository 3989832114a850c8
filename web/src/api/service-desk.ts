import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Filter } from '../ui/records/filter';
import type { RecordsState } from '../ui/records/records-state';
import { useList } from '../ui/table/list-query';
import type { ListState } from '../ui/table/list-state';
import { api, body } from './client';
import type {
  CaseChange,
  CaseDetails,
  CaseStep,
  CategoryChange,
  DaysChange,
  HoursChange,
  NewCase,
  StandardsChange,
} from './types';

export type CaseFilter = 'show' | 'kind' | 'state' | 'accountId' | 'branchId' | 'ownerId';

/** What the list is looked at for. */
export const SHOWN = ['mine', 'running', 'overdue', 'reportDue'] as const;
export type Shown = (typeof SHOWN)[number];

const SHOWN_AS: Readonly<Record<Shown, Filter>> = {
  mine: {
    and: [
      ['mine', 'eq', true],
      ['running', 'eq', true],
    ],
  },
  running: ['running', 'eq', true],
  overdue: ['overdue', 'eq', true],
  reportDue: ['reportDue', 'eq', true],
};

/** The page's own quick filters, as conditions of the list. */
export function caseConditions(filters: Partial<Record<CaseFilter, string>>): (Filter | null)[] {
  const { show, kind, state, accountId, branchId, ownerId } = filters;
  const shown = SHOWN.find((name) => name === show);
  return [
    shown ? SHOWN_AS[shown] : null,
    kind ? ['kind', 'in', [kind]] : null,
    state ? ['state', 'in', [state]] : null,
    accountId ? ['account', 'in', [accountId]] : null,
    branchId ? ['branch', 'in', [branchId]] : null,
    ownerId ? ['owner', 'in', [ownerId]] : null,
  ];
}

/** @param further columns whose values come as cells */
export function useCases(records: RecordsState, further: readonly string[]) {
  const { q, sort, asked, ready } = records;
  const filters = {
    ...(asked !== null && { filter: JSON.stringify(asked) }),
    ...(further.length > 0 && { columns: further.join(',') }),
  };
  return useList(
    ['cases'],
    { q, sort, filters },
    (page, asking) => body(api.GET('/api/service-cases', { params: { query: { ...page, ...asking } } })),
    ready,
  );
}

export function useAccountCases(accountId: string, state: ListState<never>) {
  return useList(['cases', accountId], state, (page) =>
    body(api.GET('/api/service-cases', { params: { query: { ...page, accountId } } })),
  );
}

const LOOK_EVERY_MS = 60_000;

/** One case; looked at again each minute, because its time runs. */
export function useCase(id: string) {
  return useQuery({
    queryKey: ['cases', 'one', id],
    queryFn: () => body(api.GET('/api/service-cases/{id}', { params: { path: { id } } })),
    refetchInterval: LOOK_EVERY_MS,
  });
}

export function useOpenCase() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (fresh: NewCase) => body(api.POST('/api/service-cases', { body: fresh })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['cases'] }),
  });
}

/** Everything that is done with a case answers with the case as it is then. */
function useWork<V>(id: string, work: (params: { path: { id: string } }, input: V) => Promise<CaseDetails>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: V) => work({ path: { id } }, input),
    // Refused may mean that somebody else was faster: show where it stands.
    onSettled: () => client.invalidateQueries({ queryKey: ['cases'] }),
  });
}

export const useChangeCase = (id: string) =>
  useWork(id, (params, change: CaseChange) =>
    body(api.PATCH('/api/service-cases/{id}', { params, body: change })),
  );
export const useCaseStep = (id: string) =>
  useWork(id, (params, step: CaseStep) =>
    body(api.POST('/api/service-cases/{id}/steps', { params, body: step })),
  );
export const useCaseNote = (id: string) =>
  useWork(id, (params, note: string) =>
    body(api.POST('/api/service-cases/{id}/notes', { params, body: { note } })),
  );
export const useHandOver = (id: string) =>
  useWork(id, (params, offer: { toId: string; reason: string }) =>
    body(api.POST('/api/service-cases/{id}/hand-over', { params, body: offer })),
  );
export const useAnswerHandOver = (id: string) =>
  useWork(id, (params, accept: boolean) =>
    body(api.POST('/api/service-cases/{id}/hand-over/answer', { params, body: { accept } })),
  );
export const useTakeBack = (id: string) =>
  useWork(id, (params, _nothing: void) => body(api.DELETE('/api/service-cases/{id}/hand-over', { params })));
export const useSaveReport = (id: string) =>
  useWork(id, (params, report: { version: number; text: string; sent: boolean }) =>
    body(api.PUT('/api/service-cases/{id}/report', { params, body: report })),
  );

/** A link for the client, told this once. */
export function useAnswerLink(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => body(api.POST('/api/service-cases/{id}/answer-link', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['cases'] }),
  });
}

/** What the holder of a link is asked about. */
export function useAsked(token: string) {
  return useQuery({
    queryKey: ['asked', token],
    queryFn: () => body(api.POST('/api/service-answers/look', { body: { token } })),
    retry: false,
    refetchOnWindowFocus: false,
    staleTime: Infinity,
  });
}

export function useGiveAnswer() {
  return useMutation({
    mutationFn: (answer: { token: string; score: number; comment: string }) =>
      api.POST('/api/service-answers', { body: answer }),
  });
}

/** What is promised, in which hours, under which categories; of the reader's own branch unless another is named. */
export function useServiceRules(of?: string, year?: number) {
  return useQuery({
    queryKey: ['service-rules', of ?? '', year ?? ''],
    queryFn: () =>
      body(
        api.GET('/api/service-rules', {
          params: { query: { ...(of !== undefined && { of }), ...(year !== undefined && { year }) } },
        }),
      ),
  });
}

function useSaveRules<V>(save: (change: V) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: save,
    onSuccess: () => client.invalidateQueries({ queryKey: ['service-rules'] }),
  });
}

export const useSaveStandards = () =>
  useSaveRules((change: StandardsChange) => body(api.PUT('/api/service-rules/standards', { body: change })));
export const useSaveHours = () =>
  useSaveRules((change: HoursChange) => body(api.PUT('/api/service-rules/hours', { body: change })));
export const useSaveDays = () =>
  useSaveRules((change: DaysChange) => body(api.PUT('/api/service-rules/days', { body: change })));
export const useSaveCategory = () =>
  useSaveRules((change: CategoryChange) => body(api.PUT('/api/service-rules/categories', { body: change })));
