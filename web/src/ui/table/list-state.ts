import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';

/** What a list is asked for. It lives in the address, so that a view can be sent as a link. */
export interface ListState<F extends string> {
  q: string;
  /** A column's name, `-` in front for descending. */
  sort: string;
  filters: Partial<Record<F, string>>;
  /** Anything narrows the list. */
  narrowed: boolean;
  setQ: (q: string) => void;
  setSort: (sort: string) => void;
  setFilter: (name: F, value: string | undefined) => void;
  reset: () => void;
}

/**
 * @param defaultSort order when the address says nothing
 * @param names       filters this list knows; must be stable
 */
export function useListState<F extends string>(defaultSort: string, names: readonly F[]): ListState<F> {
  const [params, setParams] = useSearchParams();

  const set = useCallback(
    (name: string, value: string | undefined) =>
      setParams(
        (now) => {
          const next = new URLSearchParams(now);
          if (value === undefined || value === '') next.delete(name);
          else next.set(name, value);
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );

  return useMemo(() => {
    const filters: Partial<Record<F, string>> = {};
    for (const name of names) {
      const value = params.get(name);
      if (value !== null) filters[name] = value;
    }
    const q = params.get('q') ?? '';
    return {
      q,
      sort: params.get('sort') ?? defaultSort,
      filters,
      narrowed: q !== '' || Object.keys(filters).length > 0,
      setQ: (value) => set('q', value),
      setSort: (value) => set('sort', value === defaultSort ? undefined : value),
      setFilter: (name, value) => set(name, value),
      reset: () =>
        setParams(
          (now) => {
            const next = new URLSearchParams(now);
            for (const name of ['q', ...names]) next.delete(name);
            return next;
          },
          { replace: true },
        ),
    };
  }, [params, defaultSort, names, set, setParams]);
}
