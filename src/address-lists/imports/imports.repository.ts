import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { LEASE_SECONDS } from '../../../libs/queue/lease';
import type { ColumnMapping } from './column-mapping';
import type { FileEncoding } from '../../../libs/table-reading/encoding-check';
import type { ImportClaim, ImportProgress } from './import-progress';
import { ImportState, statesBefore } from './import-state';
import type { ListImport } from './list-import.entity';

export interface ImportRow {
  id: string;
  listId: string;
  branchId: string;
  state: ImportState;
  fileKey: string;
  fileName: string;
  bytesTotal: number;
  bytesDone: number;
  encoding: FileEncoding;
  delimiter: string;
  header: string[];
  mapping: ColumnMapping;
  rows: number;
  accepted: number;
  rejected: number;
  duplicates: number;
  warnings: number;
  errorCode: string | null;
  errorRow: number | null;
  rejectsKey: string | null;
  createdBy: string;
  createdByName: string | null;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
}

export type NewImport = Pick<
  ListImport,
  | 'listId'
  | 'branchId'
  | 'fileKey'
  | 'fileName'
  | 'bytesTotal'
  | 'encoding'
  | 'delimiter'
  | 'header'
  | 'mapping'
  | 'createdBy'
>;

const COLUMNS = `i.id, i.list_id AS "listId", i.branch_id AS "branchId", i.state, i.file_key AS "fileKey",
  i.file_name AS "fileName", i.bytes_total AS "bytesTotal", i.bytes_done AS "bytesDone", i.encoding, i.delimiter,
  i.header, i.mapping, i.rows, i.accepted, i.rejected, i.duplicates, i.warnings, i.error_code AS "errorCode",
  i.error_row AS "errorRow", i.rejects_key AS "rejectsKey", i.created_by AS "createdBy", u.name AS "createdByName",
  i.created_at AS "createdAt", i.started_at AS "startedAt", i.finished_at AS "finishedAt"`;
const FROM = 'FROM list_import i LEFT JOIN user_account u ON u.id = i.created_by';
const CLAIM = `id, list_id AS "listId", branch_id AS "branchId", created_by AS "createdBy", fence`;
const LEASE = `make_interval(secs => ${LEASE_SECONDS})`;
const IMPORTS_SHOWN = 100;
/** Never started and a day old. An id of version 7 tells when it was made (RFC 9562). */
const FORGOTTEN = `state IN ('uploaded', 'previewed') AND uuid_extract_timestamp(id) < now() - interval '1 day'`;

/** The rows of imports: their states, leases and sums. */
@Injectable()
export class ImportsRepository {
  constructor(private readonly database: Database) {}

  async byId(id: string): Promise<ImportRow | undefined> {
    const rows: ImportRow[] = await this.query(`SELECT ${COLUMNS} ${FROM} WHERE i.id = $1`, [id]);
    return rows[0];
  }

  /** The newest imports of a list. */
  ofList(listId: string): Promise<ImportRow[]> {
    return this.query(
      `SELECT ${COLUMNS} ${FROM} WHERE i.list_id = $1 ORDER BY i.created_at DESC, i.id DESC LIMIT ${IMPORTS_SHOWN}`,
      [listId],
    );
  }

