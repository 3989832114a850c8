import {
  blockHead,
  DISTANCES,
  distanceBase,
  distanceExtra,
  distanceSymbol,
  END_OF_BLOCK,
  lengthBase,
  lengthExtra,
  lengthSymbol,
  LITERALS,
  MAX_DISTANCE,
  MAX_MATCH,
  MIN_MATCH,
} from './deflate-tables';
import { huffmanCode, type HuffmanCode } from './huffman';
import { Repeats } from './repeats';

const HASH_BITS = 12;
const SEEN_WEIGHT = 6;
const ADLER = 65521;
const ADLER_RUN = 5552;
/** A token is a literal byte, or MATCH | length << 16 | distance − 1. */
const MATCH = 1 << 30;
const LENGTH_SHIFT = 16;
const ORIGIN_LIMIT = 1 << 29;
const NO_REPEATS = new Repeats(0);

/**
 * Fast DEFLATE for pages that are alike: one code table, made from the first page, serves all pages of a file.
 * A general compressor spends most of its time setting up, counting and building tables for each small stream;
 * this one only looks for repeats and writes bits. Output is an ordinary zlib stream (RFC 1950, RFC 1951).
 *
 * The same pages in the same order give the same bytes.
 */
export class PageDeflater {
  private tokens = new Int32Array(4096);
  /** Where each hash was last seen, counted from the first page on so that it is rarely cleared. */
  private readonly lastSeen = new Int32Array(1 << HASH_BITS);
  private origin = 1;
  private out = Buffer.allocUnsafe(8192);
  private literals: HuffmanCode | undefined;
  private distances: HuffmanCode | undefined;
  private head = Buffer.alloc(0);
  private headPending = 0;
  private headCount = 0;

  /**
   * The zlib stream of `page`; valid until the next call.
   * @param repeats what the writer knows to repeat, in order; elsewhere repeats are searched for
   */
  deflate(page: Uint8Array, repeats: Repeats = NO_REPEATS): Uint8Array {
    const count = this.tokenise(page, repeats);
    if (!this.literals) this.learn(count);
    // The longest code is 15 bits a literal; a match takes at most 48 bits for at least 4 bytes.
    const most = page.length * 2 + this.head.length + 64;
    if (this.out.length < most) this.out = Buffer.allocUnsafe(most * 2);
    const end = this.encode(count);
    this.out.writeUInt32BE(adler32(page), end);
    return this.out.subarray(0, end + 4);
  }

  /** Splits the page into literals and repeats; returns the number of tokens. */
  private tokenise(page: Uint8Array, repeats: Repeats): number {
    if (this.tokens.length < page.length) this.tokens = new Int32Array(page.length * 2);
    if (this.origin > ORIGIN_LIMIT) {
      this.origin = 1;
      this.lastSeen.fill(0);
    }
    let count = 0;
    let from = 0;
    for (let i = 0; i < repeats.count; i++) {
      const at = repeats.at[i] as number;
      if (repeats.length[i] === 0) count = this.search(page, from, at, count);
      else {
        count = this.copy(page, from, at, count);
        this.tokens[count++] =
          MATCH | ((repeats.length[i] as number) << LENGTH_SHIFT) | ((repeats.distance[i] as number) - 1);
      }
      from = at + (repeats.length[i] as number);
    }
    count = this.search(page, from, page.length, count);
    this.origin += page.length;
    return count;
  }

  /** Bytes as literals. */
  private copy(page: Uint8Array, from: number, to: number, count: number): number {
    const { tokens } = this;
    for (let i = from; i < to; i++) tokens[count++] = page[i] as number;
    return count;
  }

  /** Bytes as literals and what repeats among them. */
  private search(page: Uint8Array, from: number, to: number, count: number): number {
    const { tokens, lastSeen, origin } = this;
    const last = to - MIN_MATCH;
    let i = from;
    let word = i <= last ? wordAt(page, i) : 0;
    while (i <= last) {
      const slot = Math.imul(word, 0x9e3779b1) >>> (32 - HASH_BITS);
      const candidate = (lastSeen[slot] as number) - origin;
      lastSeen[slot] = origin + i;
      const length =
        candidate >= 0 && i - candidate <= MAX_DISTANCE ? matchLength(page, candidate, i, to) : 0;
      if (length >= MIN_MATCH) {
        tokens[count++] = MATCH | (length << LENGTH_SHIFT) | (i - candidate - 1);
        i += length;
        if (i <= last) word = wordAt(page, i);
      } else {
        tokens[count++] = page[i++] as number;
        if (i <= last) word = (word >>> 8) | ((page[i + 3] as number) << 24);
      }
    }
    return this.copy(page, i, to, count);
  }

