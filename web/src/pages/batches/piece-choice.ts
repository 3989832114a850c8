/** A proof shows at most this many pieces. */
export const MOST_PROOFS = 20;

/** The ends and the middle: different postcodes, most likely. */
export function firstChoice(pieces: number): number[] {
  return distinct([1, Math.ceil(pieces / 2), pieces]).filter((piece) => piece >= 1);
}

/** `1, 250，4711` → numbers; null when it is not a list of pieces of this batch. */
export function parsePieces(text: string, pieces: number): number[] | null {
  const words = text.split(/[\s,，、;；]+/).filter((word) => word !== '');
  if (words.length === 0 || !words.every((word) => /^\d{1,9}$/.test(word))) return null;
  const chosen = distinct(words.map(Number));
  if (chosen.length > MOST_PROOFS || chosen.some((piece) => piece < 1 || piece > pieces)) return null;
  return chosen;
}

/** So many different pieces by chance, all of them when there are fewer. */
export function randomPieces(pieces: number, wanted: number): number[] {
  const chosen = new Set<number>();
  const most = Math.min(wanted, pieces);
  while (chosen.size < most) chosen.add(1 + Math.floor(Math.random() * pieces));
  return distinct([...chosen]);
}

const distinct = (numbers: number[]): number[] => [...new Set(numbers)].sort((a, b) => a - b);
