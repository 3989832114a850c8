import { Injectable } from '@nestjs/common';
import { Database } from '../../../../libs/database/database';
import type { Measure } from '../plan-words';

/** What is to be counted of whom. */
export interface Counted {
  accountId: string;
  group: boolean;
  year: number;
  product: string | null;
  timeZone: string;
}

type Query = { sql: string; of: readonly (keyof Counted)[] };

const AMONG = `account_id = ANY (CASE WHEN $2::boolean
  THEN ARRAY(SELECT id FROM key_account_below($1)) ELSE ARRAY[$1::uuid] END)`;
const IN_YEAR = (at: string): string => `extract(year FROM ${at} AT TIME ZONE $3) = $2`;

/** Every query answers one whole number, or null when there is nothing to count from. */
const QUERIES: Readonly<Record<Exclude<Measure, 'coverage'>, Query>> = {
  revenue: {
    sql: `SELECT coalesce(sum(amount_fen), 0)::bigint AS value FROM account_revenue_line
      WHERE ${AMONG} AND year = $3 AND ($4::text IS NULL OR product = $4)`,
    of: ['accountId', 'group', 'year', 'product'],
  },
  pieces: {
    sql: `SELECT coalesce(sum(pieces), 0)::bigint AS value FROM account_revenue_line
      WHERE ${AMONG} AND year = $3 AND ($4::text IS NULL OR product = $4)`,
    of: ['accountId', 'group', 'year', 'product'],
  },
  campaigns: {
    sql: `SELECT count(*)::bigint AS value FROM account_campaign_fact
      WHERE ${AMONG} AND year = $3 AND state IN ('active', 'done') AND ($4::text IS NULL OR product = $4)`,
    of: ['accountId', 'group', 'year', 'product'],
  },
  products: {
    sql: `SELECT count(DISTINCT product)::bigint AS value FROM (
        SELECT product FROM account_revenue_line WHERE ${AMONG} AND year = $3 AND amount_fen > 0
        UNION ALL
        SELECT product FROM account_campaign_fact WHERE ${AMONG} AND year = $3 AND state IN ('active', 'done')
      ) AS bought`,
    of: ['accountId', 'group', 'year'],
  },
  // A case whose answer is not due yet says nothing so far.
  'answered-in-time': {
    sql: `SELECT floor(100.0 * count(*) FILTER (WHERE answered_at <= answer_due_at) / nullif(count(*), 0))::bigint AS value
      FROM account_case_fact WHERE account_id = $1 AND ${IN_YEAR('opened_at')}
        AND (answered_at IS NOT NULL OR answer_due_at <= now())`,
    of: ['accountId', 'year', 'timeZone'],
  },
  satisfaction: {
    sql: `SELECT round(avg(score) * 100)::bigint AS value FROM account_answer
      WHERE account_id = $1 AND ${IN_YEAR('answered_at')}`,
    of: ['accountId', 'year', 'timeZone'],
  },
  completeness: {
    sql: 'SELECT completeness::bigint AS value FROM key_account WHERE id = $1',
    of: ['accountId'],
  },
};

/** Counts what goals are held against, from what campaigns, books, cases and answers say now. */
@Injectable()
export class MeasuresRepository {
  constructor(private readonly database: Database) {}

  async count(measure: Exclude<Measure, 'coverage'>, counted: Counted): Promise<number | null> {
    const { sql, of } = QUERIES[measure];
    const rows: { value: number | null }[] = await this.database.manager.query(
      sql,
      of.map((name) => counted[name]),
    );
    return rows[0]?.value ?? null;
  }
}
