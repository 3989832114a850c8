import { Injectable } from '@nestjs/common';
import { Database } from '../../libs/database/database';
import type { Page } from '../../libs/database/keyset';
import { containsPattern } from '../../libs/database/like';
import { type ListSource, readPage } from '../../libs/database/list-page';
import { isWordAlone, narrowedByWord, type TypedWord } from '../../libs/database/typed-word';
import { saveVersion } from '../../libs/database/save-version';
import type { FieldCatalogue } from '../../libs/lists/field-catalogue';
import { type Cell, narrowedList } from '../../libs/lists/narrowed-list';
import type { AccountQueryDto } from './account.dto';
import type { AccountTier } from './account-words';
import { KeyAccount } from './key-account.entity';
import type { CustomFilter } from './custom-fields/custom-filter';
import type { CustomValues } from './custom-fields/custom-values';
import { ACCOUNT_FROM, accountSays, REVIEW_DUE } from './list/account-sql';
import type { AccountAddress, ImportantDate, MailHabits } from './profile/profile-words';

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
  tags: string[];
  completeness: number;
  reviewDueOn: string;
  reviewDue: boolean;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  /** Columns of the catalogue that the query asked for. */
  cells?: Record<string, Cell>;
}

export interface AccountProfileRow extends AccountRow {
  legalName: string | null;
  tradeNames: string[];
  creditCode: string | null;
  phone: string | null;
  website: string | null;
  classifications: string[];
  addresses: AccountAddress[];
  importantDates: ImportantDate[];
  mailHabits: MailHabits | null;
  customValues: CustomValues;
  reviewedOn: string | null;
  parentName: string | null;
  memberCount: number;
  subsidiaryCount: number;
}

/** An account with its profile, without what only its own page says. */
export type WholeAccountRow = Omit<AccountProfileRow, 'parentName' | 'memberCount' | 'subsidiaryCount'>;

/** An account elsewhere that says it is the same legal entity. */
export interface SameEntityRow {
  id: string;
  code: string;
  name: string;
  branchName: string | null;
}

export type AccountChange = Partial<
  Omit<KeyAccount, 'id' | 'teamVersion' | 'mergedInto' | 'version' | 'createdAt' | 'updatedAt'>
>;

export const ACCOUNT_COLUMNS = `a.id, a.branch_id AS "branchId", b.name AS "branchName", a.code, a.name, a.tier, a.industry,
  a.manager_id AS "managerId", m.name AS "managerName", a.parent_id AS "parentId", a.active, a.tags, a.completeness,
  a.review_due_on::text AS "reviewDueOn", ${REVIEW_DUE} AS "reviewDue", a.version,
  a.created_at AS "createdAt", a.updated_at AS "updatedAt"`;
export const PROFILE_COLUMNS = `a.legal_name AS "legalName", a.trade_names AS "tradeNames", a.credit_code AS "creditCode",
  a.phone, a.website, a.classifications, a.addresses, a.important_dates AS "importantDates",
  a.mail_habits AS "mailHabits", a.custom_values AS "customValues", a.reviewed_on::text AS "reviewedOn"`;
const LIST: ListSource = {
  columns: ACCOUNT_COLUMNS,
  from: ACCOUNT_FROM,
  countFrom: 'FROM key_account a',
  // A range is looked up by its index: row security does not let LIKE go first.
  filter: `($1::text IS NULL OR a.tier = $1)
    AND ($2::text IS NULL
      OR (a.industry COLLATE "C" >= $2 AND a.industry COLLATE "C" < $2 || '~'))
    AND ($3::uuid IS NULL OR a.branch_id IN (SELECT branch_subtree($3)))
    AND ($4::uuid IS NULL OR a.manager_id = $4)
    AND ($5::uuid IS NULL OR a.parent_id = $5)
    AND ($6::boolean IS NULL OR a.active = $6)
    AND ($7::boolean IS NULL OR (a.active AND ${REVIEW_DUE} = $7))
    AND ($8::text IS NULL OR a.tags @> ARRAY[$8])
    AND ($9::jsonb IS NULL OR a.custom_values @> $9)
    AND ($10::jsonb IS NULL OR NOT EXISTS (
      SELECT 1 FROM jsonb_to_recordset($10) AS f (key text, op text, value text)
      WHERE NOT coalesce(CASE f.op
        WHEN 'has' THEN a.custom_values ->> f.key ILIKE f.value
        WHEN 'from' THEN CASE jsonb_typeof(a.custom_values -> f.key)
          WHEN 'number' THEN (a.custom_values ->> f.key)::numeric >= f.value::numeric
          ELSE a.custom_values ->> f.key >= f.value END
        ELSE CASE jsonb_typeof(a.custom_values -> f.key)
          WHEN 'number' THEN (a.custom_values ->> f.key)::numeric <= f.value::numeric
          ELSE a.custom_values ->> f.key <= f.value END END, false)))`,
  sortColumns: {
    name: { expression: 'a.name COLLATE "zh-x-icu"', type: 'text' },
    code: { expression: 'a.code', type: 'text' },
    tier: { expression: `array_position(ARRAY['provincial', 'key', 'standard'], a.tier)`, type: 'integer' },
    branch: { expression: `coalesce(b.code, '')`, type: 'text' },
    completeness: { expression: 'a.completeness::integer', type: 'integer' },
    reviewDueOn: { expression: 'a.review_due_on', type: 'date' },
  },
  defaultSort: 'name',
  idColumn: 'a.id',
};

