import type { OfferState } from '../plan-words';

export const CELL_STATES = ['bought', 'proposed', 'lost', 'never'] as const;

export type CellState = (typeof CELL_STATES)[number];

/** What is known of one product at one account. */
export interface CellFacts {
  /** Years in which it was bought, in any order. */
  boughtYears: readonly number[];
  /** The last word of a person on it, unless taken back. */
  said: { state: OfferState; year: number } | null;
}

/**
 * What a cell of the grid says, looked at from a year. A purchase counts more than what was said of it before, and what
 * is said after the last purchase counts more than the purchase: a product bought last year and lost this year is lost.
 */
export function cellState({ boughtYears, said }: CellFacts, year: number): CellState {
  const bought = Math.max(...boughtYears.filter((at) => at <= year), -Infinity);
  if (said && said.year <= year && said.year > bought) return said.state;
  return bought === -Infinity ? 'never' : 'bought';
}
