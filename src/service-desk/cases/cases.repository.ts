import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { Page } from '../../../libs/database/keyset';
import { containsPattern } from '../../../libs/database/like';
import { type ListSource, readPage } from '../../../libs/database/list-page';
import { runningNumber } from '../../../libs/database/running-number';
import { saveVersion } from '../../../libs/database/save-version';
import type { CaseQueryDto } from './case.dto';
import { ServiceCase } from './service-case.entity';

export type CaseRow = Pick<
  ServiceCase,
  | 'id'
  | 'number'
  | 'branchId'
  | 'accountId'
  | 'contactName'
  | 'kind'
  | 'category'
  | 'urgency'
  | 'title'
  | 'state'
  | 'tier'
  | 'ownerId'
  | 'openedAt'
  | 'answerDueAt'
  | 'halfDueAt'
  | 'resolveDueAt'
  | 'answeredAt'
  | 'resolvedAt'
  | 'affectedPieces'
  | 'version'
  | 'updatedAt'
> & {
  branchName: string | null;
  accountName: string | null;
  accountCode: string | null;
  ownerName: string | null;
  nextDueAt: Date | null;
  overdue: boolean;
  escalationLevel: number;
  handOverTo: string | null;
  reportDueAt: Date | null;
  score: number | null;
};

export type CaseRecord = CaseRow &
  Pick<
    ServiceCase,
    'description' | 'remedy' | 'causeCategory' | 'cause' | 'openedBy' | 'round' | 'clockFrom'
  > & {
    openedByName: string | null;
    /** Null for who does not see the branch. */
    timeZone: string | null;
    /** The database's clock when the row was read. */
    now: Date;
  };

export type NewCase = Pick<
  ServiceCase,
  | 'branchId'
  | 'accountId'
  | 'contactName'
  | 'kind'
  | 'category'
  | 'urgency'
  | 'title'
  | 'description'
  | 'tier'
  | 'ownerId'
  | 'openedBy'
  | 'openedAt'
  | 'clockFrom'
  | 'affectedPieces'
  | 'answerDueAt'
  | 'halfDueAt'
  | 'resolveDueAt'
>;

const RUNNING = `c.state IN ('open', 'heard', 'remedy-offered')`;
const NEXT_DUE = `CASE WHEN NOT ${RUNNING} THEN NULL WHEN c.answered_at IS NULL THEN least(c.answer_due_at, c.resolve_due_at)
  ELSE c.resolve_due_at END`;
const OVERDUE = `coalesce((${NEXT_DUE}) < now(), false)`;
const COLUMNS = `c.id, c.number, c.branch_id AS "branchId", b.name AS "branchName", c.account_id AS "accountId",
  a.name AS "accountName", a.code AS "accountCode", c.contact_name AS "contactName", c.kind, c.category, c.urgency,
  c.title, c.state, c.tier, c.owner_id AS "ownerId", o.name AS "ownerName", c.opened_at AS "openedAt",
  c.answer_due_at AS "answerDueAt", c.half_due_at AS "halfDueAt", c.resolve_due_at AS "resolveDueAt",
  c.answered_at AS "answeredAt", c.resolved_at AS "resolvedAt", ${NEXT_DUE} AS "nextDueAt", ${OVERDUE} AS overdue,
  c.affected_pieces AS "affectedPieces", c.version, c.updated_at AS "updatedAt",
  coalesce((SELECT max(e.level) FROM case_escalation e WHERE e.case_id = c.id AND e.round = c.round), 0)::integer
    AS "escalationLevel",
  (SELECT h.to_id FROM case_hand_over h WHERE h.case_id = c.id AND h.ended_at IS NULL) AS "handOverTo",
  (SELECT r.due_at FROM case_report r WHERE r.case_id = c.id AND r.sent_at IS NULL) AS "reportDueAt",
  (SELECT l.score FROM case_answer_link l WHERE l.case_id = c.id AND l.score IS NOT NULL
   ORDER BY l.answered_at DESC LIMIT 1) AS score`;
// Left joins: whoever sees a case by serving its account may not see its branch or its people.
const FROM = `FROM service_case c LEFT JOIN key_account a ON a.id = c.account_id
  LEFT JOIN branch b ON b.id = c.branch_id LEFT JOIN user_account o ON o.id = c.owner_id`;
