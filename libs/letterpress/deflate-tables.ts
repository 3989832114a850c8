import { huffmanCode, type HuffmanCode } from './huffman';

/** Symbols of the literal/length and distance alphabets (RFC 1951, 3.2.5). */
export const LITERALS = 286;
export const DISTANCES = 30;
export const END_OF_BLOCK = 256;
export const MIN_MATCH = 4;
export const MAX_MATCH = 258;
export const MAX_DISTANCE = 32768;

/** Length symbol, extra bits and base of lengths 3..258. */
export const lengthSymbol = new Uint16Array(MAX_MATCH + 1);
export const lengthExtra = new Uint8Array(LITERALS);
export const lengthBase = new Uint16Array(LITERALS);
/** The same of distances 1..32768. */
export const distanceSymbol = new Uint8Array(MAX_DISTANCE + 1);
export const distanceExtra = new Uint8Array(DISTANCES);
export const distanceBase = new Uint16Array(DISTANCES);

for (let symbol = 257, length = 3; symbol < 285; symbol++) {
  const extra = symbol < 265 ? 0 : (symbol - 261) >> 2;
  lengthExtra[symbol] = extra;
  lengthBase[symbol] = length;
  for (let i = 0; i < 1 << extra && length < MAX_MATCH; i++) lengthSymbol[length++] = symbol;
}
lengthSymbol[MAX_MATCH] = 285;
lengthBase[285] = MAX_MATCH;
for (let symbol = 0, distance = 1; symbol < DISTANCES; symbol++) {
  const extra = symbol < 4 ? 0 : (symbol - 2) >> 1;
  distanceExtra[symbol] = extra;
  distanceBase[symbol] = distance;
  for (let i = 0; i < 1 << extra; i++) distanceSymbol[distance++] = symbol;
}

/** Bits in the order they are sent, lowest bit of a byte first. */
export class BitWriter {
  readonly bytes: number[] = [];
  pending = 0;
  count = 0;

  put(value: number, bits: number): void {
    this.pending |= value << this.count;
    this.count += bits;
    while (this.count >= 8) {
      this.bytes.push(this.pending & 255);
      this.pending >>>= 8;
      this.count -= 8;
    }
  }
}

const LENGTH_CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const REPEAT = 16;

/** Code lengths as length-code symbols: a length, or `REPEAT` of the one before with 0..3 for 3..6 times. */
function repeated(lengths: readonly number[]): { symbol: number; times: number }[] {
  const out: { symbol: number; times: number }[] = [];
  for (let i = 0; i < lengths.length;) {
    const length = lengths[i] as number;
    out.push({ symbol: length, times: 0 });
    i++;
    for (let run = 0; ;) {
      while (i + run < lengths.length && lengths[i + run] === length && run < 6) run++;
      if (run < 3) break;
      out.push({ symbol: REPEAT, times: run - 3 });
      i += run;
      run = 0;
    }
  }
  return out;
}

/** zlib header (RFC 1950) and the head of one final dynamic block with these codes (RFC 1951, 3.2.7). */
export function blockHead(literals: HuffmanCode, distances: HuffmanCode): BitWriter {
  const out = new BitWriter();
  out.put(0x78, 8);
  out.put(0x01, 8);
  out.put(1, 1);
  out.put(2, 2);
  const symbols = repeated([...literals.lengths, ...distances.lengths]);
  const weights = new Array<number>(19).fill(1);
  for (const { symbol } of symbols) weights[symbol] = (weights[symbol] as number) + 8;
  const code = huffmanCode(weights, 7);
  out.put(LITERALS - 257, 5);
  out.put(DISTANCES - 1, 5);
  out.put(LENGTH_CODE_ORDER.length - 4, 4);
  for (const symbol of LENGTH_CODE_ORDER) out.put(code.lengths[symbol] as number, 3);
  for (const { symbol, times } of symbols) {
    out.put(code.bits[symbol] as number, code.lengths[symbol] as number);
    if (symbol === REPEAT) out.put(times, 2);
  }
  return out;
}
