import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { Page } from '../../../libs/database/keyset';
import { containsPattern } from '../../../libs/database/like';
import { type ListSource, readPage } from '../../../libs/database/list-page';
import { saveVersion } from '../../../libs/database/save-version';
import { ListRegistry } from '../../../libs/lists/list-registry';
import { type Cell, narrowedList } from '../../../libs/lists/narrowed-list';
import type { UserQueryDto } from './user.dto';
import { USER_FROM } from './user-list';
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
  /** Columns of the catalogue that the query asked for. */
  cells?: Record<string, Cell>;
}

const COLUMNS = `u.id, u.branch_id AS "branchId", b.name AS "branchName", u.email, u.name, u.roles, u.active, u.version`;
const LIST: ListSource = {
  columns: COLUMNS,
  from: USER_FROM,
  filter: `($1::text IS NULL OR u.name ILIKE $1 OR u.email ILIKE $1)
    AND ($2::uuid IS NULL OR u.branch_id IN (SELECT branch_subtree($2)))
    AND ($3::text IS NULL OR $3 = ANY (u.roles))`,
  sortColumns: {
    name: { expression: 'u.name COLLATE "zh-x-icu"', type: 'text' },
    email: { expression: 'u.email', type: 'text' },
  },
  defaultSort: 'name',
  idColumn: 'u.id',
};

@Injectable()
export class UsersRepository {
  constructor(
    private readonly database: Database,
    private readonly lists: ListRegistry,
  ) {}

  async page(query: UserQueryDto): Promise<Page<UserRow>> {
    const own = [containsPattern(query.q), query.branchId ?? null, query.role ?? null];
    const catalogue = () => this.lists.catalogueOf(this.lists.named('users'));
    const { list, parameters } = await narrowedList(LIST, own, catalogue, query);
    return readPage(this.database.manager, list, query, parameters);
  }

  async byId(id: string): Promise<UserRow | undefined> {
    const rows: UserRow[] = await this.database.manager.query(
      `SELECT ${COLUMNS} ${USER_FROM} WHERE u.id = $1`,
      [id],
    );
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

  /** @throws AppError `record.stale` */
  update(id: string, version: number, change: Partial<UserAccount>): Promise<void> {
    return saveVersion(this.database.manager, UserAccount, id, version, change);
  }

  async endSessions(userId: string): Promise<void> {
    await this.database.manager.query('DELETE FROM session WHERE user_id = $1', [userId]);
  }
}
