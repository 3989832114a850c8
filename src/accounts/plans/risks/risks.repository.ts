import { Injectable } from '@nestjs/common';
import { Database } from '../../../../libs/database/database';
import type { Page } from '../../../../libs/database/keyset';
import { containsPattern } from '../../../../libs/database/like';
import { type ListSource, readPage } from '../../../../libs/database/list-page';
import { saveVersion } from '../../../../libs/database/save-version';
import { AccountAction } from './account-action.entity';
import { AccountRisk } from './account-risk.entity';
import type { ActionQueryDto } from './risk.dto';

export type RiskRow = Omit<AccountRisk, 'createdAt' | 'updatedAt'> & {
  ownerName: string | null;
  openActions: number;
};

export type ActionRow = Omit<AccountAction, 'createdAt' | 'updatedAt'> & {
  accountName: string;
  branchId: string;
  riskTitle: string | null;
  ownerName: string | null;
  overdue: boolean;
};

const RISK = `SELECT r.id, r.account_id AS "accountId", r.title, r.note, r.severity, r.likelihood,
  r.owner_id AS "ownerId", o.name AS "ownerName", r.due_on::text AS "dueOn", r.state, r.version,
  (SELECT count(*)::integer FROM account_action t WHERE t.risk_id = r.id AND t.state = 'open') AS "openActions"
  FROM account_risk r LEFT JOIN user_account o ON o.id = r.owner_id`;
const COLUMNS = `t.id, t.account_id AS "accountId", a.name AS "accountName", a.branch_id AS "branchId",
  t.risk_id AS "riskId", r.title AS "riskTitle", t.recovery_id AS "recoveryId", t.title, t.note,
  t.owner_id AS "ownerId", o.name AS "ownerName", t.due_on::text AS "dueOn",
  (t.state = 'open' AND t.due_on < $1::date) AS overdue, t.state, t.ended_at AS "endedAt", t.version`;
const FROM = `FROM account_action t JOIN key_account a ON a.id = t.account_id
  LEFT JOIN account_risk r ON r.id = t.risk_id LEFT JOIN user_account o ON o.id = t.owner_id`;
const ACTIONS: ListSource = {
  columns: COLUMNS,
  from: FROM,
  countFrom: 'FROM account_action t JOIN key_account a ON a.id = t.account_id',
  filter: `($1::date IS NOT NULL) AND ($2::text IS NULL OR t.title ILIKE $2 OR a.name ILIKE $2)
    AND ($3::uuid IS NULL OR t.account_id = $3) AND ($4::uuid IS NULL OR t.recovery_id = $4)
    AND ($5::uuid IS NULL OR t.owner_id = $5) AND ($6::text IS NULL OR t.state = $6)
    AND ($7::boolean IS NULL OR (t.state = 'open' AND t.due_on < $1::date) = $7)`,
  sortColumns: {
    dueOn: { expression: 't.due_on', type: 'date' },
    account: { expression: 'a.name COLLATE "zh-x-icu"', type: 'text' },
  },
  defaultSort: 'dueOn',
  idColumn: 't.id',
};

@Injectable()
export class RisksRepository {
  constructor(private readonly database: Database) {}

  /** The gravest first, what is over last. */
  ofAccount(accountId: string): Promise<RiskRow[]> {
    return this.database.manager.query(
      `${RISK} WHERE r.account_id = $1
       ORDER BY r.state = 'closed', r.severity * r.likelihood DESC, r.id LIMIT 200`,
      [accountId],
    );
  }

  async risk(id: string): Promise<RiskRow | undefined> {
    const rows: RiskRow[] = await this.database.manager.query(`${RISK} WHERE r.id = $1`, [id]);
    return rows[0];
  }

  async insertRisk(risk: Partial<AccountRisk>): Promise<string> {
    const { identifiers } = await this.database.manager.insert(AccountRisk, risk);
    return (identifiers[0] as { id: string }).id;
  }

  /** @throws AppError `record.stale` */
  updateRisk(id: string, version: number, change: Partial<AccountRisk>): Promise<void> {
    return saveVersion(this.database.manager, AccountRisk, id, version, change);
  }

  actions(query: ActionQueryDto, today: string): Promise<Page<ActionRow>> {
    return readPage(this.database.manager, ACTIONS, query, [
      today,
      containsPattern(query.q),
      query.accountId ?? null,
      query.recoveryId ?? null,
      query.ownerId ?? null,
      query.state ?? null,
      query.overdue ?? null,
    ]);
  }

  async action(id: string, today: string): Promise<ActionRow | undefined> {
    const rows: ActionRow[] = await this.database.manager.query(`SELECT ${COLUMNS} ${FROM} WHERE t.id = $2`, [
      today,
      id,
    ]);
    return rows[0];
  }

  /** Whether the recovery plan is the account's own. */
  async isRecoveryOf(recoveryId: string, accountId: string): Promise<boolean> {
    const rows: unknown[] = await this.database.manager.query(
      'SELECT 1 FROM recovery_plan WHERE id = $1 AND account_id = $2',
      [recoveryId, accountId],
    );
    return rows.length === 1;
  }

  async insertAction(action: Partial<AccountAction>): Promise<string> {
    const { identifiers } = await this.database.manager.insert(AccountAction, action);
    return (identifiers[0] as { id: string }).id;
  }

  /** @throws AppError `record.stale` */
  updateAction(id: string, version: number, change: Partial<AccountAction>): Promise<void> {
    return saveVersion(this.database.manager, AccountAction, id, version, change);
  }
}
