import { Injectable } from '@nestjs/common';
import { Database } from '../../../../libs/database/database';
import type { Page } from '../../../../libs/database/keyset';
import { type ListSource, type PageRequest, readPage } from '../../../../libs/database/list-page';
import type { AccountTier } from '../../account-words';
import type { OfferState } from '../plan-words';

export interface GridAccountRow {
  id: string;
  branchId: string;
  code: string;
  name: string;
  tier: AccountTier;
  branchName: string | null;
}

export interface EarnedRow {
  accountId: string;
  product: string;
  amountFen: number | null;
  lastAmountFen: number | null;
  years: number[];
}

export interface WordRow {
  id: string;
  accountId: string;
  product: string;
  state: OfferState;
  reason: string;
  amountFen: number | null;
  happenedOn: string;
  recordedByName: string | null;
  recordedAt: Date;
  withdrawnAt: Date | null;
}

/** Accounts of which the same is known of a product. */
export interface KnownRow {
  product: string;
  boughtYear: number | null;
  saidState: OfferState | null;
  saidYear: number | null;
  accounts: number;
}

// The tree's ids first, then one look by id each, under row security: a join would read every account there is.
const LIST: ListSource = {
  columns: `a.id, a.branch_id AS "branchId", a.code, a.name, a.tier, b.name AS "branchName"`,
  from: `FROM key_account_below($1) t CROSS JOIN LATERAL (SELECT * FROM key_account k WHERE k.id = t.id LIMIT 1) AS a
    LEFT JOIN branch b ON b.id = a.branch_id`,
  countFrom: `FROM key_account_below($1) t
    CROSS JOIN LATERAL (SELECT 1 FROM key_account k WHERE k.id = t.id LIMIT 1) AS a`,
  filter: 'true',
  // The account itself stands first.
  sortColumns: {
    name: { expression: `(CASE WHEN a.id = $1 THEN '' ELSE a.name END) COLLATE "zh-x-icu"`, type: 'text' },
  },
  defaultSort: 'name',
  idColumn: 'a.id',
};

const SEEN_BELOW = `seen AS MATERIALIZED (SELECT t.id FROM key_account_below($1) t
  CROSS JOIN LATERAL (SELECT 1 FROM key_account k WHERE k.id = t.id LIMIT 1) AS sight)`;

const WORD = `SELECT w.id, w.account_id AS "accountId", w.product, w.state, w.reason, w.amount_fen AS "amountFen",
  w.happened_on::text AS "happenedOn", u.name AS "recordedByName", w.recorded_at AS "recordedAt",
  w.withdrawn_at AS "withdrawnAt"
  FROM account_whitespace w LEFT JOIN user_account u ON u.id = w.recorded_by`;

@Injectable()
export class WhitespaceRepository {
  constructor(private readonly database: Database) {}

  accounts(rootId: string, { cursor, limit }: PageRequest): Promise<Page<GridAccountRow>> {
    return readPage(this.database.manager, LIST, { cursor, limit }, [rootId]);
  }

  earned(accountIds: readonly string[], year: number): Promise<EarnedRow[]> {
    return this.database.manager.query(
      `SELECT account_id AS "accountId", product, array_agg(DISTINCT year) AS years,
              sum(amount_fen) FILTER (WHERE year = $2)::bigint AS "amountFen",
              sum(amount_fen) FILTER (WHERE year = $2 - 1)::bigint AS "lastAmountFen"
       FROM account_revenue_line WHERE account_id = ANY ($1) AND year <= $2 AND product IS NOT NULL
       GROUP BY account_id, product`,
      [accountIds, year],
    );
  }

  campaigned(
    accountIds: readonly string[],
    year: number,
  ): Promise<Pick<EarnedRow, 'accountId' | 'product' | 'years'>[]> {
    return this.database.manager.query(
      `SELECT account_id AS "accountId", product, array_agg(DISTINCT year) AS years FROM account_campaign_fact
       WHERE account_id = ANY ($1) AND year <= $2 AND state IN ('active', 'done') GROUP BY account_id, product`,
      [accountIds, year],
    );
  }

  /** The last word on every product that was not taken back. */
  said(accountIds: readonly string[], year: number): Promise<WordRow[]> {
    return this.database.manager.query(
      `SELECT DISTINCT ON (w.account_id, w.product) ${WORD.slice('SELECT '.length)}
       WHERE w.account_id = ANY ($1) AND extract(year FROM w.happened_on) <= $2 AND w.withdrawn_at IS NULL
       ORDER BY w.account_id, w.product, w.happened_on DESC, w.id DESC`,
      [accountIds, year],
    );
  }

