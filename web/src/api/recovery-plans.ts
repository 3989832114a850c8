import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useList } from '../ui/table/list-query';
import type { ListState } from '../ui/table/list-state';
import { api, body } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];
export type RecoveryItem = Schemas['RecoveryPageDto_Output']['items'][number];
export type Recovery = Schemas['RecoveryDto_Output'];
export type RecoveryState = Recovery['state'];
export type Alarm = Recovery['figures'][number];
export type HealthItem = Schemas['HealthPageDto_Output']['items'][number];
export type Threshold = Schemas['ThresholdDto_Output'];
export type NewThreshold = Schemas['CreateThresholdDto'];

const PLANS = ['recovery-plans'];
const THRESHOLDS = ['decline-thresholds'];

export type RecoveryFilter = 'show' | 'whose' | 'branchId';

/** The work list: running unless asked otherwise. */
export function useRecoveries(state: ListState<RecoveryFilter>, me: string | undefined) {
  return useList(PLANS, state, (page, { show, whose, branchId }) => {
    const query = {
      ...page,
      ...(show === 'overdue' && { overdue: 'true' as const }),
      ...(show === 'ended' && { running: 'false' as const }),
      ...(show === undefined && { running: 'true' as const }),
      ...(whose === 'mine' && me !== undefined && { ownerId: me }),
      ...(branchId !== undefined && { branchId }),
    };
    return body(api.GET('/api/recovery-plans', { params: { query } }));
  });
}

export function useRecovery(id: string) {
  return useQuery({
    queryKey: [...PLANS, id],
    queryFn: () => body(api.GET('/api/recovery-plans/{id}', { params: { path: { id } } })),
  });
}

function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: PLANS });
}

export function useUpdateRecovery({ id, version }: Recovery) {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: (change: Omit<Schemas['UpdateRecoveryDto'], 'version'>) =>
      body(api.PATCH('/api/recovery-plans/{id}', { params: { path: { id } }, body: { ...change, version } })),
    onSuccess,
  });
}

export function useStepRecovery({ id, version }: Recovery) {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: (step: { to: RecoveryState; result: string }) =>
      body(
        api.POST('/api/recovery-plans/{id}/steps', { params: { path: { id } }, body: { ...step, version } }),
      ),
    onSuccess,
  });
}

export function useCheckDecline() {
  const onSuccess = useRefresh();
  return useMutation({ mutationFn: () => body(api.POST('/api/decline-checks')), onSuccess });
}

export type HealthFilter = 'whose';

/** Accounts by their health, the least healthy first. */
export function useHealthList(state: ListState<HealthFilter>, me: string | undefined) {
  return useList(['account-health'], state, ({ q: _q, ...page }, { whose }) => {
    const query = { ...page, ...(whose === 'mine' && me !== undefined && { managerId: me }) };
    return body(api.GET('/api/account-health', { params: { query } }));
  });
}

export function useThresholds() {
  return useQuery({
    queryKey: THRESHOLDS,
    queryFn: async () => (await body(api.GET('/api/decline-thresholds'))).items,
  });
}

export function useSaveThreshold(threshold: Threshold | null) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ branchId, tier, ...values }: NewThreshold) => {
      if (!threshold) {
        await body(api.POST('/api/decline-thresholds', { body: { branchId, tier, ...values } }));
        return;
      }
      const params = { path: { id: threshold.id } };
      const { version } = threshold;
      await body(api.PATCH('/api/decline-thresholds/{id}', { params, body: { ...values, version } }));
    },
    onSuccess: () => client.invalidateQueries({ queryKey: THRESHOLDS }),
  });
}

export function useRemoveThreshold() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.DELETE('/api/decline-thresholds/{id}', { params: { path: { id } } }),
    onSuccess: () => client.invalidateQueries({ queryKey: THRESHOLDS }),
  });
}
