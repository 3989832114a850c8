import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { api, body } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];
export type PlanOfYear = Schemas['PlanOfYearDto_Output'];
export type Plan = Schemas['PlanDto_Output'];
export type PlanState = Plan['state'];
export type Goal = Schemas['GoalDto_Output'];
export type NewGoal = Schemas['CreateGoalDto'];
export type Health = Schemas['HealthDto_Output'];
export type HealthPart = Health['parts'][number];
export type GridRow = Schemas['WhitespacePageDto_Output']['items'][number];
export type WhitespaceTotals = Schemas['WhitespaceTotalsDto_Output'];
export type GridCell = GridRow['cells'][number];
export type CellState = GridCell['state'];
export type NewWord = Schemas['SayDto'];
export type Risk = Schemas['RiskDto_Output'];
export type NewRisk = Schemas['CreateRiskDto'];

const GRID_PAGE = 50;

/** Everything of one account's plan hangs below this, so that what changes one part refreshes the others. */
const keyOf = (accountId: string) => ['account-plans', accountId];

/** Changes something of an account's plan, then reads again what stands there. */
function useChange<T, R>(accountId: string, change: (input: T) => Promise<R>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keyOf(accountId) });
      await client.invalidateQueries({ queryKey: ['account-actions'] });
      await client.invalidateQueries({ queryKey: ['timeline'] });
    },
  });
}

export function usePlan(accountId: string, year: number) {
  return useQuery({
    queryKey: [...keyOf(accountId), 'plan', year],
    queryFn: () =>
      body(api.GET('/api/accounts/{id}/plan', { params: { path: { id: accountId }, query: { year } } })),
    placeholderData: keepPreviousData,
  });
}

export const useCreatePlan = (accountId: string) =>
  useChange(accountId, (input: Schemas['CreatePlanDto']) =>
    body(api.POST('/api/accounts/{id}/plan', { params: { path: { id: accountId } }, body: input })),
  );

export const useUpdatePlan = ({ accountId, id, version }: Plan) =>
  useChange(accountId, (change: { strategy: string; ownerId: string | null }) =>
    body(api.PATCH('/api/account-plans/{id}', { params: { path: { id } }, body: { ...change, version } })),
  );

export const useStepPlan = ({ accountId, id, version }: Plan) =>
  useChange(accountId, (step: { to: PlanState; note: string }) =>
    body(api.POST('/api/account-plans/{id}/steps', { params: { path: { id } }, body: { ...step, version } })),
  );

export const useAddGoal = ({ accountId, id }: Plan) =>
  useChange(accountId, (goal: NewGoal) =>
    body(api.POST('/api/account-plans/{id}/goals', { params: { path: { id } }, body: goal })),
  );

export const useUpdateGoal = ({ accountId }: Plan) =>
  useChange(accountId, ({ id, ...change }: Schemas['UpdateGoalDto'] & { id: string }) =>
    body(api.PATCH('/api/plan-goals/{id}', { params: { path: { id } }, body: change })),
  );

export const useRemoveGoal = ({ accountId }: Plan) =>
  useChange(accountId, (id: string) => api.DELETE('/api/plan-goals/{id}', { params: { path: { id } } }));

export function useHealth(accountId: string) {
  return useQuery({
    queryKey: [...keyOf(accountId), 'health'],
    queryFn: () => body(api.GET('/api/accounts/{id}/health', { params: { path: { id: accountId } } })),
  });
}

export const useCountHealth = (accountId: string) =>
  useChange(accountId, (_: void) =>
    body(api.POST('/api/accounts/{id}/health', { params: { path: { id: accountId } } })),
  );

export function useWhitespace(accountId: string, year: number) {
  return useInfiniteQuery({
    queryKey: [...keyOf(accountId), 'whitespace', year],
    queryFn: ({ pageParam }) => {
      const query = { year, limit: GRID_PAGE, ...(pageParam !== null && { cursor: pageParam }) };
      return body(api.GET('/api/accounts/{id}/whitespace', { params: { path: { id: accountId }, query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** The foot of the grid, over the whole tree. */
export function useWhitespaceTotals(accountId: string, year: number) {
  return useQuery({
    queryKey: [...keyOf(accountId), 'whitespace-totals', year],
    queryFn: () =>
      body(
        api.GET('/api/accounts/{id}/whitespace/totals', {
          params: { path: { id: accountId }, query: { year } },
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

/** What stands behind one cell. @param rootId the account whose grid it stands in */
export function useCell(rootId: string, accountId: string, product: string) {
  return useQuery({
    queryKey: [...keyOf(rootId), 'cell', accountId, product],
    queryFn: () =>
      body(
        api.GET('/api/accounts/{id}/whitespace/cell', {
          params: { path: { id: accountId }, query: { product } },
        }),
      ),
  });
}

export const useSay = (rootId: string, accountId: string) =>
  useChange(rootId, (word: NewWord) =>
    body(api.POST('/api/accounts/{id}/whitespace', { params: { path: { id: accountId } }, body: word })),
  );

export const useWithdraw = (rootId: string) =>
  useChange(rootId, (id: string) => api.DELETE('/api/account-whitespace/{id}', { params: { path: { id } } }));

export function useRisks(accountId: string) {
  return useQuery({
    queryKey: [...keyOf(accountId), 'risks'],
    queryFn: async () =>
      (await body(api.GET('/api/accounts/{id}/risks', { params: { path: { id: accountId } } }))).items,
  });
}

export const useAddRisk = (accountId: string) =>
  useChange(accountId, (risk: NewRisk) =>
    body(api.POST('/api/accounts/{id}/risks', { params: { path: { id: accountId } }, body: risk })),
  );

export const useUpdateRisk = (accountId: string) =>
  useChange(accountId, ({ id, ...change }: Schemas['UpdateRiskDto'] & { id: string }) =>
    body(api.PATCH('/api/account-risks/{id}', { params: { path: { id } }, body: change })),
  );
