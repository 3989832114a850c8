import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { UNDO_DAYS } from './merge-words';
import type { MergedField } from './merged-values';

export type MergedType = 'account' | 'contact';

export interface MergeRow {
  id: string;
  survivorId: string;
  mergedId: string;
  mergedLabel: string;
  fieldChanges: MergedField[];
  reason: string;
  mergedByName: string | null;
  mergedAt: Date;
  undoneByName: string | null;
  undoneAt: Date | null;
  undoUntil: Date;
  mayUndo: boolean;
}

/** Rows of one kind that point at a merged record. */
export interface MovedRows {
  table: string;
  moved: number;
  /** Rows that could not follow, because the survivor has its own. */
  stayed: number;
}

export interface NewMerge {
  type: MergedType;
  survivor: { id: string; branchId: string };
  other: { id: string; branchId: string; label: string };
  reason: string;
}

const COLUMNS = `m.id, m.survivor_id AS "survivorId", m.merged_id AS "mergedId", m.merged_label AS "mergedLabel",
  m.field_changes AS "fieldChanges", m.reason, u.name AS "mergedByName", m.merged_at AS "mergedAt",
  d.name AS "undoneByName", m.undone_at AS "undoneAt", m.merged_at + interval '${UNDO_DAYS} days' AS "undoUntil",
  m.undone_at IS NULL AND now() < m.merged_at + interval '${UNDO_DAYS} days' AS "mayUndo"`;
const FROM = `FROM record_merge m LEFT JOIN user_account u ON u.id = m.merged_by
  LEFT JOIN user_account d ON d.id = m.undone_by`;

@Injectable()
export class MergesRepository {
  constructor(private readonly database: Database) {}

  /** Merges of one kind take turns until their transactions end; the later finds what the earlier has left. */
  async takeTurns(): Promise<void> {
    await this.database.manager.query(`SELECT pg_advisory_xact_lock(hashtext('key_account.move'))`);
  }

  async begin({ type, survivor, other, reason }: NewMerge): Promise<string> {
    const [row]: [{ id: string }] = await this.database.manager.query(
      `INSERT INTO record_merge (record_type, branch_id, other_branch_id, survivor_id, merged_id, merged_label, reason,
         merged_by) VALUES ($1, $2, $3, $4, $5, $6, $7, app_user_id()) RETURNING id`,
      [type, survivor.branchId, other.branchId, survivor.id, other.id, other.label, reason],
    );
    return row.id;
  }

  /** Moves everything that points at the merged record, also what the viewer does not see. */
  async move(id: string): Promise<MovedRows[]> {
    const rows: MovedRows[] = await this.database.manager.query(
      `SELECT table_name AS "table", sum(moved)::integer AS moved, sum(stayed)::integer AS stayed
       FROM merge_records($1) GROUP BY table_name ORDER BY table_name`,
      [id],
    );
    return rows;
  }

  async keepFields(id: string, changes: readonly MergedField[]): Promise<void> {
    await this.database.manager.query('UPDATE record_merge SET field_changes = $2 WHERE id = $1', [
      id,
      JSON.stringify(changes),
    ]);
  }

  /** The last merges into a record, newest first. */
  into(type: MergedType, survivorId: string): Promise<MergeRow[]> {
    return this.database.manager.query(
      `SELECT ${COLUMNS} ${FROM} WHERE m.record_type = $1 AND m.survivor_id = $2
       ORDER BY m.merged_at DESC, m.id DESC LIMIT 20`,
      [type, survivorId],
    );
  }

  async byId(type: MergedType, id: string): Promise<MergeRow | undefined> {
    const rows: MergeRow[] = await this.database.manager.query(
      `SELECT ${COLUMNS} ${FROM} WHERE m.record_type = $1 AND m.id = $2`,
      [type, id],
    );
    return rows[0];
  }

  /** @returns false when it was undone before */
  async markUndone(id: string): Promise<boolean> {
    const [, count]: [unknown, number] = await this.database.manager.query(
      'UPDATE record_merge SET undone_by = app_user_id(), undone_at = now() WHERE id = $1 AND undone_at IS NULL',
      [id],
    );
    return count === 1;
  }

  /** Puts everything back that is still as the merge left it. @returns rows that are not */
  async putBack(id: string): Promise<number> {
    const [row]: [{ left: number }] = await this.database.manager.query(
      'SELECT unmerge_records($1) AS left',
      [id],
    );
    return row.left;
  }
}
