import { Injectable } from '@nestjs/common';
import type { FieldCatalogue, ListField } from '../../libs/lists/field-catalogue';
import { branchField, dayOf, nameOrder } from '../../libs/lists/field-sql';
import { labelled } from '../../libs/lists/labelled';
import {
  type ListExtension,
  ListExtensionSource,
  type RecordList,
  RecordListSource,
} from '../../libs/lists/record-list';
import { AccountClassesService } from '../accounts/list/account-classes.service';
import { CampaignsService } from '../campaigns/campaigns.service';
import { REVENUE_SOURCES } from './revenue-line.entity';

/** Left joins: money counts for whoever sees the line, also when its account or campaign is out of sight. */
export const REVENUE_FROM = `FROM revenue_line r LEFT JOIN branch b ON b.id = r.branch_id
  LEFT JOIN key_account a ON a.id = r.account_id LEFT JOIN campaign c ON c.id = r.campaign_id`;

/** What a line `r` knows by itself: for its own list, and for accounts that have lines. */
const LINE_FIELDS: readonly ListField[] = [
  {
    name: 'year',
    type: 'number',
    label: { zh: '年份', en: 'Year' },
    sql: 'r.year',
    sort: { expression: 'r.year', type: 'integer' },
    groupable: true,
  },
  {
    name: 'month',
    type: 'date',
    label: { zh: '月份', en: 'Month' },
    sql: 'r.month',
    // A line whose month nobody stated still says its year.
    text: `coalesce(to_char(r.month, 'YYYY-MM'), r.year::text)`,
    sort: { expression: `coalesce(r.month, make_date(r.year, 12, 31))`, type: 'date' },
  },
  {
    name: 'source',
    type: 'enum',
    label: { zh: '来源', en: 'Source' },
    sql: 'r.source',
    options: labelled(REVENUE_SOURCES, { stated: ['申报', 'Stated'], dispatch: ['交寄入账', 'Dispatch'] }),
    sort: { expression: 'r.source', type: 'text' },
    groupable: true,
  },
  {
    name: 'pieces',
    type: 'number',
    label: { zh: '件数', en: 'Pieces' },
    sql: 'r.pieces',
    sort: { expression: 'coalesce(r.pieces, 0)', type: 'bigint' },
    totalable: true,
  },
  {
    name: 'amount',
    type: 'money',
    label: { zh: '收入', en: 'Revenue' },
    sql: 'r.amount_fen',
    sort: { expression: 'coalesce(r.amount_fen, 0)', type: 'bigint' },
    totalable: true,
  },
];

const OWN_FIELDS: readonly ListField[] = [
  {
    name: 'campaign',
    type: 'record',
    refersTo: 'campaigns',
    label: { zh: '营销活动', en: 'Campaign' },
    sql: 'r.campaign_id',
    text: 'c.name',
    sort: nameOrder('c.name'),
    groupable: true,
  },
  {
    name: 'account',
    type: 'record',
    refersTo: 'accounts',
    label: { zh: '大客户', en: 'Account' },
    sql: 'r.account_id',
    text: 'a.name',
    sort: nameOrder('a.name'),
    groupable: true,
  },
  {
    name: 'accountCode',
    type: 'text',
    label: { zh: '客户代码', en: 'Account code' },
    sql: 'a.code',
    sort: { expression: `coalesce(a.code, '')`, type: 'text' },
  },
  branchField('r.branch_id'),
  {
    name: 'note',
    type: 'text',
    label: { zh: '备注', en: 'Note' },
    sql: 'r.note',
    sort: nameOrder('r.note'),
  },
  {
    name: 'booked',
    type: 'date',
    label: { zh: '入账日期', en: 'Booked on' },
    sql: dayOf('r.booked_at'),
    sort: { expression: 'r.booked_at', type: 'timestamptz' },
  },
];

const EARNED = `(SELECT coalesce(sum(r.amount_fen), 0)::bigint FROM revenue_line r WHERE r.campaign_id = c.id)`;

/** Revenue lines as a list that people filter, group, save and export. Money is booked, never edited. */
@Injectable()
@RecordListSource()
export class RevenueList implements RecordList {
  readonly name = 'revenue';
  readonly title = { zh: '收入明细', en: 'Revenue lines' };
  readonly permission = 'revenue:read';
  readonly exportPermission = 'revenue:export';
  readonly from = REVENUE_FROM;
  readonly idColumn = 'r.id';
  readonly defaultSort = '-booked';

  constructor(
    private readonly campaigns: CampaignsService,
    private readonly classes: AccountClassesService,
  ) {}

  catalogue(): FieldCatalogue {
    const product: ListField = {
      name: 'product',
      type: 'enum',
      label: { zh: '产品', en: 'Product' },
      sql: 'r.product',
      options: this.campaigns.products().map(({ code, zh, en }) => ({ value: code, zh, en })),
      sort: { expression: `coalesce(r.product, '')`, type: 'text' },
      groupable: true,
    };
    return { fields: [...LINE_FIELDS, product, ...OWN_FIELDS, ...this.accountFields()], relations: [] };
  }

  /** What kind of account a line is of, for sums by it. */
  private accountFields(): ListField[] {
    return [
      {
        name: 'accountTier',
        type: 'enum',
        label: { zh: '客户等级', en: 'Account tier' },
        sql: 'a.tier',
        options: this.classes.tiers,
        groupable: true,
      },
      {
        name: 'accountIndustrySection',
        type: 'enum',
        label: { zh: '客户行业门类', en: 'Industry section of the account' },
        sql: 'left(a.industry, 1)',
        options: this.classes.industrySections,
        groupable: true,
      },
    ];
  }
}

/** Accounts can be asked for the money they brought, by year and month. */
@Injectable()
@ListExtensionSource()
export class AccountRevenueLines implements ListExtension {
  readonly list = 'accounts';
  readonly relations = [
    {
      name: 'revenue',
      label: { zh: '收入', en: 'Revenue' },
      from: 'FROM revenue_line r',
      on: 'r.account_id = a.id',
      fields: LINE_FIELDS,
      permission: 'revenue:read',
    },
  ];
}

/** Campaigns show what they earned, to whoever may read revenue. */
@Injectable()
@ListExtensionSource()
export class CampaignRevenue implements ListExtension {
  readonly list = 'campaigns';
  readonly fields: readonly ListField[] = [
    {
      name: 'revenue',
      type: 'money',
      label: { zh: '收入', en: 'Revenue' },
      sql: EARNED,
      sort: { expression: EARNED, type: 'bigint' },
      totalable: true,
      permission: 'revenue:read',
    },
  ];
  readonly relations = [
    {
      name: 'revenue',
      label: { zh: '收入明细', en: 'Revenue lines' },
      from: 'FROM revenue_line r',
      on: 'r.campaign_id = c.id',
      fields: LINE_FIELDS,
      permission: 'revenue:read',
    },
  ];
}
