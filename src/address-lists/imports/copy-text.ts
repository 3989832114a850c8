import type { RecipientHashes } from '../recipients/recipient-hash';
import type { CheckedRow } from './row-check';

/** Columns of the staging table, in the order of `copyLine`. */
export const STAGED_COLUMNS = [
  'row_number',
  'name',
  'company',
  'address',
  'postcode',
  'phone',
  'extra',
  'recipient_hash',
  'person_hash',
  'address_hash',
] as const;

/** One row in COPY's text format. Checked rows hold no control characters: only the backslash needs care. */
export function copyLine(
  rowNumber: number,
  row: CheckedRow,
  extraJson: string,
  hashes: RecipientHashes,
): string {
  return (
    `${rowNumber}\t${escaped(row.name)}\t${escaped(row.company)}\t${escaped(row.address)}\t${row.postcode}\t` +
    `${escaped(row.phone)}\t${escaped(extraJson)}\t\\\\x${hashes.recipient}\t\\\\x${hashes.person}\t\\\\x${hashes.address}\n`
  );
}

function escaped(text: string): string {
  return text.includes('\\') ? text.replaceAll('\\', '\\\\') : text;
}