  async insert(file: NewImport): Promise<string> {
    const [row] = await this.query<{ id: string }>(
      `INSERT INTO list_import
         (list_id, branch_id, file_key, file_name, bytes_total, encoding, delimiter, header, mapping, created_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
      [
        file.listId,
        file.branchId,
        file.fileKey,
        file.fileName,
        file.bytesTotal,
        file.encoding,
        file.delimiter,
        file.header,
        JSON.stringify(file.mapping),
        file.createdBy,
      ],
    );
    return row!.id;
  }

  setMapping(id: string, mapping: ColumnMapping): Promise<boolean> {
    return this.changed(
      `UPDATE list_import SET mapping = $2 WHERE id = $1 AND state IN ('uploaded', 'previewed')`,
      [id, JSON.stringify(mapping)],
    );
  }

  /** @returns false when the import is not in a state before `previewed` */
  markPreviewed(id: string): Promise<boolean> {
    return this.changed(`UPDATE list_import SET state = 'previewed' WHERE id = $1 AND state = ANY ($2)`, [
      id,
      statesBefore('previewed'),
    ]);
  }

  start(id: string): Promise<boolean> {
    return this.changed(
      `UPDATE list_import SET state = 'running', started_at = now() WHERE id = $1 AND state = ANY ($2)`,
      [id, statesBefore('running')],
    );
  }

  cancel(id: string): Promise<boolean> {
    return this.changed(
      `UPDATE list_import SET state = 'cancelled', finished_at = now() WHERE id = $1 AND state = ANY ($2)`,
      [id, statesBefore('cancelled')],
    );
  }

  /** @returns the key of its file, undefined when it has been started after all */
  async cancelForgotten(id: string): Promise<string | undefined> {
    const [rows] = await this.update<{ fileKey: string }>(
      `UPDATE list_import SET state = 'cancelled', finished_at = now() WHERE id = $1 AND ${FORGOTTEN}
       RETURNING file_key AS "fileKey"`,
      [id],
    );
    return rows[0]?.fileKey;
  }

  /** Takes a running import that no living worker holds; of two that try at once, one gets it. */
  async claim(id: string): Promise<ImportClaim | undefined> {
    const [rows] = await this.update<ImportClaim>(
      `UPDATE list_import
       SET fence = fence + 1, lease_until = now() + ${LEASE}, bytes_done = 0,
           rows = 0, accepted = 0, rejected = 0, duplicates = 0, warnings = 0
       WHERE id = $1 AND state = 'running' AND (lease_until IS NULL OR lease_until < now())
       RETURNING ${CLAIM}`,
      [id],
    );
    return rows[0];
  }

  /** Writes the progress and keeps the lease. @returns false when the import is no longer this worker's */
  beat(claim: ImportClaim, progress: ImportProgress): Promise<boolean> {
    return this.changed(
      `UPDATE list_import SET lease_until = now() + ${LEASE}, rows = $3, accepted = $4, rejected = $5,
         duplicates = $6, warnings = $7, bytes_done = $8
       WHERE id = $1 AND fence = $2 AND state = 'running'`,
      [claim.id, claim.fence, ...sums(progress)],
    );
  }

  /** Lets the next worker take it without waiting for the lease. */
  release(claim: ImportClaim): Promise<boolean> {
    return this.changed(
      `UPDATE list_import SET lease_until = NULL WHERE id = $1 AND fence = $2 AND state = 'running'`,
      [claim.id, claim.fence],
    );
  }

  finish(claim: ImportClaim, progress: ImportProgress, rejectsKey: string | null): Promise<boolean> {
    return this.changed(
      `UPDATE list_import SET state = 'done', finished_at = now(), lease_until = NULL, rows = $3, accepted = $4,
         rejected = $5, duplicates = $6, warnings = $7, bytes_done = $8, rejects_key = $9
       WHERE id = $1 AND fence = $2 AND state = 'running'`,
      [claim.id, claim.fence, ...sums(progress), rejectsKey],
    );
  }

  fail(claim: ImportClaim, code: string, row: number | null): Promise<boolean> {
    return this.changed(
      `UPDATE list_import SET state = 'failed', finished_at = now(), lease_until = NULL, error_code = $3,
         error_row = $4, accepted = 0, duplicates = 0
       WHERE id = $1 AND fence = $2 AND state = 'running'`,
      [claim.id, claim.fence, code, row],
    );
  }

  /** As system: whose import this is, to build the viewer it runs as. */
  async ownerOf(id: string): Promise<{ branchId: string; createdBy: string } | undefined> {
    const rows = await this.query<{ branchId: string; createdBy: string }>(
      `SELECT branch_id AS "branchId", created_by AS "createdBy" FROM list_import WHERE id = $1`,
      [id],
    );
    return rows[0];
  }

  /** As system: running imports that no living worker holds. */
  async due(limit: number): Promise<string[]> {
    const rows = await this.query<{ id: string }>(
      `SELECT id FROM list_import
       WHERE state = 'running' AND (lease_until IS NULL OR lease_until < now())
       ORDER BY started_at LIMIT $1`,
      [limit],
    );
    return rows.map((row) => row.id);
  }

  /** As system: uploads that nobody has started for a day. */
  async forgotten(limit: number): Promise<string[]> {
    const rows = await this.query<{ id: string }>(
      `SELECT id FROM list_import
       WHERE ${FORGOTTEN} ORDER BY id LIMIT $1`,
      [limit],
    );
    return rows.map((row) => row.id);
  }

  private query<T>(sql: string, parameters: unknown[]): Promise<T[]> {
    return this.database.manager.query(sql, parameters);
  }

  private update<T>(sql: string, parameters: unknown[]): Promise<[T[], number]> {
    return this.database.manager.query(sql, parameters);
  }

  private async changed(sql: string, parameters: unknown[]): Promise<boolean> {
    const [, count] = await this.update(sql, parameters);
    return count === 1;
  }
}

function sums(progress: ImportProgress): number[] {
  return [
    progress.rows,
    progress.accepted,
    progress.rejected,
    progress.duplicates,
    progress.warnings,
    progress.bytesDone,
  ];
}
