import type { CsvRecord } from '../../../libs/table-reading/csv-reader';
import { REJECT_REASONS, RejectReason } from './row-check';

/** UTF-8 with the mark by which spreadsheets know it. */
export const BYTE_ORDER_MARK = '\ufeff';

/** Heading of the rejects file: our own columns in front of the file's own header, as it stood. */
export function rejectsHeader(rawHeader: string, delimiter: string): string {
  return `${BYTE_ORDER_MARK}${['行号', '原因', 'reason'].join(delimiter)}${delimiter}${rawHeader}\r\n`;
}

/**
 * One rejected row: its number and the reason, then the row untouched, so that it can be corrected and sent in again.
 * Only our own columns are words of ours; a formula in the row is the sender's and stays as it came.
 */
export function rejectsLine(record: CsvRecord, reason: RejectReason, delimiter: string): string {
  const { zh, en } = REJECT_REASONS[reason];
  return `${record.rowNumber}${delimiter}"${zh}"${delimiter}"${en}"${delimiter}${record.raw}\r\n`;
}
