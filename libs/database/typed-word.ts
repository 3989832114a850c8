import type { EntityManager } from 'typeorm';
import { keysetSql } from './keyset';
import { COUNTED, type ListSource, type PageRequest } from './list-page';

/** How a list finds what somebody types: an index for words that name few records, a condition for those that name many. */
export interface TypedWord {
  /** `SELECT` of ids by an index, over the parameter that holds the word; rows come one by one and may be cut off. */
  matching: (word: string) => string;
  /** Condition on one row of the list of the list that holds for the same records. */
  says: (word: string) => string;
  /** By sort: `SELECT` of the first ids in its order, over the parameters for the word and for how many. */
  first?: Readonly<Record<string, (word: string, most: string) => string>>;
  /** Beyond so many, walking the list in its order may meet a page of them sooner than fetching and sorting all. */
  few: number;
}

/** Rows looked through for whether a walk soon meets its page: names that begin alike stand together. */
const AHEAD = 2000;

/**
 * A list narrowed to what a word finds. Words as short as the first character somebody types name a third of all
 * records; sorting those to show fifty would cost a hundred times what the page does.
 *
 * @param word  undefined or empty for a list without one
 * @param alone nothing else narrows the list, so that the word tells how many there are
 */
export async function narrowedByWord(
  manager: EntityManager,
  { list, parameters }: { list: ListSource; parameters: readonly unknown[] },
  typed: TypedWord,
  word: string | undefined,
  request: PageRequest,
  alone: boolean,
): Promise<{ list: ListSource; parameters: unknown[] }> {
  if (!word) return { list, parameters: [...parameters] };
  const place = `$${parameters.length + 1}`;
  const by = (condition: string, value: unknown) => ({
    list: { ...list, filter: `(${list.filter}) AND ${condition}`, isCounted: alone && few.length > COUNTED },
    parameters: [...parameters, value],
  });
  const few = await matching(manager, typed, word, typed.few + 1);
  const byIds = `${list.idColumn} = ANY (${place}::uuid[])`;
  if (few.length <= typed.few) return by(byIds, few);
  const isCounted = alone && few.length > COUNTED && !request.cursor;
  const met =
    (await metAhead(manager, { list, parameters }, typed, word, request)) ??
    (isCounted
      ? await firstOf(manager, typed, word, request.sort ?? list.defaultSort, request.limit + 1)
      : null);
  if (!met) return by(`${list.idColumn} = ANY (ARRAY(${typed.matching(`${place}::text`)}))`, word);
  // A page is all that is asked for where its rows need not be counted.
  return isCounted ? by(byIds, met) : by(typed.says(`${place}::text`), word);
}

async function matching(
  manager: EntityManager,
  typed: TypedWord,
  word: string,
  most: number,
): Promise<string[]> {
  const [found]: [{ ids: string[] }] = await manager.query(
    `SELECT ARRAY(SELECT id FROM (${typed.matching('$1::text')}) AS found (id) LIMIT ${most}) AS ids`,
    [word],
  );
  return found.ids;
}

async function firstOf(
  manager: EntityManager,
  { first }: TypedWord,
  word: string,
  sort: string,
  most: number,
): Promise<string[] | null> {
  const inOrder = first?.[sort];
  if (!inOrder) return null;
  const [found]: [{ ids: string[] }] = await manager.query(
    `SELECT ARRAY(${inOrder('$1::text', '$2::integer')}) AS ids`,
    [word, most],
  );
  return found.ids;
}

/**
 * Ids of a page that walking the list meets soon, and of the row after it; null where it does not. A later page begins
 * where the one before it found its last.
 */
async function metAhead(
  manager: EntityManager,
  { list, parameters }: { list: ListSource; parameters: readonly unknown[] },
  typed: TypedWord,
  word: string,
  { sort = list.defaultSort, cursor, limit }: PageRequest,
): Promise<string[] | null> {
  if (cursor) return [];
  const { orderBy } = keysetSql(list.sortColumns, sort, undefined, list.idColumn, 1);
  const [ahead]: [{ ids: string[] }] = await manager.query(
    `SELECT ARRAY(SELECT id FROM
       (SELECT ${list.idColumn} AS id, (${list.filter}) AND ${typed.says(`$${parameters.length + 1}::text`)} AS met
        ${list.from} ORDER BY ${orderBy} LIMIT ${AHEAD}) AS ahead WHERE met LIMIT ${limit + 1}) AS ids`,
    [...parameters, word],
  );
  return ahead.ids.length > limit ? ahead.ids : null;
}

/** What a query asks of the page itself, not of the records. */
const OF_THE_PAGE = new Set(['q', 'sort', 'cursor', 'limit', 'columns', 'fields']);

/** Whether a query of a list narrows it by its word `q` alone. */
export function isWordAlone(query: object): boolean {
  return Object.entries(query).every(([name, value]) => OF_THE_PAGE.has(name) || value === undefined);
}
