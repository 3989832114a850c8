import type { ImportMapping } from '../../../libs/lists/guess-columns';
import type { ImportedRow, PlannedRow } from '../../../libs/lists/record-importer';
import { ROW_FAULTS } from './record-import.errors';

interface Cells {
  rowNumber: number;
  cells: readonly string[];
}

/** What stands in front of text that would run as a formula, in files that this program writes. */
const GUARDED = /^'(?=[=+\-@＝＋－＠])/;

/** A row under a mapping: trimmed, without the empty cells. */
export function rowValues({ rowNumber, cells }: Cells, mapping: ImportMapping): ImportedRow {
  const values = Object.entries(mapping).flatMap(([name, column]) => {
    const text = (cells[column] ?? '')
      .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
      .trim()
      .replace(GUARDED, '');
    return text === '' ? [] : [[name, text] as const];
  });
  return { rowNumber, values: Object.fromEntries(values) };
}

/** A row that cannot be read at all. */
export const brokenRow = (rowNumber: number): PlannedRow => ({
  rowNumber,
  verdict: 'faulty',
  keys: [],
  label: '',
  recordId: null,
  changes: [],
  faults: [ROW_FAULTS.quotes],
  similar: [],
});

/**
 * Of rows with the same key the first stays; the others are faulty.
 *
 * @param taken keys of rows that came before these
 */
export function onceEach(planned: readonly PlannedRow[], taken: ReadonlySet<string>): PlannedRow[] {
  const seen = new Set(taken);
  return planned.map((row) => {
    if (row.verdict === 'faulty') return row;
    if (row.keys.some((key) => seen.has(key)))
      return {
        ...row,
        verdict: 'faulty',
        recordId: null,
        changes: [],
        similar: [],
        faults: [ROW_FAULTS.twice],
      };
    for (const key of row.keys) seen.add(key);
    return row;
  });
}
