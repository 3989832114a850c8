/** Error correction level: share of the code that may be damaged (about 7, 15, 25, 30 %). */
export type QrLevel = 'L' | 'M' | 'Q' | 'H';

/** Error correction codewords per block, by version 1..40 (ISO/IEC 18004:2015, table 9). */
const EC_PER_BLOCK: Record<QrLevel, string> = {
  L: '7 10 15 20 26 18 20 24 30 18 20 24 26 30 22 24 28 30 28 28 28 28 30 30 26 28 30 30 30 30 30 30 30 30 30 30 30 30 30 30',
  M: '10 16 26 18 24 16 18 22 22 26 30 22 22 24 24 28 28 26 26 26 26 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28',
  Q: '13 22 18 26 18 24 18 22 20 24 28 26 24 20 30 24 28 28 26 30 28 30 30 30 30 28 30 30 30 30 30 30 30 30 30 30 30 30 30 30',
  H: '17 28 22 16 22 28 26 26 24 28 24 28 22 24 24 30 28 28 26 28 30 24 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30',
};

/** Blocks, by version 1..40 (same table). */
const BLOCKS: Record<QrLevel, string> = {
  L: '1 1 1 1 1 2 2 2 2 4 4 4 4 4 6 6 6 6 7 8 8 9 9 10 12 12 12 13 14 15 16 17 18 19 19 20 21 22 24 25',
  M: '1 1 1 2 2 4 4 4 5 5 5 8 9 9 10 10 11 13 14 16 17 17 18 20 21 23 25 26 28 29 31 33 35 37 38 40 43 45 47 49',
  Q: '1 1 2 2 4 4 6 6 8 8 8 10 12 16 12 17 16 18 21 20 23 23 25 27 29 34 34 35 38 40 43 45 48 51 53 56 59 62 65 68',
  H: '1 1 2 4 4 4 5 6 8 8 11 11 16 16 18 16 19 21 25 25 25 34 30 32 35 37 40 42 45 48 51 54 57 60 63 66 70 74 77 81',
};

/** The two format bits of each level (ISO/IEC 18004:2015, table 12). */
export const LEVEL_BITS: Record<QrLevel, number> = { L: 1, M: 0, Q: 3, H: 2 };

export const MAX_VERSION = 40;

function nth(list: string, version: number): number {
  return Number(list.split(' ')[version - 1]);
}

/** Modules available for data and error correction in a version (all but the function patterns). */
function rawModules(version: number): number {
  let modules = (16 * version + 128) * version + 64;
  if (version >= 2) {
    const alignments = Math.floor(version / 7) + 2;
    modules -= (25 * alignments - 10) * alignments - 55;
    if (version >= 7) modules -= 36;
  }
  return modules;
}

/** How a version and level splits its codewords. */
export interface QrBlocks {
  /** Data codewords of each block, in order. */
  data: number[];
  /** Error correction codewords of every block. */
  ec: number;
  /** Data codewords in all. */
  capacity: number;
}

export function qrBlocks(version: number, level: QrLevel): QrBlocks {
  const ec = nth(EC_PER_BLOCK[level], version);
  const blocks = nth(BLOCKS[level], version);
  const codewords = Math.floor(rawModules(version) / 8);
  const short = Math.floor(codewords / blocks) - ec;
  const long = codewords % blocks;
  const data = Array.from({ length: blocks }, (_, i) => short + (i >= blocks - long ? 1 : 0));
  return { data, ec, capacity: codewords - ec * blocks };
}

/** Centres of the alignment patterns of a version (ISO/IEC 18004:2015, annex E). */
export function alignmentCentres(version: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const size = 17 + 4 * version;
  const step = version === 32 ? 26 : Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  const centres = [6];
  for (let at = size - 7; centres.length < count; at -= step) centres.splice(1, 0, at);
  return centres;
}
