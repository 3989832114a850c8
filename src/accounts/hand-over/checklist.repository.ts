import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { CheckKind, NewCheck } from './checklist';

export interface CheckRow {
  id: string;
  handOverId: string;
  kind: CheckKind;
  title: string;
  mandatory: boolean;
  doneByName: string | null;
  doneAt: Date | null;
}

const SELECT = `SELECT i.id, i.hand_over_id AS "handOverId", i.kind, i.title, i.mandatory, u.name AS "doneByName",
  i.done_at AS "doneAt" FROM account_hand_over_item i LEFT JOIN user_account u ON u.id = i.done_by`;

/** Lines of checklists; row security lets giver, receiver and recorder write, until the receiver's word. */
@Injectable()
export class ChecklistRepository {
  constructor(private readonly database: Database) {}

  of(handOverIds: readonly string[]): Promise<CheckRow[]> {
    return this.database.manager.query(
      `${SELECT} WHERE i.hand_over_id = ANY ($1) ORDER BY i.hand_over_id, i.id`,
      [handOverIds],
    );
  }

  async byId(id: string): Promise<CheckRow | undefined> {
    const rows: CheckRow[] = await this.database.manager.query(`${SELECT} WHERE i.id = $1`, [id]);
    return rows[0];
  }

  async add(handOverId: string, checks: readonly NewCheck[]): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO account_hand_over_item (hand_over_id, kind, title, mandatory, added_by)
       SELECT $1, c.kind, c.title, c.mandatory, app_user_id()
       FROM unnest($2::text[], $3::text[], $4::boolean[]) WITH ORDINALITY AS c (kind, title, mandatory, at)
       ORDER BY at`,
      [
        handOverId,
        checks.map(({ kind }) => kind),
        checks.map(({ title }) => title),
        checks.map(({ mandatory }) => mandatory),
      ],
    );
  }

  /** @returns false when it stands so already, or is not the viewer's to tick */
  async tick(id: string, done: boolean): Promise<boolean> {
    const [, count]: [unknown, number] = await this.database.manager.query(
      `UPDATE account_hand_over_item
       SET done_by = CASE WHEN $2 THEN app_user_id() END, done_at = CASE WHEN $2 THEN clock_timestamp() END
       WHERE id = $1 AND (done_at IS NULL) = $2`,
      [id, done],
    );
    return count === 1;
  }

  /** @returns false for a line of the program's, or one that is not the viewer's to take away */
  async remove(id: string): Promise<boolean> {
    const [, count]: [unknown, number] = await this.database.manager.query(
      'DELETE FROM account_hand_over_item WHERE id = $1',
      [id],
    );
    return count === 1;
  }
}
