import { Injectable } from '@nestjs/common';
import { Database } from '../../../../libs/database/database';
import type { Page } from '../../../../libs/database/keyset';
import { type ListSource, readPage } from '../../../../libs/database/list-page';
import type { AccountTier } from '../../account-words';
import type { Health, HealthFacts, HealthPartScore } from './health-score';
import type { HealthQueryDto } from './health.dto';

export interface StoredHealth {
  score: number | null;
  parts: HealthPartScore[];
  computedAt: Date | null;
}

export interface HealthListRow {
  id: string;
  code: string;
  name: string;
  tier: AccountTier;
  branchName: string | null;
  managerName: string | null;
  score: number;
  parts: HealthPartScore[];
  computedAt: Date;
}

export type FactsRow = Omit<HealthFacts, 'met'> & { accountId: string; active: boolean };

/** Two periods of twelve months, each as the first days of its first and last month. */
export interface Periods {
  today: string;
  fromMonth: string;
  toMonth: string;
  beforeFromMonth: string;
  beforeToMonth: string;
}

const LIST: ListSource = {
  columns: `a.id, a.code, a.name, a.tier, b.name AS "branchName", m.name AS "managerName", h.score, h.parts,
    h.computed_at AS "computedAt"`,
  from: `FROM account_health h JOIN key_account a ON a.id = h.account_id LEFT JOIN branch b ON b.id = a.branch_id
    LEFT JOIN user_account m ON m.id = a.manager_id`,
  filter: `h.score IS NOT NULL AND a.active AND ($1::integer IS NULL OR h.score < $1)
    AND ($2::uuid IS NULL OR a.manager_id = $2) AND ($3::uuid IS NULL OR a.branch_id IN (SELECT branch_subtree($3)))`,
  sortColumns: { score: { expression: 'h.score', type: 'smallint' } },
  defaultSort: 'score',
  idColumn: 'h.account_id',
};

// A line that names its year only counts in the period its year ends.
const EARNED = (from: string, to: string): string => `(
  SELECT coalesce(sum(amount_fen), 0)::bigint FROM account_revenue_line WHERE account_id = a.id
    AND (month BETWEEN ${from}::date AND ${to}::date OR (month IS NULL AND year = extract(year FROM ${to}::date))))`;

@Injectable()
export class HealthRepository {
  constructor(private readonly database: Database) {}

  page(query: HealthQueryDto): Promise<Page<HealthListRow>> {
    return readPage(this.database.manager, LIST, query, [
      query.below ?? null,
      query.managerId ?? null,
      query.branchId ?? null,
    ]);
  }

  async stored(accountId: string): Promise<StoredHealth | undefined> {
    const rows: StoredHealth[] = await this.database.manager.query(
      'SELECT score, parts, computed_at AS "computedAt" FROM account_health WHERE account_id = $1',
      [accountId],
    );
    return rows[0];
  }

  months(accountId: string): Promise<{ month: string; score: number }[]> {
    return this.database.manager.query(
      `SELECT month::text, score FROM (
         SELECT month, score FROM account_health_month WHERE account_id = $1 ORDER BY month DESC LIMIT 24
       ) AS latest ORDER BY month`,
      [accountId],
    );
  }

  /** As the system role: branches in which some account's health is due, the longest due first. */
  dueBranches(limit: number): Promise<{ branchId: string }[]> {
    return this.database.manager.query(
      `SELECT b.id AS "branchId" FROM branch b CROSS JOIN LATERAL (
         SELECT h.due_at FROM account_health h WHERE h.branch_id = b.id AND h.due_at <= now() ORDER BY h.due_at LIMIT 1
       ) AS due ORDER BY due.due_at LIMIT $1`,
      [limit],
    );
  }

  /** Locks accounts that are due until the transaction ends; what another worker has locked is left to it. */
  async claim(branchId: string, limit: number): Promise<string[]> {
    const rows: { id: string }[] = await this.database.manager.query(
      `SELECT account_id AS id FROM account_health WHERE branch_id = $1 AND due_at <= now()
       ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED`,
      [branchId, limit],
    );
    return rows.map(({ id }) => id);
  }

  facts(accountIds: readonly string[], of: Periods): Promise<FactsRow[]> {
    return this.database.manager.query(
      `SELECT a.id AS "accountId", a.active, a.tier, a.completeness, a.review_due_on <= $2::date AS "reviewDue",
              ${EARNED('$3', '$4')} AS "revenueFen", ${EARNED('$5', '$6')} AS "revenueBeforeFen",
              people.people, $2::date - people.touched AS "daysSinceTouch",
              cases.complaints AS "openComplaints", cases.overdue AS "overdueCases",
              (SELECT avg(score)::float FROM account_answer
               WHERE account_id = a.id AND answered_at > $2::date - interval '1 year') AS satisfaction
       FROM key_account a
       CROSS JOIN LATERAL (
         SELECT count(*) FILTER (WHERE c.active AND coalesce(p.ended_on, 'infinity') > $2::date)::integer AS people,
                max(least(c.last_touched_on, $2::date)) AS touched
         FROM contact_position p JOIN contact c ON c.id = p.contact_id WHERE p.account_id = a.id) AS people
       CROSS JOIN LATERAL (
         SELECT count(*) FILTER (WHERE kind = 'complaint')::integer AS complaints,
                count(*) FILTER (WHERE resolve_due_at < now())::integer AS overdue
         FROM account_case_fact WHERE account_id = a.id AND running) AS cases
       WHERE a.id = ANY ($1)`,
      [accountIds, of.today, of.fromMonth, of.toMonth, of.beforeFromMonth, of.beforeToMonth],
    );
  }

  /** Stores a score, also as that of its month, and when it is to be counted next. */
  async store(accountId: string, month: string, { score, parts }: Health): Promise<void> {
    const { manager } = this.database;
    const json = JSON.stringify(parts);
    await manager.query(
      `UPDATE account_health SET score = $2, parts = $3, computed_at = now(), due_at = now() + interval '1 day'
       WHERE account_id = $1`,
      [accountId, score, json],
    );
    await manager.query(
      `INSERT INTO account_health_month (account_id, month, score, parts) VALUES ($1, $2, $3, $4)
       ON CONFLICT (account_id, month) DO UPDATE SET score = excluded.score, parts = excluded.parts`,
      [accountId, month, score, json],
    );
  }

  /** Looks at accounts again later, without a score: nobody asks how a former customer fares. */
  async postpone(accountIds: readonly string[]): Promise<void> {
    await this.database.manager.query(
      `UPDATE account_health SET due_at = now() + interval '30 days' WHERE account_id = ANY ($1)`,
      [accountIds],
    );
  }
}
