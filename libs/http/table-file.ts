import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import { spreadsheetSafe } from './spreadsheet-safe';

// Nine hundred files, loaded by the first who wants a workbook: most processes never do.
// oxlint-disable-next-line typescript/no-require-imports -- there is no other way to load late and at once
const excel = () => (require('@protobi/exceljs') as typeof import('@protobi/exceljs')).stream;

export const TABLE_FORMATS = ['csv', 'xlsx'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

export const TABLE_TYPES: Readonly<Record<TableFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Text, a number (fen in a money column), or nothing. */
export type TableCell = string | number | null;

export interface TableColumn {
  header: string;
  kind: 'text' | 'number' | 'money';
  /** Characters wide in a workbook. */
  width?: number;
}

export interface TableSource {
  /** Name of the sheet. */
  title: string;
  columns: readonly TableColumn[];
  /** Rows as they are read, some at a time; cells in the order of the columns. */
  rows: AsyncIterable<readonly (readonly TableCell[])[]>;
}

const BYTE_ORDER_MARK = '\uFEFF';
const CSV_OPTIONS = { record_delimiter: 'windows' as const };
/** Characters a sheet's name may not have, and how long it may be. */
const NO_SHEET_NAME = /[[\]*?:/\\]/g;

/**
 * Writes a table as a file people open in a spreadsheet: text that would run as a formula stays text, and memory does
 * not grow with the rows. Rejects when the reader goes away.
 */
export function writeTable(format: TableFormat, table: TableSource, out: Writable): Promise<void> {
  return format === 'csv' ? writeCsv(table, out) : writeWorkbook(table, out);
}

async function writeCsv({ columns, rows }: TableSource, out: Writable): Promise<void> {
  const line = (cells: readonly TableCell[]) =>
    cells.map((cell, i) => {
      if (columns[i]!.kind === 'money') return typeof cell === 'number' ? (cell / 100).toFixed(2) : cell;
      return typeof cell === 'string' ? spreadsheetSafe(cell) : cell;
    });
  const headers = columns.map(({ header }) => spreadsheetSafe(header));
  await put(out, BYTE_ORDER_MARK + stringify([headers], CSV_OPTIONS));
  for await (const some of rows) await put(out, stringify(some.map(line), CSV_OPTIONS));
  out.end();
}

async function writeWorkbook({ title, columns, rows }: TableSource, out: Writable): Promise<void> {
  const workbook = new (excel().xlsx.WorkbookWriter)({
    stream: out,
    useStyles: true,
    useSharedStrings: false,
  });
  const name = title.replace(NO_SHEET_NAME, ' ').slice(0, 31);
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = columns.map(({ header, kind, width = 18 }) => ({
    header: spreadsheetSafe(header),
    width,
    style: kind === 'money' ? { numFmt: '#,##0.00' } : {},
  }));
  sheet.getRow(1).font = { bold: true };
  sheet.getRow(1).commit();
  for await (const some of rows) {
    for (const cells of some) {
      const values = cells.map((cell, i) => {
        if (typeof cell === 'string') return spreadsheetSafe(cell);
        return columns[i]!.kind === 'money' && cell !== null ? cell / 100 : cell;
      });
      sheet.addRow(values).commit();
    }
    if (out.writableNeedDrain) await drained(out);
  }
  sheet.commit();
  await workbook.commit();
}

async function put(out: Writable, text: string): Promise<void> {
  if (!out.write(text)) await drained(out);
}

/** Waits until the reader has caught up; gives up when it goes away. */
async function drained(out: Writable): Promise<void> {
  const gone = new AbortController();
  const onClose = () => gone.abort(new Error('the reader went away'));
  out.once('close', onClose);
  try {
    if (out.destroyed) throw new Error('the reader went away');
    await once(out, 'drain', { signal: gone.signal });
  } finally {
    out.off('close', onClose);
  }
}
