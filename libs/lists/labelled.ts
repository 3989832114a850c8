import type { FieldOption } from './field-catalogue';

/** Options in the order of the words, each with its two names; the compiler sees to it that none is missing. */
export const labelled = <T extends string>(
  words: readonly T[],
  names: Readonly<Record<T, readonly [zh: string, en: string]>>,
): FieldOption[] => words.map((value) => ({ value, zh: names[value][0], en: names[value][1] }));
