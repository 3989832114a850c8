import { AppError } from '../http/app-error';

/** A page's place in a sorted list: the last row's sort value and its id as tie-breaker. */
export interface Place {
  value: string | null;
  id: string;
}

export interface Page<T> {
  items: T[];
  /** Pass back as `cursor` for the next page; null on the last. */
  nextCursor: string | null;
  /** Rows the filter matches over all pages, counted as far as `capped` says. */
  total: number;
  /** There are more than `total`: nobody counted further. */
  capped?: boolean;
}

/** How one sortable column of a list is read: an SQL expression of type text or with a cast that keeps order. */
export interface SortColumn {
  /** SQL expression ordered by, e.g. `a.name COLLATE "zh-x-icu"`. Never null: wrap in COALESCE. */
  expression: string;
  /** SQL type the cursor's text is cast to, e.g. `text`, `bigint`, `timestamptz`. */
  type: string;
}

export function encodeCursor(place: Place): string {
  return Buffer.from(JSON.stringify([place.value, place.id])).toString('base64url');
}

/** @throws AppError `page.bad-cursor` when the text was not made by `encodeCursor` */
export function decodeCursor(cursor: string): Place {
  try {
    const [value, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    if (typeof id === 'string' && (value === null || typeof value === 'string')) return { value, id };
  } catch {
    // falls through to the one error below
  }
  throw badCursor();
}

const badCursor = () =>
  new AppError('page.bad-cursor', 400, {
    zh: '翻页位置无效，请从第一页重新打开列表。',
    en: 'This page position is not valid. Open the list from its first page again.',
  });

const badSort = (sort: string, known: string[]) =>
  new AppError('page.bad-sort', 400, {
    zh: `不能按“${sort}”排序，可用：${known.join('、')}。`,
    en: `Cannot sort by "${sort}". Choose one of: ${known.join(', ')}.`,
  });

/** The pieces of SQL that cut one page out of a list. */
export interface KeysetSql {
  /** Condition to AND into WHERE, `TRUE` on the first page. */
  where: string;
  orderBy: string;
  /** Select this as `sort_value`; it becomes the cursor. */
  sortValue: string;
  parameters: unknown[];
}

/**
 * Keyset paging: stable under inserts and as fast on page 1,000 as on page 1.
 *
 * @param columns   sortable columns by the name clients use
 * @param sort      column name, `-` in front for descending
 * @param cursor    from the page before, or undefined
 * @param idColumn  unique SQL column that breaks ties, e.g. `a.id`
 * @param firstParameter number of the first free `$n`
 * @throws AppError `page.bad-sort`, `page.bad-cursor`
 */
export function keysetSql(
  columns: Record<string, SortColumn>,
  sort: string,
  cursor: string | undefined,
  idColumn: string,
  firstParameter: number,
): KeysetSql {
  const descending = sort.startsWith('-');
  const column = columns[descending ? sort.slice(1) : sort];
  if (!column) throw badSort(sort, Object.keys(columns));
  const direction = descending ? 'DESC' : 'ASC';
  const base = {
    orderBy: `${column.expression} ${direction}, ${idColumn} ${direction}`,
    sortValue: `(${column.expression})::text`,
  };
  if (!cursor) return { ...base, where: 'TRUE', parameters: [] };
  const place = decodeCursor(cursor);
  if (!/^[0-9a-f-]{36}$/.test(place.id)) throw badCursor();
  const comparison = descending ? '<' : '>';
  return {
    ...base,
    where: `(${column.expression}, ${idColumn}) ${comparison} ($${firstParameter}::${column.type}, $${firstParameter + 1}::uuid)`,
    parameters: [place.value, place.id],
  };
}

/** Cuts rows fetched with `LIMIT limit + 1` into a page. */
export function toPage<R extends { id: string; sort_value: string | null }, T>(
  rows: R[],
  limit: number,
  total: number,
  map: (row: R) => T,
): Page<T> {
  const items = rows.slice(0, limit);
  const last = items[items.length - 1];
  const more = rows.length > limit && last !== undefined;
  return {
    items: items.map(map),
    nextCursor: more ? encodeCursor({ value: last.sort_value, id: last.id }) : null,
    total,
  };
}
