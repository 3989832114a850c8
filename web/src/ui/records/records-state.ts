import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { useListFields, useViews, type ListFields, type SavedView } from '../../api/records';
import type { ListState } from '../table/list-state';
import { allOf, isKnown, partsOf, readFilter, type Filter } from './filter';

/** What a list of records is asked for, how it is shown, and what can be done about it. */
export interface RecordsState {
  list: string;
  fields: ListFields | undefined;
  views: SavedView[];
  mayShare: boolean;
  /** The saved view that is open. */
  view: SavedView | null;
  /** The address names a view that is not there for this reader. */
  viewLost: boolean;
  q: string;
  sort: string;
  /** As built; parts the list no longer knows included. */
  filter: Filter | null;
  /** Of the filter: what the list no longer knows, left out of the question. */
  stale: Filter[];
  /** What the list is narrowed to: the filter and the quick filters of the page. */
  asked: Filter | null;
  columns: string[];
  group: string | null;
  narrowed: boolean;
  /** Something differs from the view that is open. */
  changed: boolean;
  /** Null while it is not known what is to be asked. */
  ready: boolean;
  set: (change: Partial<Record<'filter' | 'columns' | 'sort' | 'group', string>>) => void;
  openView: (id: string | null) => void;
}

interface Options {
  list: string;
  defaultSort: string;
  defaultColumns: readonly string[];
  /** The page's own quick filters, as conditions. */
  quick: readonly (Filter | null)[];
  /** The page's state: search and quick filters. */
  state: Pick<ListState<never>, 'q' | 'narrowed'>;
}

const OWN = ['filter', 'columns', 'sort', 'group'] as const;
/** Address of the list without any saved view, when one would open by itself. */
const NO_VIEW = 'none';

/** Everything stands in the address, so that what is seen can be sent as a link; a saved view fills in the rest. */
export function useRecords({ list, defaultSort, defaultColumns, quick, state }: Options): RecordsState {
  const [params, setParams] = useSearchParams();
  const fields = useListFields(list);
  const saved = useViews(list);

  return useMemo(() => {
    const views = saved.data?.items ?? [];
    const wanted = params.get('view');
    const plain = wanted === null && OWN.every((name) => !params.has(name)) && !state.narrowed;
    const view =
      wanted !== null
        ? (views.find(({ id }) => id === wanted) ?? null)
        : plain
          ? (defaultOf(views) ?? null)
          : null;
    const kept = view?.state;
    const text = (name: (typeof OWN)[number], otherwise: string) => params.get(name) ?? otherwise;
    const keptFilter = kept?.filter ? JSON.stringify(kept.filter) : '';
    const filter = readFilter(text('filter', keptFilter));
    const known = fields.data;
    const parts = partsOf(filter);
    const stale = known ? parts.filter((part) => !isKnown(part, known)) : [];
    const columns = text('columns', kept?.columns?.join(',') ?? defaultColumns.join(','));
    const names = new Set(known?.fields.map(({ name }) => name));
    const group = text('group', kept?.group ?? '');
    return {
      list,
      fields: known,
      views,
      mayShare: saved.data?.mayShare ?? false,
      view,
      viewLost: wanted !== null && wanted !== NO_VIEW && saved.isSuccess && view === null,
      q: state.q,
      sort: text('sort', kept?.sort ?? defaultSort),
      filter,
      stale,
      asked: allOf([...quick, ...parts.filter((part) => !stale.includes(part))]),
      // A field that is gone is told with the view; a column of it would only be a hole.
      columns: columns.split(',').filter((name) => !known || names.has(name)),
      group: group !== '' && (!known || names.has(group)) ? group : null,
      narrowed: state.narrowed || filter !== null,
      changed: view !== null && OWN.some((name) => params.has(name)),
      // A list without a filter need not wait to hear what its fields are, unless a view may open by itself.
      ready: (filter === null || known !== undefined) && (!plain || !saved.isPending),
      set: (change) =>
        setParams(
          (now) => {
            const next = new URLSearchParams(now);
            if (view && wanted === null) next.set('view', view.id);
            for (const [name, value] of Object.entries(change)) next.set(name, value);
            if (!view) for (const name of OWN) if (next.get(name) === '') next.delete(name);
            return next;
          },
          { replace: true },
        ),
      openView: (id) =>
        setParams(() => new URLSearchParams(id === null ? { view: NO_VIEW } : { view: id }), {
          replace: true,
        }),
    };
  }, [
    params,
    setParams,
    fields.data,
    saved.data,
    saved.isPending,
    saved.isSuccess,
    list,
    state,
    quick,
    defaultSort,
    defaultColumns,
  ]);
}

/** One's own comes before the branch's. */
const defaultOf = (views: readonly SavedView[]): SavedView | undefined =>
  views.find(({ isDefault, scope }) => isDefault && scope === 'private') ??
  views.find(({ isDefault }) => isDefault);
