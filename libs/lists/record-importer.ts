import { DiscoveryService } from '@nestjs/core';
import type { Sentence } from '../http/app-error';
import type { FieldOption, FieldType } from './field-catalogue';

/** What a column of a file can mean to a record. */
export interface ImportColumn {
  name: string;
  label: Sentence;
  type: FieldType;
  /** Other headings it goes by, in lower case and without spaces. */
  headings: readonly string[];
  /** Cell of the template. */
  example: string;
  options?: readonly FieldOption[];
  /** A new record cannot do without it. */
  required?: boolean;
  /** Records are recognised by it. */
  key?: boolean;
  /** What a record had of it is shown to nobody, as it is masked elsewhere. */
  masked?: boolean;
}

/** One row of a file under the mapping: text by the name of the column, trimmed; empty cells are left out. */
export interface ImportedRow {
  rowNumber: number;
  values: Readonly<Record<string, string>>;
}

/** Why a row cannot be imported, at a column when it is about one. Sentences never hold what stands in the row. */
export interface ImportFault extends Sentence {
  column: string | null;
  code: string;
}

/** One field that a row sets; of a record that is not there yet `before` is null. JSON on both sides. */
export interface ImportChange {
  field: string;
  before: unknown;
  after: unknown;
}

export const IMPORT_VERDICTS = ['created', 'changed', 'unchanged', 'faulty'] as const;
export type ImportVerdict = (typeof IMPORT_VERDICTS)[number];

/** What a row would come to. */
export interface PlannedRow {
  rowNumber: number;
  verdict: ImportVerdict;
  /** What no two rows of a file may share, e.g. the record's code within its branch. */
  keys: readonly string[];
  /** What people call the record; empty where the row does not say. */
  label: string;
  /** The record it would change. */
  recordId: string | null;
  changes: readonly ImportChange[];
  faults: readonly ImportFault[];
  /** Records that may be the same: the row is not refused for it. */
  similar: readonly { id: string; label: string }[];
}

/** A row that was carried out, and the version its record has since. */
export interface ImportedRecord {
  rowNumber: number;
  recordId: string;
  version: number;
}

/** A row whose record is to be as it was before. */
export interface UndoneRow extends ImportedRecord {
  verdict: 'created' | 'changed';
  changes: readonly ImportChange[];
}

/**
 * What undoing came to: a new record was taken away, or put out of use because something hangs on it; a changed one
 * has its old values again; `kept` was left alone, because somebody changed it since.
 */
export type UndoOutcome = 'removed' | 'archived' | 'restored' | 'kept';

/**
 * How a feature takes records in from a file, by the rules of its own form. Runs in the viewer's transaction.
 * What is carried out is planned once more in the transaction that does it, so that nothing happens that nobody saw.
 */
export interface RecordImporter {
  /** The list it fills: `accounts`. */
  readonly list: string;
  readonly title: Sentence;
  /** Whoever lacks one of them imports nothing. */
  readonly permissions: readonly string[];
  /** What single rows may take besides; whoever lacks it imports the others. */
  readonly extraPermissions?: readonly string[];
  columns(): Promise<readonly ImportColumn[]>;
  /** What each row would come to; rows of one call are looked at together and each on its own. */
  plan(rows: readonly ImportedRow[]): Promise<PlannedRow[]>;
  /**
   * Carries out rows that `plan` has just planned in this transaction, all of them `created` or `changed`, and tells
   * the history of each record.
   */
  apply(planned: readonly PlannedRow[], reason: string): Promise<ImportedRecord[]>;
  /** @returns the outcome of each row, by its number */
  undo(rows: readonly UndoneRow[], reason: string): Promise<Map<number, UndoOutcome>>;
}

/** Marks a class that is a {@link RecordImporter}; found at start through Nest's discovery. */
export const RecordImporterSource = DiscoveryService.createDecorator();
