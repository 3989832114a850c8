import { Injectable } from '@nestjs/common';
import { Database } from '../../libs/database/database';
import type { Page } from '../../libs/database/keyset';
import { countRows, type ListSource, type PageRequest, readPage } from '../../libs/database/list-page';
import { ListRegistry } from '../../libs/lists/list-registry';
import { type Cell, narrowedList, type Narrowing } from '../../libs/lists/narrowed-list';
import type { Figures } from './branch-roll-up';
import { RevenueFilter, RevenueGrouping, wholeYears } from './revenue-filter';
import { REVENUE_FROM } from './revenue-list';
import type { RevenueLine, RevenueSource } from './revenue-line.entity';

export interface RevenueLineRow {
  id: string;
  branchId: string;
  branchName: string | null;
  accountId: string | null;
  accountCode: string | null;
  accountName: string | null;
  campaignId: string | null;
  campaignName: string | null;
  product: string | null;
  year: number;
  month: string | null;
  amountFen: number | null;
  pieces: number | null;
  source: RevenueSource;
  dispatchId: string | null;
  note: string;
  bookedAt: Date;
  /** Columns of the catalogue that the query asked for. */
  cells?: Record<string, Cell>;
}

export interface GroupRow extends Figures {
  key: string | null;
  code: string | null;
  label: string | null;
  year: number | null;
}

export type NewRevenueLine = Omit<RevenueLine, 'id' | 'bookedAt' | 'month' | 'dispatchId' | 'source'> & {
  /** `2026-05`, or null when only the year is known. */
  month: string | null;
};

export type DispatchedLine = Pick<
  RevenueLine,
  'branchId' | 'accountId' | 'campaignId' | 'product' | 'amountFen' | 'pieces' | 'dispatchId'
>;

const COLUMNS = `r.id, r.branch_id AS "branchId", b.name AS "branchName", r.account_id AS "accountId",
  a.code AS "accountCode", a.name AS "accountName", r.campaign_id AS "campaignId", c.name AS "campaignName",
  r.product, r.year, to_char(r.month, 'YYYY-MM') AS month, r.amount_fen AS "amountFen", r.pieces, r.source,
  r.dispatch_id AS "dispatchId", r.note, r.booked_at AS "bookedAt"`;
const FIGURES = `coalesce(sum(r.amount_fen), 0)::bigint AS "amountFen", coalesce(sum(r.pieces), 0)::bigint AS pieces,
  count(*)::integer AS lines, count(*) FILTER (WHERE r.amount_fen IS NULL)::integer AS "unpricedLines",
  coalesce(sum(r.pieces) FILTER (WHERE r.amount_fen IS NULL), 0)::bigint AS "unpricedPieces"`;
const FILTER = `($1::date IS NULL OR r.month >= $1 OR (r.month IS NULL AND r.year >= $2))
  AND ($3::date IS NULL OR r.month <= $3 OR (r.month IS NULL AND r.year <= $4))
  AND ($5::uuid IS NULL OR r.branch_id IN (SELECT branch_subtree($5)))
  AND ($6::uuid IS NULL OR r.branch_id = $6)
  AND ($7::uuid IS NULL OR r.account_id = $7) AND (NOT $8::boolean OR r.account_id IS NULL)
  AND ($9::uuid IS NULL OR r.campaign_id = $9) AND (NOT $10::boolean OR r.campaign_id IS NULL)
  AND ($11::date IS NULL OR r.month = $11) AND (NOT $12::boolean OR r.month IS NULL)
  AND ($13::integer IS NULL OR r.year = $13)`;
const GROUPS: Record<Exclude<RevenueGrouping, 'branch'>, string> = {
  campaign: `r.campaign_id AS key, NULL AS code, min(c.name) AS label, NULL::integer AS year`,
  account: `r.account_id AS key, min(a.code) AS code, min(a.name) AS label, NULL::integer AS year`,
  month: `to_char(r.month, 'YYYY-MM') AS key, NULL AS code, to_char(r.month, 'YYYY-MM') AS label, r.year`,
};
const GROUP_BY: Record<Exclude<RevenueGrouping, 'branch'>, string> = {
  campaign: 'r.campaign_id ORDER BY "amountFen" DESC, r.campaign_id',
  account: 'r.account_id ORDER BY "amountFen" DESC, r.account_id',
  month: 'r.month, r.year ORDER BY r.year, r.month NULLS LAST',
};
const LINES: ListSource = {
  columns: COLUMNS,
  from: REVENUE_FROM,
  countFrom: 'FROM revenue_line r',
  filter: FILTER,
  sortColumns: {
    booked: { expression: 'r.booked_at', type: 'timestamptz' },
    month: { expression: `coalesce(r.month, make_date(r.year, 12, 31))`, type: 'date' },
    amount: { expression: 'coalesce(r.amount_fen, 0)', type: 'bigint' },
    account: { expression: `coalesce(a.name, '') COLLATE "zh-x-icu"`, type: 'text' },
    campaign: { expression: `coalesce(c.name, '') COLLATE "zh-x-icu"`, type: 'text' },
    // Lines are only ever added, with growing ids: an export walks them in this order.
    id: { expression: 'r.id', type: 'uuid' },
  },
  defaultSort: '-booked',
  idColumn: 'r.id',
};

