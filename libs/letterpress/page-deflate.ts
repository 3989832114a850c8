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
/** After 2^this bytes without a repeat the search steps two bytes at a time, after twice as many three, and so on. */
const PATIENCE_BITS = 4;
const COUNT_BITS = 5;
const COUNT_MASK = 31;
const ORIGIN_LIMIT = 1 << 29;

/**
 * Fast DEFLATE for pages that are alike: one code table, made from the first page, serves all pages of a file.
 * A general compressor spends most of its time setting up, counting and building tables for each small stream;
 * this one only looks for repeats and writes bits. Output is an ordinary zlib stream (RFC 1950, RFC 1951).
 *
 * The same pages in the same order give the same bytes.
 */
export class PageDeflater {
  /** Repeats found in the page, in order: `lengths[n]` bytes at `starts[n]` stand `distances[n]` before. */
  private starts = new Int32Array(1024);
  private lengths = new Int32Array(1024);
  private distances = new Int32Array(1024);
  /** Where each hash was last seen, counted from the first page on so that it is rarely cleared. */
  private readonly lastSeen = new Int32Array(1 << HASH_BITS);
  private origin = 1;
  private out = Buffer.allocUnsafe(8192);
  private learned = false;
  /** Codes ready to send: bits above, their number in the low `COUNT_BITS`. */
  private symbols = new Uint32Array(0);
  private distanceCodes = new Uint32Array(0);
  /** By match length: the code of its symbol and the extra bits in one. */
  private readonly lengthCodes = new Uint32Array(MAX_MATCH + 1);
  private head = Buffer.alloc(0);
  private headPending = 0;
  private headCount = 0;

  /**
   * The zlib stream of `page`; valid until the next call.
   * @param plain stretches not worth a search for repeats: start and end of each, in order
   */
  deflate(page: Uint8Array, plain: readonly number[] = []): Uint8Array {
    const count = this.findRepeats(page, plain);
    if (!this.learned) this.learn(page, count);
    // The longest code is 15 bits a literal; a match takes at most 48 bits for at least 4 bytes.
    const most = page.length * 2 + this.head.length + 64;
    if (this.out.length < most) this.out = Buffer.allocUnsafe(most * 2);
    const end = this.encode(page, count);
    this.out.writeUInt32BE(adler32(page), end);
    return this.out.subarray(0, end + 4);
  }

  /** Fills `starts`, `lengths`, `distances`; returns their number. */
  private findRepeats(page: Uint8Array, plain: readonly number[]): number {
    if (this.starts.length * MIN_MATCH < page.length) {
      const room = Math.ceil(page.length / MIN_MATCH) * 2;
      this.starts = new Int32Array(room);
      this.lengths = new Int32Array(room);
      this.distances = new Int32Array(room);
    }
    if (this.origin > ORIGIN_LIMIT) {
      this.origin = 1;
      this.lastSeen.fill(0);
    }
    let count = 0;
    let from = 0;
    for (let i = 0; i < plain.length; i += 2) {
      count = this.search(page, from, plain[i] as number, count);
      from = plain[i + 1] as number;
    }
    count = this.search(page, from, page.length, count);
    this.origin += page.length;
    return count;
  }

  private search(page: Uint8Array, from: number, to: number, count: number): number {
    const { starts, lengths, distances, lastSeen, origin } = this;
    const last = to - MIN_MATCH;
    let missed = 0;
    for (let i = from; i <= last;) {
      const slot = Math.imul(wordAt(page, i), 0x9e3779b1) >>> (32 - HASH_BITS);
      const candidate = (lastSeen[slot] as number) - origin;
      lastSeen[slot] = origin + i;
      const length =
        candidate >= 0 && i - candidate <= MAX_DISTANCE ? matchLength(page, candidate, i, to) : 0;
      if (length >= MIN_MATCH) {
        starts[count] = i;
        lengths[count] = length;
        distances[count++] = i - candidate;
        i += length;
        missed = 0;
      } else i += 1 + (missed++ >> PATIENCE_BITS);
    }
    return count;
  }

