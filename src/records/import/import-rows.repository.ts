import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { TableRow } from '../../../libs/table-reading/read-table';
import type { ImportFault, ImportVerdict, PlannedRow } from '../../../libs/lists/record-importer';
import type { ImportOutcome } from './import-states';
import type { RecordImportRow } from './record-import-row.entity';

export type StagedRow = Pick<RecordImportRow, 'rowNumber' | 'cells' | 'broken'>;
export type ImportRow = Omit<RecordImportRow, 'importId' | 'keys'>;

/** What a row came to. */
export interface RowOutcome {
  rowNumber: number;
  outcome: ImportOutcome;
  recordId?: string;
  version?: number;
  faults?: readonly ImportFault[];
}

export type RowFilter = ImportVerdict | 'similar' | 'refused' | 'skipped' | 'kept' | 'archived';

const COLUMNS = `r.row_number AS "rowNumber", r.cells, r.broken, r.verdict, r.label, r.record_id AS "recordId", r.version,
  r.changes, r.faults, r.similar_records AS "similar", r.outcome`;
/** Not come to, once the import has ended. */
const LEFT = `(r.outcome = 'waiting' AND r.verdict IN ('created', 'changed'))`;
const FILTERS: Record<RowFilter, string> = {
  created: `r.verdict = 'created'`,
  changed: `r.verdict = 'changed'`,
  unchanged: `r.verdict = 'unchanged'`,
  faulty: `r.verdict = 'faulty'`,
  similar: `r.verdict = 'created' AND r.similar_records <> '[]'`,
  refused: `r.outcome = 'refused'`,
  kept: `r.outcome = 'kept'`,
  archived: `r.outcome = 'archived'`,
  skipped: `(r.outcome = 'skipped' OR ${LEFT})`,
};
const STAGED_AT_A_TIME = 2_000;

/** The rows of a file while they are wanted. */
@Injectable()
export class ImportRowsRepository {
  constructor(private readonly database: Database) {}

  async stage(importId: string, rows: readonly TableRow[]): Promise<void> {
    for (let at = 0; at < rows.length; at += STAGED_AT_A_TIME) {
      await this.database.manager.query(
        `INSERT INTO record_import_row (import_id, row_number, cells, broken)
         SELECT $1, r."rowNumber", r.cells, r.broken
         FROM jsonb_to_recordset($2) AS r ("rowNumber" integer, cells text[], broken boolean)`,
        [importId, JSON.stringify(rows.slice(at, at + STAGED_AT_A_TIME))],
      );
    }
  }

  first(importId: string, limit: number): Promise<StagedRow[]> {
    return this.database.manager.query(
      `SELECT r.row_number AS "rowNumber", r.cells, r.broken FROM record_import_row r
       WHERE r.import_id = $1 AND NOT r.broken ORDER BY r.row_number LIMIT $2`,
      [importId, limit],
    );
  }

  unchecked(importId: string, limit: number): Promise<StagedRow[]> {
    return this.database.manager.query(
      `SELECT r.row_number AS "rowNumber", r.cells, r.broken FROM record_import_row r
       WHERE r.import_id = $1 AND r.verdict IS NULL ORDER BY r.row_number LIMIT $2`,
      [importId, limit],
    );
  }

  /** Rows that are still to be carried out. */
  waiting(importId: string, limit: number): Promise<ImportRow[]> {
    return this.database.manager.query(
      `SELECT ${COLUMNS} FROM record_import_row r
       WHERE r.import_id = $1 AND r.outcome = 'waiting' AND r.verdict IN ('created', 'changed')
       ORDER BY r.row_number LIMIT $2`,
      [importId, limit],
    );
  }

  /** Rows that were carried out, the last first: what came later may rest on what came before. */
  applied(importId: string, limit: number): Promise<ImportRow[]> {
    return this.database.manager.query(
      `SELECT ${COLUMNS} FROM record_import_row r WHERE r.import_id = $1 AND r.outcome = 'applied'
       ORDER BY r.row_number DESC LIMIT $2`,
      [importId, limit],
    );
  }

