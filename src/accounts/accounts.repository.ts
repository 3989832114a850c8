import { Injectable } from '@nestjs/common';
import { Database } from '../../libs/database/database';
import type { Page } from '../../libs/database/keyset';
import { containsPattern } from '../../libs/database/like';
import { type ListSource, readPage } from '../../libs/database/list-page';
import { saveVersion } from '../../libs/database/save-version';
import type { AccountQueryDto } from './account.dto';
import type { AccountTier } from './account-words';
import { KeyAccount } from './key-account.entity';

export interface AccountRow {
  id: string;
  branchId: string;
  branchName: string | null;
  code: string;
  name: string;
  tier: AccountTier;
  industry: string | null;
  managerId: string | null;
  managerName: string | null;
  parentId: string | null;
  active: boolean;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

export interface AccountProfileRow extends AccountRow {
  parentName: string | null;
  memberCount: number;
  subsidiaryCount: number;
}

export type NewAccount = Pick<
  KeyAccount,
  'branchId' | 'code' | 'name' | 'tier' | 'industry' | 'managerId' | 'parentId'
>;

const COLUMNS = `a.id, a.branch_id AS "branchId", b.name AS "branchName", a.code, a.name, a.tier, a.industry,
  a.manager_id AS "managerId", m.name AS "managerName", a.parent_id AS "parentId", a.active, a.version,
  a.created_at AS "createdAt", a.updated_at AS "updatedAt"`;
// Left joins: whoever sees an account by serving it may not see its branch or its manager.
const FROM = `FROM key_account a LEFT JOIN branch b ON b.id = a.branch_id
  LEFT JOIN user_account m ON m.id = a.manager_id`;
const LIST: ListSource = {
  columns: COLUMNS,
  from: FROM,
  countFrom: 'FROM key_account a',
  filter: `($1::text IS NULL OR a.code ILIKE $1 OR a.name ILIKE $1)
    AND ($2::text IS NULL OR a.tier = $2)
    AND ($3::text IS NULL OR a.industry LIKE $3 || '%')
    AND ($4::uuid IS NULL OR a.branch_id IN (SELECT branch_subtree($4)))
    AND ($5::uuid IS NULL OR a.manager_id = $5)
    AND ($6::uuid IS NULL OR a.parent_id = $6)
    AND ($7::boolean IS NULL OR a.active = $7)`,
  sortColumns: {
    name: { expression: 'a.name COLLATE "zh-x-icu"', type: 'text' },
    code: { expression: 'a.code', type: 'text' },
    tier: { expression: `array_position(ARRAY['provincial', 'key', 'standard'], a.tier)`, type: 'integer' },
    branch: { expression: `coalesce(b.code, '')`, type: 'text' },
  },
  defaultSort: 'name',
  idColumn: 'a.id',
};

@Injectable()
export class AccountsRepository {
  constructor(private readonly database: Database) {}

  page(query: AccountQueryDto): Promise<Page<AccountRow>> {
    return readPage(this.database.manager, LIST, query, [
      containsPattern(query.q),
      query.tier ?? null,
      query.industry ?? null,
      query.branchId ?? null,
      query.managerId ?? null,
      query.parentId ?? null,
      query.active ?? null,
    ]);
  }

  async byId(id: string): Promise<AccountRow | undefined> {
    const rows: AccountRow[] = await this.database.manager.query(
      `SELECT ${COLUMNS} ${FROM} WHERE a.id = $1`,
      [id],
    );
    return rows[0];
  }

  /** Codes are unique within a branch, so a viewer of several branches may get several. */
  byCode(code: string): Promise<AccountRow[]> {
    return this.database.manager.query(`SELECT ${COLUMNS} ${FROM} WHERE a.code = $1 ORDER BY a.id LIMIT 20`, [
      code,
    ]);
  }

  async profile(id: string): Promise<AccountProfileRow | undefined> {
    const rows: AccountProfileRow[] = await this.database.manager.query(
      `SELECT ${COLUMNS}, p.name AS "parentName", cardinality(a.member_ids) AS "memberCount",
              (SELECT count(*)::integer FROM key_account s WHERE s.parent_id = a.id) AS "subsidiaryCount"
       ${FROM} LEFT JOIN key_account p ON p.id = a.parent_id WHERE a.id = $1`,
      [id],
    );
    return rows[0];
  }

  async insert(account: NewAccount): Promise<string> {
    const [row]: { id: string }[] = await this.database.manager.query(
      `INSERT INTO key_account (branch_id, code, name, tier, industry, manager_id, parent_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
      [
        account.branchId,
        account.code,
        account.name,
        account.tier,
        account.industry,
        account.managerId,
        account.parentId,
      ],
    );
    return row!.id;
  }

  /** @throws AppError `record.stale` */
  update(id: string, version: number, change: Partial<NewAccount> & { active?: boolean }): Promise<void> {
    return saveVersion(this.database.manager, KeyAccount, id, version, change);
  }

  /** Moves take turns until their transactions end: two at once could each put an account below the other. */
  async lockMoves(): Promise<void> {
    await this.database.manager.query(`SELECT pg_advisory_xact_lock(hashtext('key_account.move'))`);
  }

  /** True when `ancestorId` is `id` or stands somewhere above it, also by way of accounts the viewer does not see. */
  async isAtOrAbove(ancestorId: string, id: string): Promise<boolean> {
    const [row]: { found: boolean }[] = await this.database.manager.query(
      'SELECT key_account_at_or_above($1, $2) AS found',
      [ancestorId, id],
    );
    return row!.found;
  }
}
