import type { EntityManager } from 'typeorm';
import { COUNTED, type ListSource } from './list-page';

/** How a list finds what somebody types: an index for words that name few records, a condition for those that name many. */
export interface TypedWord {
  /** `SELECT` of ids by an index, over the parameter that holds the word; rows come one by one and may be cut off. */
  matching: (word: string) => string;
  /** Condition on one row of the list that holds for the same records. */
  says: (word: string) => string;
  /**
   * Beyond so many, walking the list in its order meets a page of them sooner than fetching and sorting all. Null for
   * words that stand together in that order, as a surname does: they would be met after everything before them.
   */
  few: (word: string) => number | null;
}

/**
 * A list narrowed to what a word finds. Words as short as the first character somebody types name a third of all
 * records; sorting those to show fifty would cost a hundred times what the page does.
 *
 * @param word  undefined or empty for a list without one
 * @param alone nothing else narrows the list, so that the word tells how many there are
 */
export async function narrowedByWord(
  manager: EntityManager,
  list: ListSource,
  parameters: readonly unknown[],
  { matching, says, few }: TypedWord,
  word: string | undefined,
  alone: boolean,
): Promise<{ list: ListSource; parameters: unknown[] }> {
  if (!word) return { list, parameters: [...parameters] };
  const most = few(word);
  const [found]: [{ ids: string[] }] = await manager.query(
    `SELECT ARRAY(SELECT id FROM (${matching('$1::text')}) AS found (id) LIMIT ${most === null ? 'ALL' : most + 1}) AS ids`,
    [word],
  );
  const place = `$${parameters.length + 1}`;
  if (most === null || found.ids.length <= most) {
    const filter = `(${list.filter}) AND ${list.idColumn} = ANY (${place}::uuid[])`;
    return { list: { ...list, filter }, parameters: [...parameters, found.ids] };
  }
  return {
    list: {
      ...list,
      filter: `(${list.filter}) AND ${says(`${place}::text`)}`,
      isCounted: alone && most >= COUNTED,
    },
    parameters: [...parameters, word],
  };
}

/** What a query asks of the page itself, not of the records. */
const OF_THE_PAGE = new Set(['q', 'sort', 'cursor', 'limit', 'columns', 'fields']);

/** Whether a query of a list narrows it by its word `q` alone. */
export function isWordAlone(query: object): boolean {
  return Object.entries(query).every(([name, value]) => OF_THE_PAGE.has(name) || value === undefined);
}
