import type { PACK_WORDS, PackLanguage } from './pack-words';

/** A part of the document: facts, or a table; an empty table says in its one cell that there is nothing. */
export type PackPart =
  | { kind: 'facts'; facts: [label: string, value: string][] }
  | { kind: 'table'; title: string; columns: PackColumn[]; rows: string[][] };

export interface PackColumn {
  label: string;
  /** Share of the width; all shares of a table add up to what they like. */
  share: number;
}

export interface PackSection {
  title: string;
  parts: PackPart[];
}

export type Words = (typeof PACK_WORDS)[PackLanguage];

/** A table that says so when there is nothing in it, or nothing for the reader to know. */
export function table(
  words: Words,
  title: keyof Words,
  columns: [keyof Words, number][],
  rows: string[][],
  isHidden = false,
): PackPart {
  return {
    kind: 'table',
    title: words[title],
    columns: columns.map(([label, share]) => ({ label: words[label], share })),
    rows: isHidden ? [[words.hidden]] : rows.length > 0 ? rows : [[words.none]],
  };
}
