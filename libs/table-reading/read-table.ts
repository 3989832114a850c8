import { CsvReader, RecordTooLongError } from './csv-reader';
import { EncodingCheck, type FileEncoding } from './encoding-check';
import { ImportFileError } from './file-faults';
import { decoderOf, shapeOfFile } from './file-shape';
import { isWorkbook, readWorkbook } from './workbook-reader';

export interface TableRow {
  /** As a spreadsheet counts: the header is row 1. */
  rowNumber: number;
  /** As they stand in the file; of a broken row its one line. */
  cells: string[];
  /** The quotes of this row do not match. */
  broken: boolean;
}

/** A file of rows, read whole. */
export interface Table {
  format: 'csv' | 'xlsx';
  /** Null of a workbook. */
  encoding: FileEncoding | null;
  /** Headings trimmed, never empty, each once. */
  header: string[];
  /** Without empty rows. */
  rows: TableRow[];
}

/**
 * Reads a file that is small enough to be held: CSV in UTF-8 or GB18030, or the first sheet of an XLSX workbook.
 *
 * @throws ImportFileError when it is neither, is empty, or has more than `mostRows` rows
 */
export async function readTable(bytes: Buffer, mostRows: number): Promise<Table> {
  const table = isWorkbook(bytes) ? await readWorkbook(bytes, mostRows) : readCsv(bytes, mostRows);
  if (table.rows.length === 0) throw new ImportFileError('import.header-only');
  return table;
}

function readCsv(bytes: Buffer, mostRows: number): Table {
  const check = new EncodingCheck();
  check.push(bytes);
  const encoding = check.end();
  const { header, delimiter, newline } = shapeOfFile(bytes, encoding, true);
  const rows: TableRow[] = [];
  let headerRead = false;
  const reader = new CsvReader({ delimiter, newline }, ({ rowNumber, fields, raw, broken }) => {
    if (!headerRead) {
      headerRead = true;
      return;
    }
    if (!broken && fields.every((field) => field.trim() === '')) return;
    if (rows.length === mostRows) throw new ImportFileError('import.too-many-rows', rowNumber);
    rows.push({ rowNumber, cells: broken ? [raw] : fields, broken });
  });
  try {
    reader.push(decoderOf(encoding).decode(bytes));
    reader.end();
  } catch (error) {
    if (error instanceof RecordTooLongError)
      throw new ImportFileError('import.record-too-long', error.rowNumber);
    throw error;
  }
  return { format: 'csv', encoding, header, rows };
}
