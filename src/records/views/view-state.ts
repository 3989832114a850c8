import { filterFaults } from '../../../libs/lists/check-filter';
import type { FieldCatalogue } from '../../../libs/lists/field-catalogue';
import { checkedFilter, type Filter } from '../../../libs/lists/filter';

/** How a list is looked at: what an address could say as well. */
export interface ViewState {
  /** Columns in their order; the list's usual ones when left out. */
  columns?: string[];
  /** A field's name, `-` in front for descending. */
  sort?: string;
  group?: string;
  filter?: Filter;
}

/**
 * Parts of a view that the list no longer knows, by their place: a field that was archived, a permission that its
 * reader lacks. They are told, not thrown away: the field may come back.
 */
export function staleParts(state: ViewState, catalogue: FieldCatalogue): string[] {
  const known = new Set(catalogue.fields.map(({ name }) => name));
  const columns = (state.columns ?? []).filter((name) => !known.has(name)).map((name) => `columns.${name}`);
  const sort = state.sort && !known.has(state.sort.replace(/^-/, '')) ? ['sort'] : [];
  const group = state.group && !known.has(state.group) ? ['group'] : [];
  const filter = state.filter ? filterFaults(state.filter, catalogue).map(({ path }) => path) : [];
  return [...columns, ...sort, ...group, ...filter];
}

/** A view's state as it was sent, its filter read as every filter is. @throws AppError `filter.unreadable`, `filter.too-large` */
export function checkedState(sent: Omit<ViewState, 'filter'> & { filter?: unknown }): ViewState {
  const { filter, ...others } = sent;
  return filter === undefined ? others : { ...others, filter: checkedFilter(filter) };
}