  /** Rows of one kind, or all, after the row `after`. */
  page(importId: string, kind: RowFilter | null, after: number, limit: number): Promise<ImportRow[]> {
    return this.database.manager.query(
      `SELECT ${COLUMNS} FROM record_import_row r
       WHERE r.import_id = $1 AND r.row_number > $2 AND ${kind ? FILTERS[kind] : 'TRUE'}
       ORDER BY r.row_number LIMIT $3`,
      [importId, after, limit],
    );
  }

  /** Rows for the file of faults: whatever of the file did not come in, but for what is there already as it says. */
  faulty(importId: string, after: number, limit: number): Promise<ImportRow[]> {
    return this.database.manager.query(
      `SELECT ${COLUMNS} FROM record_import_row r JOIN record_import i ON i.id = r.import_id
       WHERE r.import_id = $1 AND r.row_number > $2 AND (r.verdict = 'faulty' OR r.outcome IN ('refused', 'skipped')
         OR (${LEFT} AND i.state IN ('stopped', 'undoing', 'undone')))
       ORDER BY r.row_number LIMIT $3`,
      [importId, after, limit],
    );
  }

  /** Of these keys, those that a row has taken already which is not faulty itself. */
  async takenKeys(importId: string, keys: readonly string[]): Promise<Set<string>> {
    const rows: { key: string }[] = await this.database.manager.query(
      `SELECT DISTINCT k AS key FROM record_import_row r CROSS JOIN unnest(r.keys) AS k
       WHERE r.import_id = $1 AND r.verdict <> 'faulty' AND k = ANY ($2::text[])`,
      [importId, keys],
    );
    return new Set(rows.map(({ key }) => key));
  }

  async setPlanned(importId: string, planned: readonly PlannedRow[]): Promise<void> {
    await this.database.manager.query(
      `UPDATE record_import_row r SET verdict = p.verdict, keys = p.keys, label = p.label, record_id = p."recordId",
         changes = p.changes, faults = p.faults, similar_records = p."similar"
       FROM jsonb_to_recordset($2) AS p ("rowNumber" integer, verdict text, keys text[], label text, "recordId" uuid,
         changes jsonb, faults jsonb, "similar" jsonb)
       WHERE r.import_id = $1 AND r.row_number = p."rowNumber"`,
      [importId, JSON.stringify(planned)],
    );
  }

  /** What rows came to. The cells of a row that is in go with it: only what undoing needs stays. */
  async setOutcomes(importId: string, outcomes: readonly RowOutcome[]): Promise<void> {
    await this.database.manager.query(
      `UPDATE record_import_row r SET outcome = o.outcome, record_id = coalesce(o."recordId", r.record_id),
         version = coalesce(o.version, r.version), faults = coalesce(o.faults, r.faults),
         cells = CASE WHEN o.outcome IN ('refused', 'skipped') THEN r.cells ELSE '{}' END,
         keys = '{}'
       FROM jsonb_to_recordset($2) AS o ("rowNumber" integer, outcome text, "recordId" uuid, version integer,
         faults jsonb)
       WHERE r.import_id = $1 AND r.row_number = o."rowNumber"`,
      [importId, JSON.stringify(outcomes)],
    );
  }

  /** As before the check. */
  async clearPlans(importId: string): Promise<void> {
    await this.database.manager.query(
      `UPDATE record_import_row SET verdict = NULL, keys = '{}', label = '', record_id = NULL, changes = '[]',
         faults = '[]', similar_records = '[]'
       WHERE import_id = $1 AND verdict IS NOT NULL`,
      [importId],
    );
  }

  /** @param keepApplied leaves what undoing needs */
  async remove(importId: string, keepApplied: boolean): Promise<void> {
    await this.database.manager.query(
      `DELETE FROM record_import_row WHERE import_id = $1 ${keepApplied ? `AND outcome <> 'applied'` : ''}`,
      [importId],
    );
  }
}
