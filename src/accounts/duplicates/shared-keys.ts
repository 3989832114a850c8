import type { DuplicateType } from './duplicate-pairs.repository';
import { type DuplicateRule, POSSIBLE, type Score, scoreOf } from './duplicate-rules';

/** A record that shares something with the `place`th of those that are typed. */
export type Lookalike<T> = T & {
  place: number;
  shared: string[];
  /** Both have a credit code and the codes differ. */
  differ: boolean;
};

export type Candidate<T> = T & Score;

/**
 * SQL of the records that have the key `k`, but for the record `$2` and those somebody told apart from it. Limited for
 * each key, so that the index over keys is walked and a number half a city shares costs little.
 */
export const sharing = (type: DuplicateType, most: number): string => `(
  SELECT m.record_id, m.rule FROM record_match_key m
  WHERE m.record_type = '${type}' AND m.key = k.key AND m.record_id IS DISTINCT FROM $2::uuid
    AND NOT EXISTS (SELECT 1 FROM duplicate_dismissal d WHERE d.record_type = '${type}'
      AND d.first_id = least(m.record_id, $2::uuid) AND d.second_id = greatest(m.record_id, $2::uuid))
  LIMIT ${most})`;

/** As many are shown; whoever typed a bank's name has seen enough by then. */
const MOST_SHOWN = 10;

/** The lookalikes of each of `count` typed records that are worth a look, the likeliest first. */
export function candidatesOf<T>(
  weights: Readonly<Partial<Record<DuplicateRule, number>>>,
  alike: readonly Lookalike<T>[],
  count: number,
): Candidate<Omit<Lookalike<T>, 'place' | 'shared' | 'differ'>>[][] {
  const lists = Array.from(
    { length: count },
    (): Candidate<Omit<Lookalike<T>, 'place' | 'shared' | 'differ'>>[] => [],
  );
  for (const { place, shared, differ, ...record } of alike) {
    const score = scoreOf(weights, shared, differ);
    if (score.score >= POSSIBLE) lists[place]!.push({ ...record, ...score });
  }
  return lists.map((list) => list.toSorted((one, other) => other.score - one.score).slice(0, MOST_SHOWN));
}
