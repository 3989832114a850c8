import { Injectable } from '@nestjs/common';
import { Database } from '../../libs/database/database';
import type { Page } from '../../libs/database/keyset';
import { countRows, type ListSource, type PageRequest, readPage } from '../../libs/database/list-page';
import { compileFilter } from '../../libs/lists/compile-filter';
import type { FieldCatalogue, ListField } from '../../libs/lists/field-catalogue';
import { parseFilter } from '../../libs/lists/filter';
import { sortsOf } from '../../libs/lists/narrowed-list';
import type { RecordList } from '../../libs/lists/record-list';

export const MOST_GROUPS = 100;

/** Sums in the order of the fields that were asked for; null where nothing was there to add. */
export type Sums = (number | null)[];

export interface GroupRow {
  value: string | number | boolean | null;
  text: string | null;
  count: number;
  sums: Sums;
}

/** A condition over a list's `FROM`, with the values of its `$n`. */
export interface Where {
  sql: string;
  parameters: unknown[];
}

/** What a list is narrowed to: words typed into its search box, and a filter. @throws AppError `filter.…` */
export function whereOf(
  list: RecordList,
  catalogue: FieldCatalogue,
  { q, filter }: { q?: string; filter?: string },
): Where {
  const typed = q && list.search ? q : null;
  const searched = typed === null ? 'TRUE' : list.search!('$1::text');
  const parameters: unknown[] = typed === null ? [] : [typed];
  if (!filter) return { sql: searched, parameters };
  const compiled = compileFilter(parseFilter(filter), catalogue, parameters.length + 1);
  return {
    sql: typed === null ? compiled.sql : `${searched} AND ${compiled.sql}`,
    parameters: [...parameters, ...compiled.parameters],
  };
}

export interface CellsRow {
  id: string;
  cells: unknown[];
}

export interface ListOrder {
  catalogue: FieldCatalogue;
  sort: string;
}

/** Questions to any list, put together from how its feature describes it. */
@Injectable()
export class RecordsRepository {
  constructor(private readonly database: Database) {}

  /** @param most where to stop counting */
  count({ from }: RecordList, { sql, parameters }: Where, most: number): Promise<number> {
    return countRows(this.database.manager, { from, filter: sql }, parameters, most);
  }

  /** One page of bare values, in the order of the fields; nobody asks how many there are. */
  cells(
    list: RecordList,
    { sql, parameters }: Where,
    fields: readonly ListField[],
    { catalogue, ...request }: ListOrder & PageRequest,
  ): Promise<Page<CellsRow>> {
    const values = fields.map((field) => shownSql(field)).join(', ');
    const source: ListSource = {
      columns: `${list.idColumn} AS id, jsonb_build_array(${values}) AS cells`,
      from: list.from,
      filter: sql,
      sortColumns: sortsOf(catalogue),
      defaultSort: list.defaultSort,
      idColumn: list.idColumn,
    };
    return readPage(this.database.manager, source, request, parameters, () => Promise.resolve(0));
  }

  /** Ids of what matches, in the order of their ids. */
  async ids({ from, idColumn }: RecordList, { sql, parameters }: Where, most: number): Promise<string[]> {
    const rows: { id: string }[] = await this.database.manager.query(
      `SELECT ${idColumn} AS id ${from} WHERE ${sql} ORDER BY 1 LIMIT ${most}`,
      [...parameters],
    );
    return rows.map(({ id }) => id);
  }

  async totals(
    { from }: RecordList,
    { sql, parameters }: Where,
    fields: readonly ListField[],
  ): Promise<Sums> {
    if (fields.length === 0) return [];
    const [row]: [{ sums: Sums }] = await this.database.manager.query(
      `SELECT ${sumsOf(fields)} AS sums ${from} WHERE ${sql}`,
      [...parameters],
    );
    return row.sums;
  }

  /** The largest groups, one more than are shown. */
  groups(
    { from }: RecordList,
    { sql, parameters }: Where,
    group: ListField,
    fields: readonly ListField[],
  ): Promise<GroupRow[]> {
    return this.database.manager.query(
      `SELECT (${group.sql}) AS value, ${group.text ? `min(${group.text})` : 'NULL'} AS text,
              count(*)::integer AS count, ${sumsOf(fields)} AS sums
       ${from} WHERE ${sql} GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ${MOST_GROUPS + 1}`,
      [...parameters],
    );
  }
}

const sumsOf = (fields: readonly ListField[]): string =>
  `jsonb_build_array(${fields.map(({ sql }) => `sum(${sql})`).join(', ')})`;

// Options are named by who writes the file, in the reader's language; every other text comes from the database.
const shownSql = ({ sql, text, options }: ListField): string => (text && !options ? text : sql);
