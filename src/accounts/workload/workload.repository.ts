import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';

export interface LoadRow {
  userId: string;
  userName: string;
  branchId: string;
  branchName: string;
  active: boolean;
  provincial: number;
  key: number;
  standard: number;
  primary: number;
  lead: number;
  backup: number;
  others: number;
  openCases: number;
  overdueCases: number;
  reviewsDue: number;
  datesSoon: number;
  awayFrom: string | null;
  awayUntil: string | null;
}

const MOST_PEOPLE = 500;
const IN_BRANCH = `($1::uuid IS NULL OR m.branch_id IN (SELECT branch_subtree($1)))`;

// Seats are counted once for everybody; a date of a whole month counts from its first day.
const LOAD = `
  WITH soon AS (
    SELECT array_agg(extract(month FROM d)::integer * 100 + extract(day FROM d)::integer) AS days
    FROM generate_series(CURRENT_DATE, CURRENT_DATE + 30, interval '1 day') AS d
  ), served AS (
    SELECT m.user_id, m.role, a.tier, a.active AND a.review_due_on <= app_today(a.branch_id) AS review_due,
      m.role = 'primary' AND a.important_dates <> '[]' AND EXISTS (
        SELECT 1 FROM jsonb_to_recordset(a.important_dates) AS d (month integer, day integer, year integer, yearly boolean)
        WHERE d.month * 100 + coalesce(d.day, 1) = ANY ((SELECT days FROM soon)::integer[])
          AND (d.yearly OR make_date(d.year, d.month, 1) BETWEEN CURRENT_DATE - 31 AND CURRENT_DATE + 30)) AS date_soon
    FROM account_member m JOIN key_account a ON a.id = m.account_id
    WHERE a.active AND app_in_effect(m.from_on, m.until_on, m.branch_id) AND ${IN_BRANCH}
  ), seats AS (
    SELECT user_id,
      count(*) FILTER (WHERE role = 'primary' AND tier = 'provincial')::integer AS provincial,
      count(*) FILTER (WHERE role = 'primary' AND tier = 'key')::integer AS key,
      count(*) FILTER (WHERE role = 'primary' AND tier = 'standard')::integer AS standard,
      count(*) FILTER (WHERE role = 'primary')::integer AS "primary",
      count(*) FILTER (WHERE role = 'lead')::integer AS lead,
      count(*) FILTER (WHERE role = 'backup')::integer AS backup,
      count(*) FILTER (WHERE role NOT IN ('primary', 'lead', 'backup'))::integer AS others,
      count(*) FILTER (WHERE role = 'primary' AND review_due)::integer AS "reviewsDue",
      count(*) FILTER (WHERE date_soon)::integer AS "datesSoon"
    FROM served GROUP BY user_id
  ), cases AS (
    SELECT m.owner_id, sum(m.running)::integer AS running, sum(m.overdue)::integer AS overdue
    FROM account_owned_case m WHERE ${IN_BRANCH} GROUP BY m.owner_id
  )
  SELECT u.id AS "userId", u.name AS "userName", u.branch_id AS "branchId", b.name AS "branchName", u.active,
    coalesce(s.provincial, 0) AS provincial, coalesce(s.key, 0) AS key, coalesce(s.standard, 0) AS standard,
    coalesce(s."primary", 0) AS "primary", coalesce(s.lead, 0) AS lead, coalesce(s.backup, 0) AS backup,
    coalesce(s.others, 0) AS others, coalesce(c.running, 0) AS "openCases", coalesce(c.overdue, 0) AS "overdueCases",
    coalesce(s."reviewsDue", 0) AS "reviewsDue", coalesce(s."datesSoon", 0) AS "datesSoon",
    x.from_on::text AS "awayFrom", x.until_on::text AS "awayUntil"
  FROM (SELECT user_id AS id FROM seats UNION SELECT owner_id FROM cases) AS p
  JOIN user_account u ON u.id = p.id JOIN branch b ON b.id = u.branch_id
  LEFT JOIN seats s ON s.user_id = u.id LEFT JOIN cases c ON c.owner_id = u.id
  LEFT JOIN LATERAL (SELECT a.from_on, a.until_on FROM absence a
    WHERE a.user_id = u.id AND a.until_on >= app_today(a.branch_id) AND a.from_on <= app_today(a.branch_id) + 30
    ORDER BY a.from_on LIMIT 1) AS x ON true
  ORDER BY coalesce(s."primary", 0) DESC, u.name COLLATE "zh-x-icu", u.id LIMIT ${MOST_PEOPLE}`;

@Injectable()
export class WorkloadRepository {
  constructor(private readonly database: Database) {}

  /** Everybody who serves an account or owns a case in the branch and below, the busiest first. */
  people(branchId: string | null): Promise<LoadRow[]> {
    return this.database.manager.query(LOAD, [branchId]);
  }

  async unassigned(branchId: string | null): Promise<number> {
    const [row]: [{ total: number }] = await this.database.manager.query(
      `SELECT count(*)::integer AS total FROM key_account m WHERE m.active AND m.manager_id IS NULL AND ${IN_BRANCH}`,
      [branchId],
    );
    return row.total;
  }
}