const WORD: TypedWord = {
  matching: (word) => `SELECT key_account_matching(${word})`,
  first: { name: (word, most) => `SELECT key_account_matching_first(${word}, ${most})` },
  says: accountSays,
  few: 1000,
};

function filterOf(query: AccountQueryDto, custom: CustomFilter | null): unknown[] {
  const others = custom?.others.map((condition) =>
    condition.op === 'has' ? { ...condition, value: containsPattern(condition.value) } : condition,
  );
  return [
    query.tier ?? null,
    query.industry ?? null,
    query.branchId ?? null,
    query.managerId ?? null,
    query.parentId ?? null,
    query.active ?? null,
    query.reviewDue ?? null,
    query.tag ?? null,
    custom?.contains ? JSON.stringify(custom.contains) : null,
    others && others.length > 0 ? JSON.stringify(others) : null,
  ];
}

@Injectable()
export class AccountsRepository {
  constructor(private readonly database: Database) {}

  async page(
    query: AccountQueryDto,
    custom: CustomFilter | null,
    catalogue: () => Promise<FieldCatalogue>,
  ): Promise<Page<AccountRow>> {
    const { manager } = this.database;
    const narrowed = await narrowedList(LIST, filterOf(query, custom), catalogue, query);
    const { list, parameters } = await narrowedByWord(
      manager,
      narrowed,
      WORD,
      query.q,
      query,
      isWordAlone(query),
    );
    return readPage(manager, list, query, parameters);
  }

  async byId(id: string): Promise<AccountRow | undefined> {
    const rows: AccountRow[] = await this.database.manager.query(
      `SELECT ${ACCOUNT_COLUMNS} ${ACCOUNT_FROM} WHERE a.id = $1`,
      [id],
    );
    return rows[0];
  }

  /** Codes are unique within a branch, so a viewer of several branches may get several. */
  byCode(code: string): Promise<AccountRow[]> {
    return this.database.manager.query(
      `SELECT ${ACCOUNT_COLUMNS} ${ACCOUNT_FROM} WHERE a.code = $1 ORDER BY a.id LIMIT 20`,
      [code],
    );
  }

  async profile(id: string): Promise<AccountProfileRow | undefined> {
    const rows: AccountProfileRow[] = await this.database.manager.query(
      `SELECT ${ACCOUNT_COLUMNS}, ${PROFILE_COLUMNS}, p.name AS "parentName",
              (SELECT count(DISTINCT t.user_id)::integer FROM account_member t
               WHERE t.account_id = a.id AND app_in_effect(t.from_on, t.until_on, t.branch_id)) AS "memberCount",
              (SELECT count(*)::integer FROM key_account s WHERE s.parent_id = a.id) AS "subsidiaryCount"
       ${ACCOUNT_FROM} LEFT JOIN key_account p ON p.id = a.parent_id WHERE a.id = $1`,
      [id],
    );
    return rows[0];
  }

  /** Accounts of other branches with the same credit code, as far as the viewer sees them. */
  sameEntity(id: string, creditCode: string): Promise<SameEntityRow[]> {
    return this.database.manager.query(
      `SELECT a.id, a.code, a.name, b.name AS "branchName" FROM key_account a
       LEFT JOIN branch b ON b.id = a.branch_id
       WHERE a.credit_code = $2 AND a.id <> $1 ORDER BY b.code, a.code LIMIT 20`,
      [id, creditCode],
    );
  }

  /** What a merged account became, when the viewer sees that. */
  async survivor(id: string): Promise<string | null> {
    const [row]: { id: string | null }[] = await this.database.manager.query(
      `SELECT record_survivor('account', $1) AS id`,
      [id],
    );
    return row!.id;
  }

  async insert(account: AccountChange): Promise<string> {
    const { identifiers } = await this.database.manager.insert(KeyAccount, account);
    return (identifiers[0] as { id: string }).id;
  }

  /** @throws AppError `record.stale` */
  update(id: string, version: number, change: AccountChange): Promise<void> {
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