const URGENCY_RANK = `array_position(ARRAY['low', 'normal', 'high', 'critical'], c.urgency)`;
const LIST: ListSource = {
  columns: COLUMNS,
  from: FROM,
  filter: `($1::text IS NULL OR c.number ILIKE $1 OR c.title ILIKE $1 OR a.name ILIKE $1)
    AND ($2::text IS NULL OR c.state = $2) AND ($3::text IS NULL OR c.kind = $3)
    AND ($4::text IS NULL OR c.urgency = $4) AND ($5::uuid IS NULL OR c.account_id = $5)
    AND ($6::uuid IS NULL OR c.branch_id IN (SELECT branch_subtree($6)))
    AND ($7::uuid IS NULL OR c.owner_id = $7)
    AND ($8::boolean IS NULL OR $8 = (c.owner_id = app_user_id()
      OR (c.owner_id = ANY (ARRAY(SELECT app_covered_people(app_user_id())))
        AND account_stand_in(c.account_id, c.owner_id) = app_user_id())
      OR EXISTS (
      SELECT 1 FROM case_hand_over h WHERE h.case_id = c.id AND h.ended_at IS NULL AND h.to_id = app_user_id())))
    AND ($9::boolean IS NULL OR $9 = (${RUNNING})) AND ($10::boolean IS NULL OR $10 = ${OVERDUE})
    AND ($11::boolean IS NULL OR $11 = EXISTS (
      SELECT 1 FROM case_report r WHERE r.case_id = c.id AND r.sent_at IS NULL))`,
  sortColumns: {
    openedAt: { expression: 'c.opened_at', type: 'timestamptz' },
    dueAt: { expression: `coalesce(${NEXT_DUE}, 'infinity')`, type: 'timestamptz' },
    number: { expression: 'c.number', type: 'text' },
    urgency: { expression: URGENCY_RANK, type: 'integer' },
    account: { expression: `coalesce(a.name, '') COLLATE "zh-x-icu"`, type: 'text' },
  },
  defaultSort: '-openedAt',
  idColumn: 'c.id',
};

@Injectable()
export class CasesRepository {
  constructor(private readonly database: Database) {}

  page(query: CaseQueryDto): Promise<Page<CaseRow>> {
    return readPage(this.database.manager, LIST, query, [
      containsPattern(query.q),
      query.state ?? null,
      query.kind ?? null,
      query.urgency ?? null,
      query.accountId ?? null,
      query.branchId ?? null,
      query.ownerId ?? null,
      query.mine ?? null,
      query.running ?? null,
      query.overdue ?? null,
      query.reportDue ?? null,
    ]);
  }

  async byId(id: string): Promise<CaseRecord | undefined> {
    const rows: CaseRecord[] = await this.database.manager.query(
      `SELECT ${COLUMNS}, c.description, c.remedy, c.cause_category AS "causeCategory", c.cause,
              c.opened_by AS "openedBy", p.name AS "openedByName", c.round, c.clock_from AS "clockFrom",
              b.time_zone AS "timeZone", now() AS now
       ${FROM} LEFT JOIN user_account p ON p.id = c.opened_by WHERE c.id = $1`,
      [id],
    );
    return rows[0];
  }

  /** Whoever works on a case waits for whoever was there first, and then reads it as they left it. */
  async lock(id: string): Promise<void> {
    await this.database.manager.query('SELECT 1 FROM service_case WHERE id = $1 FOR UPDATE', [id]);
  }

  async insert(fresh: NewCase): Promise<string> {
    const [{ number }]: [{ number: string }] = await this.database.manager.query(
      `SELECT ${runningNumber('S', 'service_case_number')} AS number`,
    );
    const { identifiers } = await this.database.manager.insert(ServiceCase, { ...fresh, number });
    return (identifiers[0] as { id: string }).id;
  }

  /** @throws AppError `record.stale` */
  update(id: string, version: number, change: Partial<ServiceCase>): Promise<void> {
    return saveVersion(this.database.manager, ServiceCase, id, version, change);
  }
}
