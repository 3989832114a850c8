import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { IMPORT_VERDICTS, type ImportVerdict } from '../../../libs/lists/record-importer';
import { LEASE_SECONDS } from '../../../libs/queue/lease';
import { type ImportOutcome, importStates, type RecordImportState } from './import-states';
import { RecordImport } from './record-import.entity';

export type ImportOwner = Pick<RecordImport, 'branchId' | 'createdBy' | 'list' | 'extraPermissions'>;
export type NewRecordImport = Pick<
  RecordImport,
  | 'branchId'
  | 'createdBy'
  | 'list'
  | 'fileName'
  | 'format'
  | 'header'
  | 'mapping'
  | 'rows'
  | 'extraPermissions'
>;

/** What a worker holds while it works on an import; the fence tells it from an earlier worker. */
export interface ImportClaim {
  id: string;
  fence: number;
}

const LEASE = `now() + make_interval(secs => ${LEASE_SECONDS})`;
const HELD = `id = $1 AND fence = $2`;
/** How long an upload waits for its start, and the faulty rows of an import for somebody to fetch them. */
const FORGET_AFTER = `now() + interval '1 day'`;
const UNDO_FOR = `now() + interval '7 days'`;
const SHOWN = 20;

/** The rows of imports: states, leases and sums. */
@Injectable()
export class RecordImportsRepository {
  constructor(private readonly database: Database) {}

  async insert(made: NewRecordImport): Promise<string> {
    const [row]: { id: string }[] = await this.database.manager.query(
      `INSERT INTO record_import (branch_id, created_by, list, file_name, format, header, mapping, rows,
                                  extra_permissions, forget_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, ${FORGET_AFTER}) RETURNING id`,
      [
        made.branchId,
        made.createdBy,
        made.list,
        made.fileName,
        made.format,
        made.header,
        JSON.stringify(made.mapping),
        made.rows,
        made.extraPermissions,
      ],
    );
    return row!.id;
  }

  byId(id: string): Promise<RecordImport | null> {
    return this.database.manager.findOneBy(RecordImport, { id });
  }

  /** The reader's last imports into a list, newest first. */
  recent(list: string): Promise<RecordImport[]> {
    return this.database.manager
      .createQueryBuilder(RecordImport, 'i')
      .where('i.list = :list', { list })
      .orderBy('i.created_at', 'DESC')
      .limit(SHOWN)
      .getMany();
  }

  /** @returns false when the import is in a state that `to` does not follow */
  async move(id: string, to: RecordImportState, change: Partial<RecordImport> = {}): Promise<boolean> {
    const result = await this.database.manager
      .createQueryBuilder()
      .update(RecordImport)
      .set({ ...change, state: to })
      .where('id = :id AND state = ANY (:before)', { id, before: importStates.before(to) })
      .execute();
    return result.affected === 1;
  }

  async setMapping(id: string, mapping: RecordImport['mapping']): Promise<boolean> {
    return this.changed(
      `UPDATE record_import SET mapping = $2, state = 'uploaded', created = 0, changed = 0, unchanged = 0, faulty = 0,
         similar_rows = 0
       WHERE id = $1 AND state IN ('uploaded', 'checked')`,
      [id, JSON.stringify(mapping)],
    );
  }

  /** Takes an import with work to do that no living worker holds; of two that try at once, one gets it. */
  async claim(id: string): Promise<(ImportClaim & { state: RecordImportState }) | undefined> {
    const [rows]: [(ImportClaim & { state: RecordImportState })[], number] =
      await this.database.manager.query(
        `UPDATE record_import SET fence = fence + 1, claims = claims + 1, lease_until = ${LEASE}
         WHERE id = $1 AND state IN ('checking', 'running', 'undoing')
           AND (lease_until IS NULL OR lease_until < now())
         RETURNING id, fence, state`,
        [id],
      );
    return rows[0];
  }

  /** @returns false when the import is no longer this worker's, or was stopped */
  renew({ id, fence }: ImportClaim, state: RecordImportState): Promise<boolean> {
    return this.changed(`UPDATE record_import SET lease_until = ${LEASE} WHERE ${HELD} AND state = $3`, [
      id,
      fence,
      state,
    ]);
  }

  async release({ id, fence }: ImportClaim): Promise<void> {
    await this.changed(`UPDATE record_import SET lease_until = NULL WHERE ${HELD}`, [id, fence]);
  }

  /** Counts what a chunk came to, in the chunk's own transaction. @returns false when the import is not the worker's */
  count(
    { id, fence }: ImportClaim,
    state: RecordImportState,
    counts: Partial<Record<ImportOutcome, number>>,
  ): Promise<boolean> {
    const named = (['applied', 'refused', 'skipped', 'removed', 'archived', 'restored', 'kept'] as const).map(
      (outcome) => counts[outcome] ?? 0,
    );
    return this.changed(
      `UPDATE record_import SET lease_until = ${LEASE}, applied = applied + $4, refused = refused + $5,
         skipped = skipped + $6, removed = removed + $7, archived = archived + $8, restored = restored + $9,
         kept = kept + $10
       WHERE ${HELD} AND state = $3`,
      [id, fence, state, ...named],
    );
  }

