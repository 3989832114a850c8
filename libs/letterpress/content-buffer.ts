/** Up to here a loop is faster than a call that leaves JavaScript. */
const SHORT = 40;

/** A growing run of bytes for one page's content, reused from piece to piece. */
export class ContentBuffer {
  bytes: Buffer;
  /** Bytes written so far; hot loops write into `bytes` from here after `reserve`. */
  length = 0;
  /** Stretches in which nothing repeats, for the compressor: start and end of each, in order. */
  readonly plain: number[] = [];

  constructor(capacity = 1 << 16) {
    this.bytes = Buffer.allocUnsafe(capacity);
  }

  clear(): void {
    this.length = 0;
    this.plain.length = 0;
  }

  /** Makes room for `count` more bytes. */
  reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.length + count));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }

  /** Appends text whose characters are all below U+0100. */
  ascii(text: string): void {
    const { length } = text;
    this.reserve(length);
    if (length > SHORT) this.bytes.write(text, this.length, 'latin1');
    else for (let i = 0, at = this.length; i < length; i++) this.bytes[at + i] = text.charCodeAt(i);
    this.length += length;
  }

  append(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** Appends a number with at most two decimals and no trailing zeros; |value| < 10^7. */
  number(value: number): void {
    this.reserve(16);
    this.length = writeHundredths(this.bytes, this.length, Math.round(value * 100));
  }

  view(): Buffer {
    return this.bytes.subarray(0, this.length);
  }
}

/** Writes `hundredths / 100` in decimal at `at`; returns the position after it. */
export function writeHundredths(into: Uint8Array, at: number, hundredths: number): number {
  if (hundredths < 0) {
    into[at++] = 45;
    hundredths = -hundredths;
  }
  const whole = Math.floor(hundredths / 100);
  const rest = hundredths - whole * 100;
  at = writeInteger(into, at, whole);
  if (rest !== 0) {
    into[at++] = 46;
    into[at++] = 48 + Math.floor(rest / 10);
    if (rest % 10 !== 0) into[at++] = 48 + (rest % 10);
  }
  return at;
}

/** Writes a non-negative integer below 2^31 in decimal; returns the position after it. */
export function writeInteger(into: Uint8Array, at: number, value: number): number {
  let digits = 1;
  for (let limit = 10; value >= limit; limit *= 10) digits++;
  for (let i = at + digits - 1, rest = value; i >= at; i--) {
    const next = (rest / 10) | 0;
    into[i] = 48 + (rest - next * 10);
    rest = next;
  }
  return at + digits;
}
