import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, body } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];
export type Seat = Schemas['TeamHistoryDto_Output']['items'][number];
export type HandOver = Schemas['HandOverDto_Output'];
export type Promises = Schemas['PromisesDto_Output'];
export type Absence = Schemas['AbsenceDto_Output'];
export type NewAbsence = Schemas['RecordAbsenceDto'];
export type Load = Schemas['WorkloadDto_Output']['items'][number];
export type Move = Schemas['MoveDto_Output'];
export type MoveInput = Schemas['PreviewMoveDto'];

const ABSENCES = ['absences'];
const WORKLOAD = ['workload'];

/** Whatever follows from who serves what. */
function useRefresh() {
  const client = useQueryClient();
  return async () => {
    for (const queryKey of [['accounts'], ABSENCES, WORKLOAD, ['hand-overs'], ['service-cases']])
      await client.invalidateQueries({ queryKey });
  };
}

export function useTeamHistory(id: string) {
  return useQuery({
    queryKey: ['accounts', id, 'team-history'],
    queryFn: async () =>
      (await body(api.GET('/api/accounts/{id}/team/history', { params: { path: { id } } }))).items,
  });
}

export function useHandOvers(id: string) {
  return useQuery({
    queryKey: ['accounts', id, 'hand-overs'],
    queryFn: async () =>
      (await body(api.GET('/api/accounts/{id}/hand-overs', { params: { path: { id } } }))).items,
  });
}

/** What is open at an account. */
export function usePromises(id: string) {
  return useQuery({
    queryKey: ['accounts', id, 'promises'],
    queryFn: () => body(api.GET('/api/accounts/{id}/promises', { params: { path: { id } } })),
  });
}

export function useRecordHandOver(id: string) {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: (handOver: Schemas['RecordHandOverDto']) =>
      body(api.POST('/api/accounts/{id}/hand-overs', { params: { path: { id } }, body: handOver })),
    onSuccess,
  });
}

export function useAcknowledge() {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: ({ id, openReason }: { id: string; openReason: string }) =>
      body(api.POST('/api/hand-overs/{id}/acknowledge', { params: { path: { id } }, body: { openReason } })),
    onSuccess,
  });
}

/** What is done to a hand-over's checklist: a line added, ticked or taken away. */
export type CheckChange =
  | { handOverId: string; title: string }
  | { itemId: string; done: boolean }
  | { itemId: string; remove: true };

export function useChangeChecklist() {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: (change: CheckChange) => {
      if ('title' in change) {
        const { handOverId: id, title } = change;
        return body(api.POST('/api/hand-overs/{id}/items', { params: { path: { id } }, body: { title } }));
      }
      const params = { path: { id: change.itemId } };
      return 'done' in change
        ? body(api.POST('/api/hand-over-items/{id}/tick', { params, body: { done: change.done } }))
        : body(api.DELETE('/api/hand-over-items/{id}', { params }));
    },
    onSuccess,
  });
}

/** Handed to whoever is logged in, and not confirmed yet. */
export function useWaitingHandOvers() {
  return useQuery({
    queryKey: ['hand-overs', 'waiting'],
    queryFn: async () => (await body(api.GET('/api/hand-overs/waiting'))).items,
  });
}

export function useAbsences(over: boolean, concerning: string | undefined) {
  return useQuery({
    queryKey: [...ABSENCES, over, concerning],
    queryFn: async () => {
      const query = {
        limit: 200,
        over: over ? ('true' as const) : ('false' as const),
        sort: over ? '-fromOn' : 'fromOn',
        ...(concerning !== undefined && { concerning }),
      };
      return (await body(api.GET('/api/absences', { params: { query } }))).items;
    },
  });
}

export function useSaveAbsence(absence: Absence | null) {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: async ({ userId, ...input }: NewAbsence) => {
      if (absence === null) {
        await body(api.POST('/api/absences', { body: { ...input, ...(userId && { userId }) } }));
      } else {
        const params = { path: { id: absence.id } };
        await body(api.PATCH('/api/absences/{id}', { params, body: { ...input, version: absence.version } }));
      }
    },
    onSuccess,
  });
}

export function useCancelAbsence() {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: (id: string) => api.DELETE('/api/absences/{id}', { params: { path: { id } } }),
    onSuccess,
  });
}

export function useWorkload(branchId: string | undefined) {
  return useQuery({
    queryKey: [...WORKLOAD, branchId],
    queryFn: () => body(api.GET('/api/workload', { params: { query: branchId ? { branchId } : {} } })),
  });
}

/** What a move would move, once it is said who gives to whom and when. */
export function usePreviewMove(move: MoveInput | null) {
  return useQuery({
    queryKey: [...WORKLOAD, 'preview', move],
    queryFn: () => body(api.POST('/api/account-moves/preview', { body: move! })),
    enabled: move !== null,
  });
}

export function useMakeMove() {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: (move: Schemas['MakeMoveDto']) => body(api.POST('/api/account-moves', { body: move })),
    onSuccess,
  });
}

export function useMoves() {
  return useQuery({
    queryKey: [...WORKLOAD, 'moves'],
    queryFn: async () => (await body(api.GET('/api/account-moves'))).items,
  });
}

export function useUndoMove() {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: (id: string) => body(api.POST('/api/account-moves/{id}/undo', { params: { path: { id } } })),
    onSuccess,
  });
}
