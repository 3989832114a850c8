/** What a column of a file can mean. */
export const RECORD_FIELDS = ['name', 'company', 'address', 'postcode', 'phone'] as const;

export type RecordField = (typeof RECORD_FIELDS)[number];

/**
 * For each field, the number of the column it is read from, counted from 0. Columns named in `extra` are kept
 * under their heading, for a design's own texts.
 */
export interface ColumnMapping {
  fields: Partial<Record<RecordField, number>>;
  extra: number[];
}