  /** Makes the codes from the tokens of the first page; symbols it lacks get long codes. */
  private learn(count: number): void {
    const literalWeights = new Array<number>(LITERALS).fill(1);
    const distanceWeights = new Array<number>(DISTANCES).fill(1);
    const add = (weights: number[], symbol: number) =>
      (weights[symbol] = (weights[symbol] as number) + SEEN_WEIGHT);
    for (let i = 0; i < count; i++) {
      const token = this.tokens[i] as number;
      if (token < MATCH) add(literalWeights, token);
      else {
        add(literalWeights, lengthSymbol[(token >> LENGTH_SHIFT) & 0x1ff] as number);
        add(distanceWeights, distanceSymbol[(token & 0x7fff) + 1] as number);
      }
    }
    add(literalWeights, END_OF_BLOCK);
    this.literals = huffmanCode(literalWeights);
    this.distances = huffmanCode(distanceWeights);
    const { bytes, pending, count: bits } = blockHead(this.literals, this.distances);
    this.head = Buffer.from(bytes);
    this.headPending = pending;
    this.headCount = bits;
  }

  /** Writes head and tokens into `out`; returns the position after them. */
  private encode(count: number): number {
    const { tokens, out } = this;
    const { lengths, bits } = this.literals as HuffmanCode;
    const { lengths: distanceLengths, bits: distanceBits } = this.distances as HuffmanCode;
    let p = this.head.copy(out, 0);
    let pending = this.headPending;
    let held = this.headCount;
    for (let i = 0; i <= count; i++) {
      const token = i < count ? (tokens[i] as number) : END_OF_BLOCK;
      const length = token < MATCH ? 0 : (token >> LENGTH_SHIFT) & 0x1ff;
      const symbol = length === 0 ? token : (lengthSymbol[length] as number);
      pending |= (bits[symbol] as number) << held;
      held += lengths[symbol] as number;
      while (held >= 8) {
        out[p++] = pending & 255;
        pending >>>= 8;
        held -= 8;
      }
      if (length === 0) continue;
      pending |= (length - (lengthBase[symbol] as number)) << held;
      held += lengthExtra[symbol] as number;
      const distance = (token & 0x7fff) + 1;
      const far = distanceSymbol[distance] as number;
      pending |= (distanceBits[far] as number) << held;
      held += distanceLengths[far] as number;
      while (held >= 8) {
        out[p++] = pending & 255;
        pending >>>= 8;
        held -= 8;
      }
      pending |= (distance - (distanceBase[far] as number)) << held;
      held += distanceExtra[far] as number;
      while (held >= 8) {
        out[p++] = pending & 255;
        pending >>>= 8;
        held -= 8;
      }
    }
    if (held > 0) out[p++] = pending & 255;
    return p;
  }
}

/** Four bytes as one number, the first lowest. */
function wordAt(page: Uint8Array, at: number): number {
  return (
    (page[at] as number) |
    ((page[at + 1] as number) << 8) |
    ((page[at + 2] as number) << 16) |
    ((page[at + 3] as number) << 24)
  );
}

/** How many bytes from `a` on equal those from `b` on, up to `end`; at most the longest match. */
function matchLength(page: Uint8Array, a: number, b: number, end: number): number {
  const limit = Math.min(MAX_MATCH, end - b);
  let length = 0;
  while (length < limit && page[a + length] === page[b + length]) length++;
  return length;
}

/** Adler-32 (RFC 1950, 8.2). */
function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (let i = 0; i < bytes.length;) {
    const end = Math.min(i + ADLER_RUN, bytes.length);
    for (; i < end; i++) {
      a += bytes[i] as number;
      b += a;
    }
    a %= ADLER;
    b %= ADLER;
  }
  return ((b << 16) | a) >>> 0;
}
