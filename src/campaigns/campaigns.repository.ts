import { Injectable } from '@nestjs/common';
import { Database } from '../../libs/database/database';
import type { Page } from '../../libs/database/keyset';
import { type ListSource, readPage } from '../../libs/database/list-page';
import { saveVersion } from '../../libs/database/save-version';
import type { FieldCatalogue } from '../../libs/lists/field-catalogue';
import { type Cell, narrowedList } from '../../libs/lists/narrowed-list';
import type { CellValue, ChangedRecord } from '../../libs/lists/record-list';
import { CAMPAIGN_FROM } from './campaign-sql';
import type { CampaignQueryDto } from './campaign.dto';
import { Campaign } from './campaign.entity';

export type CampaignRow = Campaign & {
  branchName: string | null;
  accountCode: string | null;
  accountName: string | null;
  /** Columns of the catalogue that the query asked for. */
  cells?: Record<string, Cell>;
};

export type CampaignFields = Pick<
  Campaign,
  | 'name'
  | 'product'
  | 'occasion'
  | 'startsOn'
  | 'endsOn'
  | 'months'
  | 'plannedPieces'
  | 'piecesPerMonth'
  | 'listId'
  | 'designId'
  | 'pricePerPieceFen'
  | 'budgetFen'
  | 'note'
  | 'state'
>;

/** What a batch freezes of its campaign. */
export type CampaignForFreeze = Pick<
  Campaign,
  'id' | 'branchId' | 'accountId' | 'listId' | 'designId' | 'pricePerPieceFen' | 'state'
>;

const COLUMNS = `c.id, c.branch_id AS "branchId", b.name AS "branchName", c.account_id AS "accountId",
  a.code AS "accountCode", a.name AS "accountName", c.name, c.product, c.occasion,
  c.starts_on::text AS "startsOn", c.ends_on::text AS "endsOn", c.months, c.planned_pieces AS "plannedPieces",
  c.pieces_per_month AS "piecesPerMonth", c.list_id AS "listId", c.design_id AS "designId",
  c.price_per_piece_fen AS "pricePerPieceFen", c.budget_fen AS "budgetFen", c.note, c.state, c.version,
  c.created_at AS "createdAt", c.updated_at AS "updatedAt"`;
const LIST: ListSource = {
  columns: COLUMNS,
  from: CAMPAIGN_FROM,
  // $5 is the first day of a month. A gap within the dates shows in `months`; months without dates fit any year.
  filter: `($1::text IS NULL OR c.id = ANY (ARRAY(SELECT search_matching('campaign', $1))))
    AND ($2::uuid IS NULL OR c.account_id = $2)
    AND ($3::uuid IS NULL OR c.branch_id IN (SELECT branch_subtree($3)))
    AND ($4::text IS NULL OR c.state = $4)
    AND ($5::date IS NULL OR (
      (c.starts_on IS NULL OR c.starts_on < $5::date + interval '1 month')
      AND (c.starts_on IS NULL OR coalesce(c.ends_on, c.starts_on) >= $5::date)
      AND (c.months = '{}' OR extract(month FROM $5::date)::integer = ANY (c.months))
      AND (c.starts_on IS NOT NULL OR c.months <> '{}')))`,
  sortColumns: {
    created: { expression: 'c.created_at', type: 'timestamptz' },
    name: { expression: 'c.name COLLATE "zh-x-icu"', type: 'text' },
    account: { expression: `coalesce(a.name, '') COLLATE "zh-x-icu"`, type: 'text' },
    branch: { expression: `coalesce(b.code, '')`, type: 'text' },
    startsOn: { expression: `coalesce(c.starts_on, 'infinity')`, type: 'date' },
    plannedPieces: { expression: 'coalesce(c.planned_pieces, 0)', type: 'integer' },
  },
  defaultSort: '-created',
  idColumn: 'c.id',
};

const TEXT = `r.value #>> '{}'`;
/** Assignment of each field that a change of many may set; `r.value` is its JSON. */
const ASSIGNMENTS: Readonly<Record<string, string>> = {
  product: `product = ${TEXT}`,
  occasion: `occasion = ${TEXT}`,
  startsOn: `starts_on = (${TEXT})::date`,
  endsOn: `ends_on = (${TEXT})::date`,
  plannedPieces: `planned_pieces = (${TEXT})::integer`,
  pricePerPieceFen: `price_per_piece_fen = (${TEXT})::integer`,
  budgetFen: `budget_fen = (${TEXT})::bigint`,
  note: `note = coalesce(${TEXT}, '')`,
};