@Injectable()
export class RevenueRepository {
  constructor(
    private readonly database: Database,
    private readonly lists: ListRegistry,
  ) {}

  async total(filter: RevenueFilter): Promise<Figures & { campaigns: number }> {
    const [row]: [Figures & { campaigns: number }] = await this.database.manager.query(
      `SELECT ${FIGURES}, count(DISTINCT r.campaign_id)::integer AS campaigns
       FROM revenue_line r WHERE ${FILTER}`,
      parametersOf(filter),
    );
    return row;
  }

  groups(filter: RevenueFilter, by: Exclude<RevenueGrouping, 'branch'>): Promise<GroupRow[]> {
    return this.database.manager.query(
      `SELECT ${GROUPS[by]}, ${FIGURES} ${REVENUE_FROM} WHERE ${FILTER} GROUP BY ${GROUP_BY[by]}`,
      parametersOf(filter),
    );
  }

  byBranch(filter: RevenueFilter): Promise<(Figures & { branchId: string })[]> {
    return this.database.manager.query(
      `SELECT r.branch_id AS "branchId", ${FIGURES} FROM revenue_line r WHERE ${FILTER} GROUP BY r.branch_id`,
      parametersOf(filter),
    );
  }

  async lines(filter: RevenueFilter, query: PageRequest & Narrowing): Promise<Page<RevenueLineRow>> {
    const catalogue = () => this.lists.catalogueOf(this.lists.named('revenue'));
    const { list, parameters } = await narrowedList(LINES, parametersOf(filter), catalogue, query);
    return readPage(this.database.manager, list, query, parameters);
  }

  /** How many lines the filter leaves, all of them. */
  count(filter: RevenueFilter): Promise<number> {
    return countRows(this.database.manager, LINES, parametersOf(filter));
  }

  async insertStated(lines: readonly NewRevenueLine[]): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO revenue_line
         (branch_id, account_id, campaign_id, product, year, month, amount_fen, pieces, source, note)
       SELECT l."branchId", l."accountId", l."campaignId", l.product, l.year, (l.month || '-01')::date,
              l."amountFen", l.pieces, 'stated', l.note
       FROM json_to_recordset($1) AS l ("branchId" uuid, "accountId" uuid, "campaignId" uuid, product text,
         year integer, month text, "amountFen" bigint, pieces bigint, note text)`,
      [JSON.stringify(lines)],
    );
  }

  /**
   * Books a dispatch in the month it went out by its branch's own clock.
   *
   * @returns false when it added nothing: the dispatch is booked already, or its branch is not the viewer's
   */
  async insertDispatched(line: DispatchedLine, dispatchedAt: Date): Promise<boolean> {
    const rows: unknown[] = await this.database.manager.query(
      `INSERT INTO revenue_line
         (branch_id, account_id, campaign_id, product, year, month, amount_fen, pieces, source, dispatch_id)
       SELECT b.id, $2, $3, $4, extract(year FROM d.day), date_trunc('month', d.day)::date, $5, $6, 'dispatch', $7
       FROM branch b CROSS JOIN LATERAL (SELECT ($8::timestamptz AT TIME ZONE b.time_zone)::date AS day) d
       WHERE b.id = $1
       ON CONFLICT (dispatch_id) DO NOTHING RETURNING id`,
      [
        line.branchId,
        line.accountId,
        line.campaignId,
        line.product,
        line.amountFen,
        line.pieces,
        line.dispatchId,
        dispatchedAt,
      ],
    );
    return rows.length === 1;
  }

  async isBooked(dispatchId: string): Promise<boolean> {
    const rows: unknown[] = await this.database.manager.query(
      'SELECT 1 FROM revenue_line WHERE dispatch_id = $1',
      [dispatchId],
    );
    return rows.length === 1;
  }
}

function parametersOf(filter: RevenueFilter): unknown[] {
  const years = wholeYears(filter);
  const id = (value: string | undefined) => (value && value !== 'none' ? value : null);
  return [
    filter.from ? `${filter.from}-01` : null,
    years.from,
    filter.to ? `${filter.to}-01` : null,
    years.to,
    filter.own ? null : (filter.branchId ?? null),
    filter.own ? (filter.branchId ?? null) : null,
    id(filter.accountId),
    filter.accountId === 'none',
    id(filter.campaignId),
    filter.campaignId === 'none',
    filter.month && filter.month !== 'none' ? `${filter.month}-01` : null,
    filter.month === 'none',
    filter.year ?? null,
  ];
}
