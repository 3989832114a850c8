import type { ColumnMapping, PreviewRow, RecordField } from '../../../api/list-imports';

/** What a column of the file becomes: a field, a text kept beside them, or nothing. */
export type ColumnUse = RecordField | 'extra' | 'skip';

export const recordFields: readonly RecordField[] = ['name', 'company', 'address', 'postcode', 'phone'];

/** Columns the server keeps beside the fields at most. */
export const MOST_EXTRA = 20;

const EXAMPLES = 3;

export function currentUse(mapping: ColumnMapping, column: number): ColumnUse {
  const field = recordFields.find((candidate) => mapping.fields[candidate] === column);
  return field ?? (mapping.extra.includes(column) ? 'extra' : 'skip');
}

/** The mapping after one column changes. A field taken from another column leaves that one kept as a text. */
export function withUse(mapping: ColumnMapping, column: number, use: ColumnUse): ColumnMapping {
  const fields = { ...mapping.fields };
  const extra = new Set(mapping.extra);
  for (const field of recordFields) if (fields[field] === column) delete fields[field];
  extra.delete(column);
  if (use === 'extra') extra.add(column);
  else if (use !== 'skip') {
    const before = fields[use];
    if (before !== undefined && extra.size < MOST_EXTRA) extra.add(before);
    fields[use] = column;
  }
  return { fields, extra: [...extra].sort((a, b) => a - b) };
}

/** An address, and somebody to write to. */
export function isComplete({ fields }: ColumnMapping): boolean {
  return fields.address !== undefined && (fields.name !== undefined || fields.company !== undefined);
}

/** The first few different values of a column, as they stand in the file. */
export function examplesOf(rows: readonly PreviewRow[], columns: number, column: number): string[] {
  const values = rows
    .filter((row) => row.cells.length === columns)
    .map((row) => row.cells[column]?.trim() ?? '')
    .filter((value) => value !== '');
  return [...new Set(values)].slice(0, EXAMPLES);
}
