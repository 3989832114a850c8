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
const COUNT_BITS = 5;
const COUNT_MASK = 31;
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
  private learned = false;
  /** Codes ready to send: bits above, their number in the low `COUNT_BITS`. */
  private symbols = new Uint32Array(0);
  private distances = new Uint32Array(0);
  /** By match length: the code of its symbol and the extra bits in one. */
  private readonly lengthCodes = new Uint32Array(MAX_MATCH + 1);
  private head = Buffer.alloc(0);
  private headPending = 0;
  private headCount = 0;

  /**
   * The zlib stream of `page`; valid until the next call.
   * @param repeats what the writer knows to repeat, in order; elsewhere repeats are searched for
   */
  deflate(page: Uint8Array, repeats: Repeats = NO_REPEATS): Uint8Array {
    const count = this.tokenise(page, repeats);
    if (!this.learned) this.learn(count);
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
    const literals = huffmanCode(literalWeights);
    const distances = huffmanCode(distanceWeights);
    this.symbols = packed(literals);
    this.distances = packed(distances);
    for (let length = 3; length <= MAX_MATCH; length++) {
      const symbol = lengthSymbol[length] as number;
      const size = literals.lengths[symbol] as number;
      const extra = length - (lengthBase[symbol] as number);
      const code = (literals.bits[symbol] as number) | (extra << size);
      this.lengthCodes[length] = (code << COUNT_BITS) | (size + (lengthExtra[symbol] as number));
    }
    this.learned = true;
    const { bytes, pending, count: bits } = blockHead(literals, distances);
    this.head = Buffer.from(bytes);
    this.headPending = pending;
    this.headCount = bits;
  }

  /** Writes head and tokens into `out`; returns the position after them. */
  private encode(count: number): number {
    const { tokens, out, symbols, lengthCodes, distances } = this;
    let p = this.head.copy(out, 0);
    let pending = this.headPending;
    let held = this.headCount;
    for (let i = 0; i <= count; i++) {
      const token = i < count ? (tokens[i] as number) : END_OF_BLOCK;
      if (token < MATCH) {
        const code = symbols[token] as number;
        pending |= (code >>> COUNT_BITS) << held;
        held += code & COUNT_MASK;
        if (held >= 16) {
          out[p] = pending & 255;
          out[p + 1] = (pending >>> 8) & 255;
          p += 2;
          pending >>>= 16;
          held -= 16;
        }
        continue;
      }
      // A match is at most 20 bits of length, 15 of distance and 13 more: the bits held are sent in between.
      for (let part = 0; part < 3; part++) {
        while (held >= 8) {
          out[p++] = pending & 255;
          pending >>>= 8;
          held -= 8;
        }
        const distance = (token & 0x7fff) + 1;
        const far = distanceSymbol[distance] as number;
        if (part === 0) {
          const code = lengthCodes[(token >> LENGTH_SHIFT) & 0x1ff] as number;
          pending |= (code >>> COUNT_BITS) << held;
          held += code & COUNT_MASK;
        } else if (part === 1) {
          const code = distances[far] as number;
          pending |= (code >>> COUNT_BITS) << held;
          held += code & COUNT_MASK;
        } else {
          pending |= (distance - (distanceBase[far] as number)) << held;
          held += distanceExtra[far] as number;
        }
      }
      while (held >= 16) {
        out[p++] = pending & 255;
        pending >>>= 8;
        held -= 8;
      }
    }
    for (; held > 0; held -= 8, pending >>>= 8) out[p++] = pending & 255;
    return p;
  }
}

/** A code as `bits << COUNT_BITS | length`. */
function packed({ bits, lengths }: HuffmanCode): Uint32Array<ArrayBuffer> {
  return Uint32Array.from(bits, (value, symbol) => (value << COUNT_BITS) | (lengths[symbol] as number));
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