  /** Makes the codes from the first page; symbols it lacks get long codes. */
  private learn(page: Uint8Array, count: number): void {
    const literalWeights = new Array<number>(LITERALS).fill(1);
    const distanceWeights = new Array<number>(DISTANCES).fill(1);
    const add = (weights: number[], symbol: number) =>
      (weights[symbol] = (weights[symbol] as number) + SEEN_WEIGHT);
    let from = 0;
    for (let n = 0; n <= count; n++) {
      const start = n < count ? (this.starts[n] as number) : page.length;
      for (let i = from; i < start; i++) add(literalWeights, page[i] as number);
      if (n === count) break;
      const length = this.lengths[n] as number;
      add(literalWeights, lengthSymbol[length] as number);
      add(distanceWeights, distanceSymbol[this.distances[n] as number] as number);
      from = start + length;
    }
    add(literalWeights, END_OF_BLOCK);
    const literals = huffmanCode(literalWeights);
    const distances = huffmanCode(distanceWeights);
    this.symbols = packed(literals);
    this.distanceCodes = packed(distances);
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

  /** Writes head, literals and repeats into `out`; returns the position after them. */
  private encode(page: Uint8Array, count: number): number {
    const { out, symbols, lengthCodes, distanceCodes, starts, lengths, distances } = this;
    let p = this.head.copy(out, 0);
    let pending = this.headPending;
    // Below 16 whenever a code of up to 15 bits is added.
    let held = this.headCount;
    let from = 0;
    for (let n = 0; n <= count; n++) {
      const start = n < count ? (starts[n] as number) : page.length;
      for (let i = from; i < start; i++) {
        const code = symbols[page[i] as number] as number;
        pending |= (code >>> COUNT_BITS) << held;
        held += code & COUNT_MASK;
        if (held >= 16) {
          out[p] = pending & 255;
          out[p + 1] = (pending >>> 8) & 255;
          p += 2;
          pending >>>= 16;
          held -= 16;
        }
      }
      if (n === count) break;
      const length = lengths[n] as number;
      const distance = distances[n] as number;
      const far = distanceSymbol[distance] as number;
      from = start + length;
      // A repeat is at most 20 bits of length, 15 of distance and 13 more: the bits held are sent in between.
      for (let part = 0; part < 3; part++) {
        while (held >= 8) {
          out[p++] = pending & 255;
          pending >>>= 8;
          held -= 8;
        }
        if (part === 2) {
          pending |= (distance - (distanceBase[far] as number)) << held;
          held += distanceExtra[far] as number;
        } else {
          const code = (part === 0 ? lengthCodes[length] : distanceCodes[far]) as number;
          pending |= (code >>> COUNT_BITS) << held;
          held += code & COUNT_MASK;
        }
      }
      while (held >= 16) {
        out[p++] = pending & 255;
        pending >>>= 8;
        held -= 8;
      }
    }
    const end = symbols[END_OF_BLOCK] as number;
    pending |= (end >>> COUNT_BITS) << held;
    for (held += end & COUNT_MASK; held > 0; held -= 8, pending >>>= 8) out[p++] = pending & 255;
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

/** Adler-32 (RFC 1950, 8.2), four bytes at a time. */
function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (let i = 0; i < bytes.length;) {
    const end = Math.min(i + ADLER_RUN, bytes.length);
    for (; i + 4 <= end; i += 4) {
      const first = bytes[i] as number;
      const second = bytes[i + 1] as number;
      const third = bytes[i + 2] as number;
      const fourth = bytes[i + 3] as number;
      b += 4 * a + 4 * first + 3 * second + 2 * third + fourth;
      a += first + second + third + fourth;
    }
    for (; i < end; i++) {
      a += bytes[i] as number;
      b += a;
    }
    a %= ADLER;
    b %= ADLER;
  }
  return ((b << 16) | a) >>> 0;
}
