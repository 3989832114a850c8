import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { Page } from '../../../libs/database/keyset';
import { type ListSource, readPage } from '../../../libs/database/list-page';
import { runningNumber } from '../../../libs/database/running-number';
import { saveVersion } from '../../../libs/database/save-version';
import type { FieldCatalogue } from '../../../libs/lists/field-catalogue';
import { type Cell, narrowedList } from '../../../libs/lists/narrowed-list';
import type { CaseQueryDto } from './case.dto';
import {
  CASE_FROM,
  casesMatching,
  ESCALATED,
  MINE,
  NEXT_DUE,
  OVERDUE,
  REPORT_DUE,
  RUNNING,
  SCORE,
  URGENCY_RANK,
} from './case-sql';
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
  /** Columns of the catalogue that the query asked for. */
  cells?: Record<string, Cell>;
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

const COLUMNS = `c.id, c.number, c.branch_id AS "branchId", b.name AS "branchName", c.account_id AS "accountId",
  a.name AS "accountName", a.code AS "accountCode", c.contact_name AS "contactName", c.kind, c.category, c.urgency,
  c.title, c.state, c.tier, c.owner_id AS "ownerId", o.name AS "ownerName", c.opened_at AS "openedAt",
  c.answer_due_at AS "answerDueAt", c.half_due_at AS "halfDueAt", c.resolve_due_at AS "resolveDueAt",
  c.answered_at AS "answeredAt", c.resolved_at AS "resolvedAt", ${NEXT_DUE} AS "nextDueAt", ${OVERDUE} AS overdue,
  c.affected_pieces AS "affectedPieces", c.version, c.updated_at AS "updatedAt",
  ${ESCALATED} AS "escalationLevel",
  (SELECT h.to_id FROM case_hand_over h WHERE h.case_id = c.id AND h.ended_at IS NULL) AS "handOverTo",
  ${REPORT_DUE} AS "reportDueAt", ${SCORE} AS score`;
const LIST: ListSource = {
  columns: COLUMNS,
  from: CASE_FROM,
  filter: `($1::text IS NULL OR ${casesMatching('$1::text')})
    AND ($2::text IS NULL OR c.state = $2) AND ($3::text IS NULL OR c.kind = $3)
    AND ($4::text IS NULL OR c.urgency = $4) AND ($5::uuid IS NULL OR c.account_id = $5)
    AND ($6::uuid IS NULL OR c.branch_id IN (SELECT branch_subtree($6)))
    AND ($7::uuid IS NULL OR c.owner_id = $7) AND ($8::boolean IS NULL OR $8 = ${MINE})
    AND ($9::boolean IS NULL OR $9 = (${RUNNING})) AND ($10::boolean IS NULL OR $10 = ${OVERDUE})
    AND ($11::boolean IS NULL OR $11 = (${REPORT_DUE} IS NOT NULL))`,
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

  /** Whether somebody is active and of a branch from which another one is worked for. */
  async personReaches(userId: string, branchId: string): Promise<boolean> {
    const [row]: [{ reaches: boolean }] = await this.database.manager.query(
      'SELECT person_reaches($1, $2) AS reaches',
      [userId, branchId],
    );
    return row.reaches;
  }

  async page(query: CaseQueryDto, catalogue: () => Promise<FieldCatalogue>): Promise<Page<CaseRow>> {
    const own = [
      query.q || null,
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
    ];
    const { list, parameters } = await narrowedList(LIST, own, catalogue, query);
    return readPage(this.database.manager, list, query, parameters);
  }

  some(ids: readonly string[]): Promise<CaseRecord[]> {
    return this.records('c.id = ANY ($1::uuid[]) ORDER BY c.id', [ids]);
  }

  async byId(id: string): Promise<CaseRecord | undefined> {
    return (await this.records('c.id = $1', [id]))[0];
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

  private records(where: string, parameters: unknown[]): Promise<CaseRecord[]> {
    return this.database.manager.query(
      `SELECT ${COLUMNS}, c.description, c.remedy, c.cause_category AS "causeCategory", c.cause,
              c.opened_by AS "openedBy", p.name AS "openedByName", c.round, c.clock_from AS "clockFrom",
              b.time_zone AS "timeZone", now() AS now
       ${CASE_FROM} LEFT JOIN user_account p ON p.id = c.opened_by WHERE ${where}`,
      parameters,
    );
  }
}
