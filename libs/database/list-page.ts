import type { EntityManager } from 'typeorm';
import { keysetSql, type Page, type SortColumn, toPage } from './keyset';

/** A list as a repository describes it once: where its rows come from and how they may be sorted. */
export interface ListSource {
  /** Selected expressions, each named as the row's property, `id` among them. */
  columns: string;
  /** `FROM` with its joins. */
  from: string;
  /** `FROM` that is enough to count by the filter; `from` when left out. */
  countFrom?: string;
  /** Condition over `$1`, `$2`, …; its values come with each request. */
  filter: string;
  /** Sortable columns by the name clients use. */
  sortColumns: Record<string, SortColumn>;
  /** Sort of a request that names none, `-` in front for descending. */
  defaultSort: string;
  /** Unique SQL column that breaks ties, e.g. `a.id`. */
  idColumn: string;
  /** There are known to be more than {@link COUNTED}. */
  isCounted?: boolean;
  /**
   * Wraps the page's SELECT in a larger statement, so that only the page's rows meet an expensive view. The
   * statement keeps the rows' order and passes `id` and `sort_value` through.
   */
  around?: (page: string, direction: 'ASC' | 'DESC') => string;
}

/**
 * Rows a list counts. Beyond, a reader is told "more than": nobody turns twenty pages to the thousandth row, and
 * counting them would cost more than the page itself. Totals, which are asked for, count further.
 */
export const COUNTED = 1000;

/** Which page is asked for, as the query of every list says it. */
export interface PageRequest {
  sort?: string;
  cursor?: string;
  limit: number;
}

/**
 * Reads one page of a list and counts what the filter matches.
 *
 * @param parameters values of the filter's `$n`, all of them
 * @param count rows over all pages, when the caller knows a cheaper way than to count them as far as {@link COUNTED}
 * @throws AppError `page.bad-sort`, `page.bad-cursor`
 */
export async function readPage<Row extends { id: string }>(
  manager: EntityManager,
  list: ListSource,
  request: PageRequest,
  parameters: readonly unknown[],
  count?: () => Promise<number>,
): Promise<Page<Row>> {
  const { columns, from, filter, idColumn, around = (page: string) => page } = list;
  const { limit, cursor, sort = list.defaultSort } = request;
  const keyset = keysetSql(list.sortColumns, sort, cursor, idColumn, parameters.length + 1);
  const page = `SELECT ${columns}, ${keyset.sortValue} AS sort_value ${from}
    WHERE (${filter}) AND ${keyset.where} ORDER BY ${keyset.orderBy} LIMIT ${limit + 1}`;
  const rows: (Row & { sort_value: string | null })[] = await manager.query(
    around(page, sort.startsWith('-') ? 'DESC' : 'ASC'),
    [...parameters, ...keyset.parameters],
  );
  // A first page that holds everything has counted it.
  const isAll = !cursor && rows.length <= limit;
  const total = count
    ? await count()
    : isAll
      ? rows.length
      : list.isCounted
        ? COUNTED + 1
        : await countRows(manager, list, parameters, COUNTED + 1);
  const result = toPage(rows, limit, total, ({ sort_value: _place, ...row }) => row as unknown as Row);
  return !count && total > COUNTED ? { ...result, total: COUNTED, capped: true } : result;
}

/** @param most where to stop counting; everything is counted when left out */
export async function countRows(
  manager: EntityManager,
  { from, countFrom = from, filter }: Pick<ListSource, 'from' | 'countFrom' | 'filter'>,
  parameters: readonly unknown[],
  most?: number,
): Promise<number> {
  const rows = `SELECT 1 ${countFrom} WHERE ${filter}${most === undefined ? '' : ` LIMIT ${most}`}`;
  const [row]: [{ total: number }] = await manager.query(
    `SELECT count(*)::integer AS total FROM (${rows}) AS counted`,
    [...parameters],
  );
  return row.total;
}
