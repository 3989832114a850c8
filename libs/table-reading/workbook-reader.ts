import { Readable } from 'node:stream';
import { ImportFileError } from './file-faults';
import { headings, MOST_COLUMNS } from './file-shape';
import type { Table, TableRow } from './read-table';
import { workbookParts } from './workbook-parts';

// Nine hundred files, loaded by the first who sends a workbook: most processes never do.
// oxlint-disable-next-line typescript/no-require-imports -- there is no other way to load late and at once
const excel = () => (require('@protobi/exceljs') as typeof import('@protobi/exceljs')).stream;

/** Bytes a workbook may unpack to: twenty thousand rows of ordinary width are a tenth of it. */
const MOST_BYTES = 128 << 20;
const ZIP_MAGIC = Buffer.from([0x50, 0x4b, 0x03, 0x04]);

export const isWorkbook = (bytes: Buffer): boolean => bytes.subarray(0, 4).equals(ZIP_MAGIC);

/**
 * The first sheet of a workbook that has rows. Unpacked once beforehand and counted, so that a small file cannot fill
 * the memory.
 *
 * @throws ImportFileError
 */
export async function readWorkbook(bytes: Buffer, mostRows: number): Promise<Table> {
  const parts = await workbookParts(bytes, MOST_BYTES);
  if (parts === null) throw new ImportFileError('import.workbook-broken');
  if (parts === 'too-large') throw new ImportFileError('import.workbook-too-large');
  try {
    return await firstSheet(parts, mostRows);
  } catch (error) {
    if (error instanceof ImportFileError) throw error;
    throw new ImportFileError('import.workbook-broken');
  }
}

async function firstSheet(bytes: Buffer, mostRows: number): Promise<Table> {
  const reader = new (excel().xlsx.WorkbookReader)(Readable.from([bytes]), {
    worksheets: 'emit',
    sharedStrings: 'cache',
    // Without its format a day is a number.
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'ignore',
  });
  for await (const sheet of reader) {
    let header: string[] | undefined;
    const rows: TableRow[] = [];
    for await (const row of sheet) {
      const cells = cellsOf(row.values);
      if (cells.every((cell) => cell.trim() === '')) continue;
      if (cells.length > MOST_COLUMNS) throw new ImportFileError('import.too-many-columns', row.number);
      if (!header) header = headings(cells);
      else if (rows.length === mostRows) throw new ImportFileError('import.too-many-rows', row.number);
      else rows.push({ rowNumber: row.number, cells, broken: false });
    }
    if (header) return { format: 'xlsx', encoding: null, header, rows };
  }
  throw new ImportFileError('import.empty-file');
}

// The list of a row begins at 1.
function cellsOf(values: unknown): string[] {
  if (!Array.isArray(values)) return [];
  return Array.from(values.slice(1), (value) => textOf(value));
}

/** A cell as people see it: of a formula its result, of a link its words, of a day its date. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().replace(/T00:00:00\.000Z$/, '');
  if (typeof value !== 'object') return String(value as string | number | boolean);
  if ('richText' in value)
    return (value.richText as { text?: string }[]).map(({ text = '' }) => text).join('');
  if ('result' in value) return textOf(value.result);
  if ('text' in value) return textOf(value.text);
  return '';
}
