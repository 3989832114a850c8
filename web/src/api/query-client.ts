import { MutationCache, QueryClient } from '@tanstack/react-query';
import { whenBack } from './connection';
import { ApiError } from './problem';

const MOST_RETRIES = 2;

/** Only what may pass by itself is tried again: a lost connection, a restarting server. */
function mayPass(error: unknown): boolean {
  return !(error instanceof ApiError) || error.status === 0 || error.status >= 502;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => failures < MOST_RETRIES && mayPass(error),
      refetchOnWindowFocus: false,
    },
    mutations: { retry: false },
  },
  mutationCache: new MutationCache({
    // Whoever it may be came in while the form was open: the notice that asks about it looks again.
    onError: (error) => {
      if (error instanceof ApiError && error.code === 'record.likely-duplicate')
        void queryClient.invalidateQueries({ queryKey: ['duplicates'] });
    },
  }),
});

// What failed for want of a server is read again by itself, as the banner says.
whenBack(
  () =>
    void queryClient.refetchQueries({
      type: 'active',
      predicate: ({ state }) => state.status === 'error' && mayPass(state.error),
    }),
);