  /** Counts rows that have their verdict by now, in the chunk's own transaction. @returns as {@link count} does */
  countChecked({ id, fence }: ImportClaim, verdicts: readonly ImportVerdict[]): Promise<boolean> {
    const counts = IMPORT_VERDICTS.map((one) => verdicts.filter((verdict) => verdict === one).length);
    return this.changed(
      `UPDATE record_import SET lease_until = ${LEASE}, created = created + $3, changed = changed + $4,
         unchanged = unchanged + $5, faulty = faulty + $6
       WHERE ${HELD} AND state = 'checking'`,
      [id, fence, ...counts],
    );
  }

  /** Every row has its verdict: counts them. */
  finishCheck({ id, fence }: ImportClaim): Promise<boolean> {
    return this.changed(
      `UPDATE record_import i SET state = 'checked', lease_until = NULL, created = c.created, changed = c.changed,
         unchanged = c.unchanged, faulty = c.faulty, similar_rows = c."similar"
       FROM (SELECT count(*) FILTER (WHERE verdict = 'created') AS created,
               count(*) FILTER (WHERE verdict = 'changed') AS changed,
               count(*) FILTER (WHERE verdict = 'unchanged') AS unchanged,
               count(*) FILTER (WHERE verdict = 'faulty') AS faulty,
               count(*) FILTER (WHERE verdict = 'created' AND similar_records <> '[]') AS "similar"
             FROM record_import_row WHERE import_id = $1) AS c
       WHERE i.id = $1 AND i.fence = $2 AND i.state = 'checking'`,
      [id, fence],
    );
  }

  finish({ id, fence }: ImportClaim, from: 'running' | 'undoing'): Promise<boolean> {
    const undo = from === 'running' ? UNDO_FOR : 'NULL';
    return this.changed(
      `UPDATE record_import SET state = $4, lease_until = NULL, finished_at = now(), forget_at = ${FORGET_AFTER},
         undo_until = ${undo}
       WHERE ${HELD} AND state = $3`,
      [id, fence, from, from === 'running' ? 'done' : 'undone'],
    );
  }

  /** Ends an import on its way: what it had not come to is left out. A worker that is at it loses its last chunk. */
  stop(id: string, errorCode: string | null): Promise<boolean> {
    return this.changed(
      `UPDATE record_import SET state = 'stopped', lease_until = NULL, finished_at = now(), error_code = $2,
         skipped = created + changed - applied - refused, forget_at = ${FORGET_AFTER}, undo_until = ${UNDO_FOR}
       WHERE id = $1 AND state = 'running'`,
      [id, errorCode],
    );
  }

  /** What was kept is gone: nothing more is to be forgotten, or the rest when it can no longer be undone. */
  async forgotten(id: string, undoable: boolean): Promise<void> {
    await this.changed(
      `UPDATE record_import SET forget_at = ${undoable ? 'undo_until' : 'NULL'} WHERE id = $1`,
      [id],
    );
  }

  /** As system: whose import this is, to build the viewer it runs as. */
  async ownerOf(id: string): Promise<ImportOwner | undefined> {
    const rows: ImportOwner[] = await this.database.manager.query(
      `SELECT branch_id AS "branchId", created_by AS "createdBy", list,
         extra_permissions AS "extraPermissions" FROM record_import WHERE id = $1`,
      [id],
    );
    return rows[0];
  }

  /** As system: imports with work to do that no living worker holds. */
  due(limit: number): Promise<string[]> {
    return this.ids(
      `SELECT id FROM record_import WHERE state IN ('checking', 'running', 'undoing')
         AND (lease_until IS NULL OR lease_until < now()) ORDER BY id LIMIT $1`,
      limit,
    );
  }

  /** As system: imports of which something has been kept long enough. */
  forgettable(limit: number): Promise<string[]> {
    return this.ids(
      `SELECT id FROM record_import WHERE forget_at < now() AND state NOT IN ('checking', 'running', 'undoing')
       ORDER BY forget_at LIMIT $1`,
      limit,
    );
  }

  private async ids(sql: string, limit: number): Promise<string[]> {
    const rows: { id: string }[] = await this.database.manager.query(sql, [limit]);
    return rows.map(({ id }) => id);
  }

  private async changed(sql: string, parameters: unknown[]): Promise<boolean> {
    const [, count]: [unknown, number] = await this.database.manager.query(sql, parameters);
    return count === 1;
  }
}
