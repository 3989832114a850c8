/** Money as the API writes it: integer fen, as a number or, when large, a string. */
export type Fen = number | string | bigint;

export function asFen(fen: Fen): bigint {
  return BigInt(fen);
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** `169910000n` → `1,699,100.00` */
export function inYuan(fen: bigint): string {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0');
  return `${fen < 0n ? '−' : ''}${grouped(digits.slice(0, -2))}.${digits.slice(-2)}`;
}

/** `169910000n` → `169.91`: ten thousands of yuan, half up to two places. */
export function inTenThousands(fen: bigint): string {
  const hundredYuan = ((fen < 0n ? -fen : fen) + 5_000n) / 10_000n;
  const digits = hundredYuan.toString().padStart(3, '0');
  return `${fen < 0n && hundredYuan > 0n ? '−' : ''}${grouped(digits.slice(0, -2))}.${digits.slice(-2)}`;
}
