import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { ListState } from './list-state';

/** A page as every list of the API answers it. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
  /** Null for a list that is read on and never counted. */
  total: number | null;
  /** There are more than `total`: nobody counted further. */
  capped?: boolean | undefined;
}

/** Query parameters every list understands. */
export interface PageRequest {
  cursor?: string;
  limit: number;
  sort: string;
  q?: string;
}

const PAGE_SIZE = 50;

export interface List<T> {
  items: T[];
  total: number | null;
  capped: boolean;
  loading: boolean;
  /** Rows of the view before are shown while the new ones are on their way. */
  stale: boolean;
  error: unknown;
  retry: () => void;
  more: (() => void) | null;
  loadingMore: boolean;
}

/** Reads a list page by page as its state asks. */
export function useList<T, F extends string>(
  key: readonly string[],
  state: Pick<ListState<F>, 'q' | 'sort' | 'filters'>,
  fetchPage: (request: PageRequest, filters: Partial<Record<F, string>>) => Promise<Page<T>>,
  enabled = true,
): List<T> {
  const { q, sort, filters } = state;
  const query = useInfiniteQuery({
    queryKey: [...key, 'list', { q, sort, filters }],
    queryFn: ({ pageParam }) => {
      const request: PageRequest = { limit: PAGE_SIZE, sort };
      if (q !== '') request.q = q;
      if (pageParam !== null) request.cursor = pageParam;
      return fetchPage(request, filters);
    },
    enabled,
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });
  return {
    items: query.data?.pages.flatMap((page) => page.items) ?? [],
    total: query.data?.pages[0]?.total ?? null,
    capped: query.data?.pages[0]?.capped ?? false,
    loading: query.isPending,
    stale: query.isPlaceholderData,
    error: query.error,
    retry: () => void query.refetch(),
    more: query.hasNextPage ? () => void query.fetchNextPage() : null,
    loadingMore: query.isFetchingNextPage,
  };
}
