/** What became of every planned piece, in pieces. */
export interface BatchCounts {
  planned: number;
  mailed: number;
  heldOut: number;
  suppressed: number;
  spoiled: number;
  cancelled: number;
}

/** Pieces unaccounted for; a batch closes at zero only. */
export function imbalance(counts: BatchCounts): number {
  const { planned, mailed, heldOut, suppressed, spoiled, cancelled } = counts;
  return planned - (mailed + heldOut + suppressed + spoiled + cancelled);
}

/** The sum as people read it at the end of a run. */
export function balanceLine(counts: BatchCounts): string {
  const { planned, mailed, heldOut, suppressed, spoiled, cancelled } = counts;
  return `planned ${planned} = mailed ${mailed} + held out ${heldOut} + suppressed ${suppressed} + spoiled ${spoiled} + cancelled ${cancelled}`;
}
