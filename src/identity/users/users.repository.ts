import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { keysetSql, Page, SortColumn, toPage } from '../../../libs/database/keyset';
import { containsPattern } from '../../../libs/database/like';
import type { UserQueryDto } from './user.dto';
import { UserAccount } from './user-account.entity';

export interface UserRow {
  id: string;
  branchId: string;
  branchName: string;
  email: string;
  name: string;
  roles: string[];
  active: boolean;
  version: number;
}

const SORT_COLUMNS: Record<string, SortColumn> = {
  name: { expression: 'u.name COLLATE "zh-x-icu"', type: 'text' },
  email: { expression: 'u.email', type: 'text' },
};
const COLUMNS = `u.id, u.branch_id AS "branchId", b.name AS "branchName", u.email, u.name, u.roles, u.active, u.version`;
const FROM = 'FROM user_account u JOIN branch b ON b.id = u.branch_id';

@Injectable()
export class UsersRepository {
  constructor(private readonly database: Database) {}

  async page(query: UserQueryDto): Promise<Page<UserRow>> {
    const filter = `($1::text IS NULL OR u.name ILIKE $1 OR u.email ILIKE $1)
      AND ($2::uuid IS NULL OR u.branch_id IN (SELECT branch_subtree($2)))
      AND ($3::text IS NULL OR $3 = ANY (u.roles))`;
    const parameters = [containsPattern(query.q), query.branchId ?? null, query.role ?? null];
    const keyset = keysetSql(SORT_COLUMNS, query.sort ?? 'name', query.cursor, 'u.id', 4);
    const rows = await this.database.manager.query(
      `SELECT ${COLUMNS}, ${keyset.sortValue} AS sort_value ${FROM}
       WHERE ${filter} AND ${keyset.where} ORDER BY ${keyset.orderBy} LIMIT ${query.limit + 1}`,
      [...parameters, ...keyset.parameters],
    );
    const [{ total }] = await this.database.manager.query(
      `SELECT count(*)::integer AS total ${FROM} WHERE ${filter}`,
      parameters,
    );
    return toPage(rows as (UserRow & { sort_value: string })[], query.limit, total as number, (row) => row);
  }

  async byId(id: string): Promise<UserRow | undefined> {
    const rows: UserRow[] = await this.database.manager.query(`SELECT ${COLUMNS} ${FROM} WHERE u.id = $1`, [
      id,
    ]);
    return rows[0];
  }

  async insert(user: Omit<UserRow, 'id' | 'branchName' | 'active' | 'version'> & { passwordHash: string }) {
    const [row]: { id: string }[] = await this.database.manager.query(
      `INSERT INTO user_account (branch_id, email, name, roles, password_hash)
       VALUES ($1, $2, $3, $4, $5) RETURNING id`,
      [user.branchId, user.email, user.name, user.roles, user.passwordHash],
    );
    return row!.id;
  }

  /** @returns false when the row has another version by now */
  async update(id: string, version: number, change: Partial<UserAccount>): Promise<boolean> {
    const result = await this.database.manager.update(
      UserAccount,
      { id, version },
      { ...change, version: version + 1, updatedAt: new Date() },
    );
    return result.affected === 1;
  }

  async endSessions(userId: string): Promise<void> {
    await this.database.manager.query('DELETE FROM session WHERE user_id = $1', [userId]);
  }
}