  /** What the whole tree earned with each product; null stands for revenue that names none. */
  earnedBelow(
    rootId: string,
    year: number,
  ): Promise<{ product: string | null; amountFen: number; lastAmountFen: number }[]> {
    return this.database.manager.query(
      `WITH ${SEEN_BELOW}
       SELECT r.product, coalesce(sum(r.amount_fen) FILTER (WHERE r.year = $2), 0)::bigint AS "amountFen",
              coalesce(sum(r.amount_fen) FILTER (WHERE r.year = $2 - 1), 0)::bigint AS "lastAmountFen"
       FROM seen CROSS JOIN LATERAL (
         SELECT product, year, amount_fen FROM account_revenue_line
         WHERE account_id = seen.id AND year IN ($2, $2 - 1)) AS r
       GROUP BY r.product`,
      [rootId, year],
    );
  }

  /** How many accounts of the whole tree know the same of a product: what a cell says is told from that. */
  knownBelow(
    rootId: string,
    year: number,
    asked: { money: boolean; campaigns: boolean },
  ): Promise<KnownRow[]> {
    return this.database.manager.query(
      `WITH ${SEEN_BELOW},
       bought AS (
         SELECT account_id, product, max(year) AS year FROM (
           SELECT seen.id AS account_id, r.product, r.year FROM seen CROSS JOIN LATERAL (
             SELECT product, year FROM account_revenue_line
             WHERE $3 AND account_id = seen.id AND year <= $2 AND product IS NOT NULL) AS r
           UNION ALL
           SELECT seen.id, c.product, c.year FROM seen CROSS JOIN LATERAL (
             SELECT product, year FROM account_campaign_fact
             WHERE $4 AND account_id = seen.id AND year <= $2 AND state IN ('active', 'done')) AS c) AS facts
         GROUP BY account_id, product),
       said AS (
         SELECT seen.id AS account_id, w.product, w.state, w.year FROM seen CROSS JOIN LATERAL (
           SELECT DISTINCT ON (product) product, state, extract(year FROM happened_on)::integer AS year
           FROM account_whitespace
           WHERE account_id = seen.id AND extract(year FROM happened_on) <= $2 AND withdrawn_at IS NULL
           ORDER BY product, happened_on DESC, id DESC) AS w)
       SELECT product, b.year AS "boughtYear", s.state AS "saidState", s.year AS "saidYear", count(*)::integer AS accounts
       FROM bought b FULL JOIN said s USING (account_id, product) GROUP BY 1, 2, 3, 4`,
      [rootId, year, asked.money, asked.campaigns],
    );
  }

  async countBelow(rootId: string): Promise<number> {
    const [row]: { accounts: number }[] = await this.database.manager.query(
      `WITH ${SEEN_BELOW} SELECT count(*)::integer AS accounts FROM seen`,
      [rootId],
    );
    return row!.accounts;
  }

  yearsOf(
    accountId: string,
    product: string,
  ): Promise<{ year: number; amountFen: number | null; pieces: number | null }[]> {
    return this.database.manager.query(
      `SELECT year, sum(amount_fen)::bigint AS "amountFen", sum(pieces)::bigint AS pieces FROM account_revenue_line
       WHERE account_id = $1 AND product = $2 GROUP BY year ORDER BY year DESC LIMIT 20`,
      [accountId, product],
    );
  }

  campaignsOf(
    accountId: string,
    product: string,
  ): Promise<{ id: string; name: string; state: string; year: number }[]> {
    return this.database.manager.query(
      `SELECT campaign_id AS id, name, state, year FROM account_campaign_fact
       WHERE account_id = $1 AND product = $2 ORDER BY year DESC, campaign_id DESC LIMIT 50`,
      [accountId, product],
    );
  }

  wordsOf(accountId: string, product: string): Promise<WordRow[]> {
    return this.database.manager.query(
      `${WORD} WHERE w.account_id = $1 AND w.product = $2 ORDER BY w.happened_on DESC, w.id DESC LIMIT 50`,
      [accountId, product],
    );
  }

  async word(id: string): Promise<WordRow | undefined> {
    const rows: WordRow[] = await this.database.manager.query(`${WORD} WHERE w.id = $1`, [id]);
    return rows[0];
  }

  async insert(word: Omit<WordRow, 'id' | 'recordedByName' | 'recordedAt' | 'withdrawnAt'>): Promise<string> {
    const [row]: { id: string }[] = await this.database.manager.query(
      `INSERT INTO account_whitespace (account_id, product, state, reason, amount_fen, happened_on, recorded_by)
       VALUES ($1, $2, $3, $4, $5, $6, app_user_id()) RETURNING id`,
      [word.accountId, word.product, word.state, word.reason, word.amountFen, word.happenedOn],
    );
    return row!.id;
  }

  /** @returns false when it has been taken back before */
  async withdraw(id: string): Promise<boolean> {
    const [, count]: [unknown, number] = await this.database.manager.query(
      `UPDATE account_whitespace SET withdrawn_by = app_user_id(), withdrawn_at = clock_timestamp()
       WHERE id = $1 AND withdrawn_at IS NULL`,
      [id],
    );
    return count === 1;
  }
}
