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

const HASH_BITS = 12;
const SEEN_WEIGHT = 6;
const ADLER = 65521;
const ADLER_RUN = 5552;
/** A token is a literal byte, or MATCH | length << 16 | distance − 1. */
const MATCH = 1 << 30;
const LENGTH_SHIFT = 16;

/**
 * Fast DEFLATE for pages that are alike: one code table, made from the first page, serves all pages of a file.
 * A general compressor spends most of its time setting up, counting and building tables for each small stream;
 * this one only looks for repeats and writes bits. Output is an ordinary zlib stream (RFC 1950, RFC 1951).
 *
 * The same pages in the same order give the same bytes.
 */
export class PageDeflater {
  private tokens = new Int32Array(4096);
  private readonly lastSeen = new Float64Array(1 << HASH_BITS).fill(-1);
  /** Positions in `lastSeen` count from the first page on, so that it never needs clearing. */
  private origin = 0;
  private out = Buffer.allocUnsafe(8192);
  private literals: HuffmanCode | undefined;
  private distances: HuffmanCode | undefined;
  private head = Buffer.alloc(0);
  private headPending = 0;
  private headCount = 0;

  /** The zlib stream of `page`; valid until the next call. */
  deflate(page: Uint8Array): Uint8Array {
    const count = this.tokenise(page);
    if (!this.literals) this.learn(count);
    // The longest code is 15 bits a literal; a match takes at most 48 bits for at least 4 bytes.
    const most = page.length * 2 + this.head.length + 64;
    if (this.out.length < most) this.out = Buffer.allocUnsafe(most * 2);
    const end = this.encode(count);
    this.out.writeUInt32BE(adler32(page), end);
    return this.out.subarray(0, end + 4);
  }

  /** Splits the page into literals and repeats; returns the number of tokens. */
  private tokenise(page: Uint8Array): number {
    if (this.tokens.length < page.length) this.tokens = new Int32Array(page.length * 2);
    const { tokens, lastSeen, origin } = this;
    const last = page.length - MIN_MATCH;
    let count = 0;
    let i = 0;
    while (i <= last) {
      const word =
        (page[i] as number) |
        ((page[i + 1] as number) << 8) |
        ((page[i + 2] as number) << 16) |
        ((page[i + 3] as number) << 24);
      const slot = Math.imul(word, 0x9e3779b1) >>> (32 - HASH_BITS);
      const candidate = (lastSeen[slot] as number) - origin;
      lastSeen[slot] = origin + i;
      const length = candidate >= 0 && i - candidate <= MAX_DISTANCE ? matchLength(page, candidate, i) : 0;
      if (length >= MIN_MATCH) {
        tokens[count++] = MATCH | (length << LENGTH_SHIFT) | (i - candidate - 1);
        i += length;
      } else tokens[count++] = page[i++] as number;
    }
    while (i < page.length) tokens[count++] = page[i++] as number;
    this.origin += page.length;
    return count;
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

/** How many bytes from `a` on equal those from `b` on; at most the longest match. */
function matchLength(page: Uint8Array, a: number, b: number): number {
  const limit = Math.min(MAX_MATCH, page.length - b);
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