/** One campaign as a change of many leaves it. */
export interface EditedCampaign {
  id: string;
  version: number;
  value: CellValue;
}

@Injectable()
export class CampaignsRepository {
  constructor(private readonly database: Database) {}

  async page(query: CampaignQueryDto, catalogue: () => Promise<FieldCatalogue>): Promise<Page<CampaignRow>> {
    const own = [
      query.q || null,
      query.accountId ?? null,
      query.branchId ?? null,
      query.state ?? null,
      query.month ? `${query.month}-01` : null,
    ];
    const { list, parameters } = await narrowedList(LIST, own, catalogue, query);
    return readPage(this.database.manager, list, query, parameters);
  }

  async byId(id: string): Promise<CampaignRow | undefined> {
    const rows: CampaignRow[] = await this.database.manager.query(
      `SELECT ${COLUMNS} ${CAMPAIGN_FROM} WHERE c.id = $1`,
      [id],
    );
    return rows[0];
  }

  async some(ids: readonly string[]): Promise<CampaignRow[]> {
    return this.database.manager.query(
      `SELECT ${COLUMNS} ${CAMPAIGN_FROM} WHERE c.id = ANY ($1::uuid[]) ORDER BY c.id`,
      [ids],
    );
  }

  async forFreeze(id: string): Promise<CampaignForFreeze | undefined> {
    const rows: CampaignForFreeze[] = await this.database.manager.query(
      `SELECT id, branch_id AS "branchId", account_id AS "accountId", list_id AS "listId",
              design_id AS "designId", price_per_piece_fen AS "pricePerPieceFen", state
       FROM campaign WHERE id = $1 FOR SHARE`,
      [id],
    );
    return rows[0];
  }

  async insert(campaign: CampaignFields & Pick<Campaign, 'branchId' | 'accountId'>): Promise<string> {
    const [row]: { id: string }[] = await this.database.manager.query(
      `INSERT INTO campaign (branch_id, account_id, name, product, occasion, starts_on, ends_on, months,
         planned_pieces, pieces_per_month, list_id, design_id, price_per_piece_fen, budget_fen, note, state)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) RETURNING id`,
      [
        campaign.branchId,
        campaign.accountId,
        campaign.name,
        campaign.product,
        campaign.occasion,
        campaign.startsOn,
        campaign.endsOn,
        campaign.months,
        campaign.plannedPieces,
        campaign.piecesPerMonth,
        campaign.listId,
        campaign.designId,
        campaign.pricePerPieceFen,
        campaign.budgetFen,
        campaign.note,
        campaign.state,
      ],
    );
    return row!.id;
  }

  /** @throws AppError `record.stale` */
  update(id: string, version: number, change: Partial<CampaignFields>): Promise<void> {
    return saveVersion(this.database.manager, Campaign, id, version, change);
  }

  /** Sets one field of each campaign that still has its version, and counts the version up. */
  async setField(field: string, campaigns: readonly EditedCampaign[]): Promise<ChangedRecord[]> {
    const assignment = ASSIGNMENTS[field];
    if (!assignment) throw new Error(`field "${field}" cannot be set for many campaigns`);
    const [rows]: [ChangedRecord[], number] = await this.database.manager.query(
      `UPDATE campaign c SET ${assignment}, version = c.version + 1, updated_at = now()
       FROM jsonb_to_recordset($1) AS r (id uuid, version integer, value jsonb)
       WHERE c.id = r.id AND c.version = r.version RETURNING c.id, c.version`,
      [JSON.stringify(campaigns)],
    );
    return rows;
  }

  async listVisible(listId: string): Promise<boolean> {
    const rows: unknown[] = await this.database.manager.query('SELECT 1 FROM address_list WHERE id = $1', [
      listId,
    ]);
    return rows.length === 1;
  }

  /** Foreign keys see every branch's rows; a look under row security does not. */
  async designVisible(designId: string): Promise<boolean> {
    const rows: unknown[] = await this.database.manager.query('SELECT 1 FROM design WHERE id = $1', [
      designId,
    ]);
    return rows.length === 1;
  }
}
