import { qrFrame, type QrFrame } from './qr-symbol';
import { MAX_VERSION, qrBlocks, type QrLevel } from './qr-tables';

/** A symbol without its quiet zone: `dark[y * size + x]` is 1 for a dark module. */
export interface QrCode {
  version: number;
  size: number;
  dark: Uint8Array;
}

const BYTE_MODE = 4;

/** The smallest version that holds `bytes` bytes in byte mode; 0 when none does. */
function versionFor(bytes: number, level: QrLevel): number {
  for (let version = 1; version <= MAX_VERSION; version++) {
    const header = version < 10 ? 12 : 20;
    if (capacity(version, level) * 8 >= header + bytes * 8) return version;
  }
  return 0;
}

const capacities = new Map<string, number>();

function capacity(version: number, level: QrLevel): number {
  const key = version + level;
  let known = capacities.get(key);
  if (known === undefined) {
    known = qrBlocks(version, level).capacity;
    capacities.set(key, known);
  }
  return known;
}

/**
 * Encodes texts as QR codes (ISO/IEC 18004:2015, byte mode, UTF-8). Holds its buffers: the result of `encode` is
 * valid until the next call.
 */
export class QrEncoder {
  private readonly versions: Uint8Array;
  private text = Buffer.alloc(0);
  private data = new Uint8Array(0);
  private out = new Uint8Array(0);
  /** Four bytes a number, the first highest. */
  private readonly remainder = new Int32Array(8);
  private readonly grids = new Map<number, Uint8Array>();

  constructor(private readonly level: QrLevel) {
    const limit = capacity(MAX_VERSION, level);
    this.versions = Uint8Array.from({ length: limit }, (_, bytes) => versionFor(bytes, level));
    this.text = Buffer.alloc(limit * 3 + 4);
  }

  /** The symbol of `text`, or null when it is empty or holds more than the largest symbol. */
  encode(text: string): QrCode | null {
    if (text.length === 0 || text.length >= this.versions.length) return null;
    const bytes = this.text.write(text, 0, 'utf8');
    const version = this.versions[bytes] ?? 0;
    if (version === 0) return null;
    const frame = qrFrame(version, this.level);
    this.fillData(frame, bytes, version);
    this.interleave(frame);
    return { version, size: frame.size, dark: this.place(frame, version) };
  }

  private fillData(frame: QrFrame, bytes: number, version: number): void {
    const { capacity: size } = frame.blocks;
    if (this.data.length < size) this.data = new Uint8Array(size);
    const data = this.data;
    data.fill(0, 0, size);
    let at: number;
    if (version < 10) {
      data[0] = (BYTE_MODE << 4) | (bytes >> 4);
      data[1] = (bytes & 15) << 4;
      at = 1;
    } else {
      data[0] = (BYTE_MODE << 4) | (bytes >> 12);
      data[1] = (bytes >> 4) & 255;
      data[2] = (bytes & 15) << 4;
      at = 2;
    }
    for (let i = 0; i < bytes; i++) {
      const byte = this.text[i] as number;
      data[at] = (data[at] as number) | (byte >> 4);
      data[++at] = (byte & 15) << 4;
    }
    for (let i = at + 1, pad = 0xec; i < size; i++, pad ^= 0xec ^ 0x11) data[i] = pad;
  }

  /** Splits into blocks, adds error correction, and interleaves both (ISO/IEC 18004:2015, 7.5 and 7.6). */
  private interleave(frame: QrFrame): void {
    const { data: sizes, ec, capacity: size } = frame.blocks;
    const count = sizes.length;
    if (this.out.length < size + ec * count) this.out = new Uint8Array(size + ec * count);
    const short = sizes[0] as number;
    const longFrom = sizes.findIndex((length) => length > short);
    const { data, out } = this;
    for (let block = 0, start = 0; block < count; block++) {
      const length = sizes[block] as number;
      for (let i = 0; i < short; i++) out[i * count + block] = data[start + i] as number;
      if (length > short) out[short * count + block - longFrom] = data[start + short] as number;
      this.correct(frame, start, length);
      for (let i = 0; i < ec; i++) {
        out[size + i * count + block] = (this.remainder[i >> 2] as number) >>> (24 - 8 * (i & 3));
      }
      start += length;
    }
  }

  /** Reed-Solomon remainder of data[start .. start+length) into `remainder`. */
  private correct(frame: QrFrame, start: number, length: number): void {
    const { remainder, data } = this;
    const { multiples, words } = frame;
    const last = words - 1;
    remainder.fill(0);
    for (let i = 0; i < length; i++) {
      const row = ((data[start + i] as number) ^ ((remainder[0] as number) >>> 24)) * words;
      for (let j = 0; j < last; j++) {
        const moved = ((remainder[j] as number) << 8) | ((remainder[j + 1] as number) >>> 24);
        remainder[j] = moved ^ (multiples[row + j] as number);
      }
      remainder[last] = ((remainder[last] as number) << 8) ^ (multiples[row + last] as number);
    }
  }

  private place(frame: QrFrame, version: number): Uint8Array {
    let grid = this.grids.get(version);
    if (!grid) {
      grid = new Uint8Array(frame.size * frame.size);
      this.grids.set(version, grid);
    }
    grid.set(frame.base);
    const { positions } = frame;
    const { out } = this;
    for (let i = 0, bit = 0; bit < positions.length; i++) {
      const byte = out[i] as number;
      for (let shift = 7; shift >= 0; shift--, bit++) {
        const at = positions[bit] as number;
        grid[at] = (grid[at] as number) ^ ((byte >> shift) & 1);
      }
    }
    return grid;
  }
}
