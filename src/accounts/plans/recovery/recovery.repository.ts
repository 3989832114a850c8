import { Injectable } from '@nestjs/common';
import { Database } from '../../../../libs/database/database';
import type { Page } from '../../../../libs/database/keyset';
import { containsPattern } from '../../../../libs/database/like';
import { type ListSource, readPage } from '../../../../libs/database/list-page';
import { saveVersion } from '../../../../libs/database/save-version';
import type { AccountTier } from '../../account-words';
import type { DeclineKind } from './decline-rules';
import type { RecoveryQueryDto } from './recovery.dto';
import { RecoveryPlan } from './recovery-plan.entity';
import type { RecoveryState } from './recovery-states';

export interface RecoveryRow {
  id: string;
  accountId: string;
  branchId: string;
  accountCode: string;
  accountName: string;
  tier: AccountTier;
  branchName: string | null;
  state: RecoveryState;
  ownerId: string | null;
  ownerName: string | null;
  dueOn: string;
  overdue: boolean;
  alarms: number;
  worstPercent: number | null;
  openActions: number;
  openedAt: Date;
  endedAt: Date | null;
  cause: string;
  result: string;
  endedByName: string | null;
  version: number;
}

export interface AlarmRow {
  id: string;
  kind: DeclineKind;
  year: number;
  month: string | null;
  occasion: string | null;
  beforeFen: number;
  nowFen: number;
  currentFen: number;
  thresholdPercent: number;
  raisedAt: Date;
}

const RUNNING = `r.state IN ('open', 'in-progress')`;
const COLUMNS = `r.id, r.account_id AS "accountId", a.branch_id AS "branchId", a.code AS "accountCode",
  a.name AS "accountName", a.tier, b.name AS "branchName", r.state, r.owner_id AS "ownerId", o.name AS "ownerName",
  r.due_on::text AS "dueOn", (${RUNNING} AND r.due_on < $1::date) AS overdue, r.cause, r.result, r.version,
  e.name AS "endedByName", r.opened_at AS "openedAt", r.ended_at AS "endedAt", d.alarms, d.worst AS "worstPercent",
  (SELECT count(*)::integer FROM account_action t WHERE t.recovery_id = r.id AND t.state = 'open') AS "openActions"`;
const FROM = `FROM recovery_plan r JOIN key_account a ON a.id = r.account_id LEFT JOIN branch b ON b.id = a.branch_id
  LEFT JOIN user_account o ON o.id = r.owner_id LEFT JOIN user_account e ON e.id = r.ended_by
  CROSS JOIN LATERAL (
    SELECT count(*)::integer AS alarms, max((before_fen - now_fen) * 100 / nullif(before_fen, 0))::integer AS worst
    FROM decline_alarm WHERE recovery_id = r.id) AS d`;
const LIST: ListSource = {
  columns: COLUMNS,
  from: FROM,
  countFrom: 'FROM recovery_plan r JOIN key_account a ON a.id = r.account_id',
  filter: `($1::date IS NOT NULL) AND ($2::text IS NULL OR a.name ILIKE $2 OR a.code ILIKE $2)
    AND ($3::text IS NULL OR r.state = $3) AND ($4::boolean IS NULL OR (${RUNNING}) = $4)
    AND ($5::boolean IS NULL OR (${RUNNING} AND r.due_on < $1::date) = $5)
    AND ($6::uuid IS NULL OR r.owner_id = $6) AND ($7::uuid IS NULL OR r.account_id = $7)
    AND ($8::uuid IS NULL OR a.branch_id IN (SELECT branch_subtree($8)))`,
  sortColumns: {
    dueOn: { expression: 'r.due_on', type: 'date' },
    opened: { expression: 'r.opened_at', type: 'timestamptz' },
    account: { expression: 'a.name COLLATE "zh-x-icu"', type: 'text' },
  },
  defaultSort: 'dueOn',
  idColumn: 'r.id',
};
const MONTHS_EARNED = `SELECT coalesce(sum(amount_fen), 0)::bigint AS fen FROM account_revenue_line
  WHERE account_id = $1 AND month BETWEEN $2::date AND $3::date`;

@Injectable()
export class RecoveryRepository {
  constructor(private readonly database: Database) {}

  page(query: RecoveryQueryDto, today: string): Promise<Page<RecoveryRow>> {
    return readPage(this.database.manager, LIST, query, [
      today,
      containsPattern(query.q),
      query.state ?? null,
      query.running ?? null,
      query.overdue ?? null,
      query.ownerId ?? null,
      query.accountId ?? null,
      query.branchId ?? null,
    ]);
  }

  async byId(id: string, today: string): Promise<RecoveryRow | undefined> {
    const rows: RecoveryRow[] = await this.database.manager.query(
      `SELECT ${COLUMNS} ${FROM} WHERE r.id = $2`,
      [today, id],
    );
    return rows[0];
  }

  /** What set it off, and what the books say of the same season now. */
  alarms(recoveryId: string): Promise<AlarmRow[]> {
    return this.database.manager.query(
      `SELECT d.id, d.kind, d.year, d.month::text, d.occasion, d.before_fen AS "beforeFen", d.now_fen AS "nowFen",
              d.threshold_percent AS "thresholdPercent", d.raised_at AS "raisedAt",
              (SELECT coalesce(sum(l.amount_fen), 0)::bigint FROM account_revenue_line l
               WHERE l.account_id = d.account_id AND ((l.month = d.month AND l.occasion IS NULL)
                OR (d.kind = 'festival' AND l.occasion = d.occasion AND l.edition = d.year))) AS "currentFen"
       FROM decline_alarm d WHERE d.recovery_id = $1 ORDER BY d.raised_at, d.id`,
      [recoveryId],
    );
  }

  async earned(accountId: string, fromMonth: string, toMonth: string): Promise<number> {
    const [row]: [{ fen: number }] = await this.database.manager.query(MONTHS_EARNED, [
      accountId,
      fromMonth,
      toMonth,
    ]);
    return row.fen;
  }

  /** @throws AppError `record.stale` */
  update(id: string, version: number, change: Partial<RecoveryPlan>): Promise<void> {
    return saveVersion(this.database.manager, RecoveryPlan, id, version, change);
  }
}
