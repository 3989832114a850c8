import { TextDecoder } from 'node:util';
import { CsvReader, CsvRecord, CsvShape, newlineOf, RecordTooLongError } from './csv-reader';
import type { FileEncoding } from './encoding-check';
import { ImportFileError } from './file-faults';

/** What the head of a file tells of all of it. */
export interface FileShape extends CsvShape {
  header: string[];
  /** The first records after the header, for guessing and for preview. */
  sample: CsvRecord[];
}

/** Bytes read to tell a file's shape. */
export const HEAD_BYTES = 4 << 20;
export const SAMPLE_ROWS = 20;
export const MOST_COLUMNS = 200;
const LONGEST_HEADING = 100;
const DELIMITERS = [',', '\t', ';', '|', '，'];

/** A streaming decoder; drops a byte order mark. Invalid bytes throw, though the upload has refused them before. */
export function decoderOf(encoding: FileEncoding): TextDecoder {
  return new TextDecoder(encoding, { fatal: true });
}

/**
 * @param head  beginning of the file, cut anywhere, up to `HEAD_BYTES`
 * @param whole whether this is all of it
 * @throws ImportFileError when there is no header, no row, or a line beyond all measure
 */
export function shapeOfFile(head: Buffer, encoding: FileEncoding, whole: boolean): FileShape {
  const text = decoderOf(encoding).decode(head, { stream: !whole });
  const newline = newlineOf(text);
  const delimiter = guessDelimiter(text, newline);
  const [first, ...sample] = firstRecords(text, { delimiter, newline }, whole);
  if (!first || first.fields.every((field) => field.trim() === ''))
    throw new ImportFileError('import.empty-file');
  if (first.fields.length > MOST_COLUMNS) throw new ImportFileError('import.too-many-columns', 1);
  if (sample.length === 0) throw new ImportFileError('import.header-only');
  return { delimiter, newline, header: headings(first.fields), sample };
}

class EnoughError extends Error {}

function firstRecords(text: string, shape: CsvShape, whole: boolean): CsvRecord[] {
  const records: CsvRecord[] = [];
  const reader = new CsvReader(shape, (record) => {
    records.push(record);
    if (records.length > SAMPLE_ROWS) throw new EnoughError();
  });
  try {
    reader.push(text);
    if (whole) reader.end();
  } catch (error) {
    if (error instanceof RecordTooLongError && records.length < 2)
      throw new ImportFileError('import.record-too-long', error.rowNumber);
    if (!(error instanceof EnoughError || error instanceof RecordTooLongError)) throw error;
  }
  return records;
}

/** The delimiter that stands most often outside quotes in the first line; a comma when none does. */
function guessDelimiter(text: string, newline: string): string {
  const end = text.indexOf(newline);
  const line = (end < 0 ? text : text.slice(0, end)).replace(/"(?:[^"]|"")*"/g, '');
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))]!;
}

/** Headings trimmed, never empty, each once: they name a design's texts. */
export function headings(fields: string[]): string[] {
  const seen = new Set<string>();
  return fields.map((field, i) => {
    const base =
      field
        .replace(/[\s\p{C}]+/gu, ' ')
        .trim()
        .slice(0, LONGEST_HEADING) || `列${i + 1}`;
    let heading = base;
    for (let copy = 2; seen.has(heading); copy += 1) heading = `${base} ${copy}`;
    seen.add(heading);
    return heading;
  });
}
