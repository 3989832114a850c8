import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { AccountTier } from '../account-words';
import { AccountMove } from './account-move.entity';

export interface MovableRow {
  id: string;
  code: string;
  name: string;
  tier: AccountTier;
  branchName: string | null;
  openCases: number;
}

export interface MoveRow {
  id: string;
  fromId: string;
  fromName: string | null;
  toId: string;
  toName: string | null;
  effectiveOn: string;
  note: string;
  accounts: number;
  recordedByName: string | null;
  recordedAt: Date;
  undoneAt: Date | null;
  restored: number | null;
}

const SELECT = `SELECT v.id, v.from_id AS "fromId", f.name AS "fromName", v.to_id AS "toId", t.name AS "toName",
  v.effective_on::text AS "effectiveOn", v.note, v.accounts, r.name AS "recordedByName",
  v.recorded_at AS "recordedAt", v.undone_at AS "undoneAt", v.restored
  FROM account_move v LEFT JOIN user_account f ON f.id = v.from_id LEFT JOIN user_account t ON t.id = v.to_id
  LEFT JOIN user_account r ON r.id = v.recorded_by`;

@Injectable()
export class MovesRepository {
  constructor(private readonly database: Database) {}

  /** Accounts of the viewer's branches whose primary is this person on a day. */
  movable(fromId: string, day: string, accountIds: readonly string[] | null): Promise<MovableRow[]> {
    return this.database.manager.query(
      `SELECT a.id, a.code, a.name, a.tier, b.name AS "branchName",
              (SELECT count(*)::integer FROM account_open_case c WHERE c.account_id = a.id) AS "openCases"
       FROM account_member m JOIN key_account a ON a.id = m.account_id LEFT JOIN branch b ON b.id = a.branch_id
       WHERE m.user_id = $1 AND m.role = 'primary' AND m.branch_id = ANY (app_branch_ids())
         AND m.from_on <= $2 AND coalesce(m.until_on, 'infinity') >= $2::date
         AND ($3::uuid[] IS NULL OR a.id = ANY ($3))
       ORDER BY a.name COLLATE "zh-x-icu", a.id LIMIT 1001`,
      [fromId, day, accountIds],
    );
  }

  async today(branchId: string): Promise<string> {
    const [row]: [{ today: string }] = await this.database.manager.query(
      'SELECT app_today($1)::text AS today',
      [branchId],
    );
    return row.today;
  }

  async insert(move: Partial<AccountMove>): Promise<string> {
    const { identifiers } = await this.database.manager.insert(AccountMove, move);
    return (identifiers[0] as { id: string }).id;
  }

  page(): Promise<MoveRow[]> {
    return this.database.manager.query(`${SELECT} ORDER BY v.recorded_at DESC, v.id DESC LIMIT 50`);
  }

  async byId(id: string): Promise<MoveRow | undefined> {
    const rows: MoveRow[] = await this.database.manager.query(`${SELECT} WHERE v.id = $1`, [id]);
    return rows[0];
  }

  /** @returns false when somebody else was faster */
  async markUndone(id: string): Promise<boolean> {
    const [, count]: [unknown, number] = await this.database.manager.query(
      `UPDATE account_move SET undone_at = now(), undone_by = app_user_id() WHERE id = $1 AND undone_at IS NULL`,
      [id],
    );
    return count === 1;
  }

  async setRestored(id: string, restored: number): Promise<void> {
    await this.database.manager.query('UPDATE account_move SET restored = $2 WHERE id = $1', [id, restored]);
  }

  /** Its hand-overs that stand. */
  handOvers(moveId: string): Promise<{ id: string; accountId: string }[]> {
    return this.database.manager.query(
      `SELECT id, account_id AS "accountId" FROM account_hand_over WHERE move_id = $1 AND undone_at IS NULL ORDER BY id`,
      [moveId],
    );
  }

  async undoHandOver(id: string): Promise<void> {
    await this.database.manager.query(
      'UPDATE account_hand_over SET undone_at = now(), undone_by = app_user_id() WHERE id = $1',
      [id],
    );
  }
}
