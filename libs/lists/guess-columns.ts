import type { ImportColumn } from './record-importer';

/** For each column that is read, by its name, the number of the file's column, counted from 0. */
export type ImportMapping = Readonly<Record<string, number>>;

const plain = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_*:：-]+/g, '')
    .replace(/[(（][^)）]*[)）]$/, '');

/**
 * What the columns of a file most likely mean: a heading that is a column's label in either language, its name or
 * another word for it; then, for what is left, a heading that holds one of these. Each is taken once.
 */
export function guessColumns(
  header: readonly string[],
  columns: readonly Pick<ImportColumn, 'name' | 'label' | 'headings'>[],
): ImportMapping {
  const words = header.map(plain);
  const free = new Set(words.keys());
  const mapping: Record<string, number> = {};
  const fits = [
    (word: string, name: string) => word === name,
    (word: string, name: string) => name.length > 1 && word.includes(name),
  ];
  for (const fit of fits) {
    for (const { name, label, headings } of columns) {
      if (name in mapping) continue;
      const names = [name, label.zh, label.en, ...headings].map(plain);
      const column = [...free].find((at) => names.some((one) => fit(words[at]!, one)));
      if (column === undefined) continue;
      mapping[name] = column;
      free.delete(column);
    }
  }
  return mapping;
}

/** Whether every column is known and there, and no column of the file means two things. */
export function mappingFits(
  mapping: ImportMapping,
  columns: readonly Pick<ImportColumn, 'name'>[],
  width: number,
): boolean {
  const known = new Set(columns.map(({ name }) => name));
  const used = Object.values(mapping);
  return (
    Object.keys(mapping).every((name) => known.has(name)) &&
    used.every((column) => Number.isInteger(column) && column >= 0 && column < width) &&
    new Set(used).size === used.length
  );
}
