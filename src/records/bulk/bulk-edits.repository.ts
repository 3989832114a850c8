import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { PlannedChange } from '../../../libs/lists/record-list';
import { BulkEdit, type BulkEditState } from './bulk-edit.entity';
import type { BulkEditItem, BulkItemState } from './bulk-edit-item.entity';

export type Counts = Record<BulkItemState, number>;
export type BulkEditRow = BulkEdit & { counts: Counts };
export type ItemRow = Pick<BulkEditItem, 'recordId' | 'label' | 'version' | 'before' | 'after' | 'fault'>;

const NONE: Counts = { pending: 0, unchanged: 0, refused: 0, changed: 0, stale: 0, restored: 0, kept: 0 };
const ITEM = `i.record_id AS "recordId", i.label, i.version, i.before, i.after, i.fault`;

@Injectable()
export class BulkEditsRepository {
  constructor(private readonly database: Database) {}

  async insert(edit: Partial<BulkEdit>): Promise<string> {
    const { identifiers } = await this.database.manager.insert(BulkEdit, edit);
    return (identifiers[0] as { id: string }).id;
  }

  /** What somebody looked at and did not do; only the last look is kept. */
  async removeDrafts(userId: string, list: string): Promise<void> {
    await this.database.manager.query(
      `DELETE FROM bulk_edit WHERE created_by = $1 AND list = $2 AND state = 'draft'`,
      [userId, list],
    );
  }

  async insertItems(
    id: string,
    planned: readonly (PlannedChange & { state: BulkItemState })[],
  ): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO bulk_edit_item (bulk_edit_id, record_id, label, version, before, after, state, fault)
       SELECT $1, p.id, p.label, p.version, p.before, p.after, p.state, p.fault
       FROM jsonb_to_recordset($2) AS p (id uuid, label text, version integer, before jsonb, after jsonb, state text,
         fault jsonb)`,
      [id, JSON.stringify(planned)],
    );
  }

  async byId(id: string): Promise<BulkEditRow | undefined> {
    const edit = await this.database.manager.findOneBy(BulkEdit, { id });
    return edit ? { ...edit, counts: await this.counts(id) } : undefined;
  }

  /** The last few that were carried out, newest first. */
  async recent(list: string): Promise<BulkEditRow[]> {
    const edits = await this.database.manager
      .createQueryBuilder(BulkEdit, 'e')
      .where(`e.list = :list AND e.state <> 'draft'`, { list })
      .orderBy('e.created_at', 'DESC')
      .limit(10)
      .getMany();
    const rows: BulkEditRow[] = [];
    for (const edit of edits) rows.push({ ...edit, counts: await this.counts(edit.id) });
    return rows;
  }

  items(id: string, state: BulkItemState, limit: number): Promise<ItemRow[]> {
    return this.database.manager.query(
      `SELECT ${ITEM} FROM bulk_edit_item i WHERE i.bulk_edit_id = $1 AND i.state = $2
       ORDER BY i.record_id LIMIT $3`,
      [id, state, limit],
    );
  }

  async setItems(id: string, state: BulkItemState, versions: readonly { id: string; version: number }[]) {
    await this.database.manager.query(
      `UPDATE bulk_edit_item i SET state = $2, version = r.version
       FROM jsonb_to_recordset($3) AS r (id uuid, version integer)
       WHERE i.bulk_edit_id = $1 AND i.record_id = r.id`,
      [id, state, JSON.stringify(versions)],
    );
  }

  /** One worker at a time: the next waits here until this transaction ends, and then sees what is left to do. */
  async locked(id: string): Promise<BulkEdit | undefined> {
    const edit = await this.database.manager.findOne(BulkEdit, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    return edit ?? undefined;
  }

  /** @returns false when the edit was in another state by then */
  async move(
    id: string,
    from: BulkEditState,
    to: BulkEditState,
    change: Partial<BulkEdit> = {},
  ): Promise<boolean> {
    const result = await this.database.manager.update(
      BulkEdit,
      { id, state: from },
      { ...change, state: to },
    );
    return result.affected === 1;
  }

  /** As system: whose edit this is, to build the viewer it runs as. */
  async ownerOf(id: string): Promise<Pick<BulkEdit, 'branchId' | 'createdBy' | 'list'> | undefined> {
    const rows: Pick<BulkEdit, 'branchId' | 'createdBy' | 'list'>[] = await this.database.manager.query(
      `SELECT branch_id AS "branchId", created_by AS "createdBy", list FROM bulk_edit WHERE id = $1`,
      [id],
    );
    return rows[0];
  }

  /** As system: edits that are to be carried out or undone, the longest waiting first. */
  async due(limit: number): Promise<string[]> {
    const rows: { id: string }[] = await this.database.manager.query(
      `SELECT id FROM bulk_edit WHERE state IN ('running', 'undoing') ORDER BY started_at, id LIMIT $1`,
      [limit],
    );
    return rows.map(({ id }) => id);
  }

  private async counts(id: string): Promise<Counts> {
    const rows: { state: BulkItemState; count: number }[] = await this.database.manager.query(
      'SELECT state, count(*)::integer AS count FROM bulk_edit_item WHERE bulk_edit_id = $1 GROUP BY state',
      [id],
    );
    return { ...NONE, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) };
  }
}
