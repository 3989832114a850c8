/**
 * Splits an amount so that the parts sum to it exactly: each part is its share rounded down, and what is left
 * goes, one unit each, to the parts that lost most by rounding (largest remainder; among equals the first).
 *
 * @param totalFen whole fen, negative for a credit
 * @param weights  one non-negative whole number a part, not all zero
 * @returns whole fen, one a weight, in the same order
 * @throws RangeError when the amount is not a safe integer, or there is no weight to split by
 */
export function allocate(totalFen: number, weights: readonly number[]): number[] {
  if (!Number.isSafeInteger(totalFen))
    throw new RangeError('allocate: the amount must be a whole number of fen');
  if (!weights.every((weight) => Number.isSafeInteger(weight) && weight >= 0)) {
    throw new RangeError('allocate: weights must be whole numbers, none negative');
  }
  const sum = weights.reduce((total, weight) => total + BigInt(weight), 0n);
  if (sum === 0n) throw new RangeError('allocate: there is no weight to split by');
  const size = BigInt(Math.abs(totalFen));
  const shares = weights.map((weight, index) => {
    const product = size * BigInt(weight);
    return { index, part: product / sum, remainder: product % sum };
  });
  let left = size - shares.reduce((total, share) => total + share.part, 0n);
  const byRemainder = [...shares].sort((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  );
  for (const share of byRemainder) {
    if (left === 0n) break;
    share.part += 1n;
    left -= 1n;
  }
  const sign = totalFen < 0 ? -1 : 1;
  return shares.map((share) => (share.part === 0n ? 0 : sign * Number(share.part)));
}

/**
 * Price of many pieces.
 *
 * @returns whole fen
 * @throws RangeError when the result is beyond what a number holds exactly (2^53)
 */
export function timesFen(pieces: number, fenEach: number): number {
  const product = pieces * fenEach;
  if (!Number.isSafeInteger(product)) throw new RangeError('money: the amount is beyond 2^53 fen');
  return product;
}

/** Fen as yuan with two decimals, for files and text: `-1234567` → `-12345.67`. Exact. */
export function yuanText(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
