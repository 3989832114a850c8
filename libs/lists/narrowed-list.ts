import type { ListSource } from '../database/list-page';
import { compileFilter } from './compile-filter';
import type { FieldCatalogue, ListField } from './field-catalogue';
import { type Filter, parseFilter } from './filter';
import { columnUnknown } from './list-errors';

/** What the query of a list asks on top of its own parameters. */
export interface Narrowing {
  filter?: string;
  columns?: string;
  sort?: string;
}

/** One field of one row: the value as an edit would set it, and what to show instead, if anything. */
export interface Cell {
  value: unknown;
  text: string | null;
}

/** A list's own page, narrowed by a filter, with the columns that were asked for as `cells`. */
export interface NarrowedList {
  list: ListSource;
  parameters: unknown[];
}

/**
 * @param parameters values of the list's own `$n`, all of them
 * @throws AppError `filter.…`, `list.unknown-column`
 */
export async function narrowedList(
  list: ListSource,
  parameters: readonly unknown[],
  catalogueOf: () => Promise<FieldCatalogue>,
  { filter, columns, sort }: Narrowing,
): Promise<NarrowedList> {
  // A plain page needs no catalogue, and does not wait for one.
  const sorted = sort === undefined || sort.replace(/^-/, '') in list.sortColumns;
  if (!filter && !columns && sorted) return { list, parameters: [...parameters] };
  const catalogue = await catalogueOf();
  const asked = columns ? fieldsOf(catalogue, columns.split(',')) : [];
  const parsed: Filter | null = filter ? parseFilter(filter) : null;
  const compiled = parsed
    ? compileFilter(parsed, catalogue, parameters.length + 1)
    : { sql: '', parameters: [] };
  return {
    list: {
      ...list,
      columns: asked.length > 0 ? `${list.columns}, ${cellsOf(asked)} AS cells` : list.columns,
      filter: compiled.sql ? `${list.filter} AND ${compiled.sql}` : list.filter,
      // A condition may ask what only a join knows.
      ...(compiled.sql && { countFrom: list.from }),
      sortColumns: { ...sortsOf(catalogue), ...list.sortColumns },
    },
    parameters: [...parameters, ...compiled.parameters],
  };
}

/** @throws AppError `list.unknown-column` */
export function fieldsOf({ fields }: FieldCatalogue, names: readonly string[]): ListField[] {
  return names.map((name) => {
    const field = fields.find((candidate) => candidate.name === name);
    if (!field) throw columnUnknown(name);
    return field;
  });
}

/** Sorts by the names of the fields that have one. */
export const sortsOf = ({ fields }: FieldCatalogue) =>
  Object.fromEntries(fields.flatMap(({ name, sort }) => (sort ? [[name, sort]] : [])));

// Names were checked against FIELD_NAME when the catalogue was put together.
const cellsOf = (fields: readonly ListField[]): string =>
  `jsonb_build_object(${fields
    .map(
      ({ name, sql, text }) =>
        `'${name}', jsonb_build_object('value', to_jsonb(${sql}), 'text', ${text ? `(${text})::text` : 'NULL'})`,
    )
    .join(', ')})`;
