import { alignmentCentres, LEVEL_BITS, qrBlocks, type QrBlocks, type QrLevel } from './qr-tables';

/**
 * The mask every symbol uses. The standard lets an encoder choose among eight by a penalty score, for the sake of
 * early scanners; any mask is valid and named in the symbol. One fixed mask saves most of the encoding time.
 * Over 2,100 tracking addresses of the usual shapes mask 2 (columns of three) scored 7 % above the best of eight
 * on average, every other mask 11 to 34 %.
 */
export const MASK = 2;

/** Everything about a version and level that does not depend on the text. */
export interface QrFrame {
  size: number;
  blocks: QrBlocks;
  /** Function patterns, format and version bits, and the mask on the data area: 1 is dark. */
  base: Uint8Array;
  /** Position in the grid of each data bit, in the order of the codewords. */
  positions: Int32Array;
  /** The generator polynomial times each factor, `words` numbers a factor of four coefficients, the first highest. */
  multiples: Int32Array;
  words: number;
}

const EXP = new Uint8Array(512);
const LOG = new Uint8Array(256);
for (let i = 0, x = 1; i < 255; i++) {
  EXP[i] = EXP[i + 255] = x;
  LOG[x] = i;
  x <<= 1;
  if (x & 0x100) x ^= 0x11d;
}

function multiply(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : (EXP[(LOG[a] as number) + (LOG[b] as number)] as number);
}

/** Coefficients after the leading 1 of (x − 2⁰)…(x − 2^(degree−1)) over GF(2⁸) with 0x11D. */
function generator(degree: number): number[] {
  let polynomial = [1];
  for (let i = 0; i < degree; i++) {
    const root = EXP[i] as number;
    const next = [...polynomial, 0];
    polynomial.forEach((coefficient, j) => {
      next[j + 1] = (next[j + 1] as number) ^ multiply(coefficient, root);
    });
    polynomial = next;
  }
  return polynomial.slice(1);
}

/** Remainder of BCH coding: `value` shifted by `bits`, divided by `polynomial`. */
function bch(value: number, bits: number, polynomial: number): number {
  let rest = value;
  for (let i = 0; i < bits; i++) rest = (rest << 1) ^ ((rest >>> (bits - 1)) * polynomial);
  return (value << bits) | rest;
}

class Grid {
  readonly dark: Uint8Array;
  readonly taken: Uint8Array;

  constructor(readonly size: number) {
    this.dark = new Uint8Array(size * size);
    this.taken = new Uint8Array(size * size);
  }

  set(x: number, y: number, dark: boolean): void {
    if (x < 0 || y < 0 || x >= this.size || y >= this.size) return;
    this.dark[y * this.size + x] = dark ? 1 : 0;
    this.taken[y * this.size + x] = 1;
  }
}

function drawFinders(grid: Grid): void {
  const far = grid.size - 4;
  for (let i = 0; i < grid.size; i++) {
    grid.set(6, i, i % 2 === 0);
    grid.set(i, 6, i % 2 === 0);
  }
  for (const [cx, cy] of [
    [3, 3],
    [far, 3],
    [3, far],
  ] as const) {
    for (let dy = -4; dy <= 4; dy++) {
      for (let dx = -4; dx <= 4; dx++) {
        const ring = Math.max(Math.abs(dx), Math.abs(dy));
        grid.set(cx + dx, cy + dy, ring !== 2 && ring !== 4);
      }
    }
  }
}

function drawAlignments(grid: Grid, version: number): void {
  const centres = alignmentCentres(version);
  const last = centres.length - 1;
  centres.forEach((cy, i) =>
    centres.forEach((cx, j) => {
      if ((i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0)) return;
      for (let dy = -2; dy <= 2; dy++) {
        for (let dx = -2; dx <= 2; dx++)
          grid.set(cx + dx, cy + dy, Math.max(Math.abs(dx), Math.abs(dy)) !== 1);
      }
    }),
  );
}

function drawFormat(grid: Grid, level: QrLevel): void {
  const bits = bch((LEVEL_BITS[level] << 3) | MASK, 10, 0x537) ^ 0x5412;
  const bit = (i: number) => ((bits >>> i) & 1) === 1;
  for (let i = 0; i <= 5; i++) grid.set(8, i, bit(i));
  grid.set(8, 7, bit(6));
  grid.set(8, 8, bit(7));
  grid.set(7, 8, bit(8));
  for (let i = 9; i < 15; i++) grid.set(14 - i, 8, bit(i));
  for (let i = 0; i < 8; i++) grid.set(grid.size - 1 - i, 8, bit(i));
  for (let i = 8; i < 15; i++) grid.set(8, grid.size - 15 + i, bit(i));
  grid.set(8, grid.size - 8, true);
}

function drawVersion(grid: Grid, version: number): void {
  if (version < 7) return;
  const bits = bch(version, 12, 0x1f25);
  for (let i = 0; i < 18; i++) {
    const a = grid.size - 11 + (i % 3);
    const b = Math.floor(i / 3);
    const dark = ((bits >>> i) & 1) === 1;
    grid.set(a, b, dark);
    grid.set(b, a, dark);
  }
}

/** Data positions in the zigzag order of ISO/IEC 18004:2015, 7.7.3. */
function dataPositions(grid: Grid): number[] {
  const { size, taken } = grid;
  const positions: number[] = [];
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    const upward = ((right + 1) & 2) === 0;
    for (let step = 0; step < size; step++) {
      const y = upward ? size - 1 - step : step;
      for (const x of [right, right - 1]) if (!taken[y * size + x]) positions.push(y * size + x);
    }
  }
  return positions;
}

const frames = new Map<string, QrFrame>();

/** The frame of a version (1..40) and level, made once per thread. */
export function qrFrame(version: number, level: QrLevel): QrFrame {
  const key = version + level;
  let frame = frames.get(key);
  if (!frame) {
    frame = makeFrame(version, level);
    frames.set(key, frame);
  }
  return frame;
}

function makeFrame(version: number, level: QrLevel): QrFrame {
  const grid = new Grid(17 + 4 * version);
  drawFinders(grid);
  drawAlignments(grid, version);
  drawFormat(grid, level);
  drawVersion(grid, version);
  const blocks = qrBlocks(version, level);
  const free = dataPositions(grid);
  for (const position of free) if ((position % grid.size) % 3 === 0) grid.dark[position] = 1;
  const polynomial = generator(blocks.ec);
  const words = Math.ceil(blocks.ec / 4);
  const multiples = new Int32Array(256 * words);
  for (let factor = 0; factor < 256; factor++) {
    polynomial.forEach((c, i) => {
      multiples[factor * words + (i >> 2)]! |= multiply(c, factor) << (24 - 8 * (i & 3));
    });
  }
  const bits = 8 * (blocks.capacity + blocks.ec * blocks.data.length);
  return {
    size: grid.size,
    blocks,
    base: grid.dark,
    positions: Int32Array.from(free.slice(0, bits)),
    multiples,
    words,
  };
}
