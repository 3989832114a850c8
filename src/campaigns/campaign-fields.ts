import type { ListField } from '../../libs/lists/field-catalogue';
import { labelled } from '../../libs/lists/labelled';
import { CAMPAIGN_STATES } from './campaign-states';
import { PRODUCTS } from './products';

const STATE_NAMES = {
  draft: ['策划中', 'Planned'],
  active: ['进行中', 'Running'],
  done: ['已完成', 'Done'],
  cancelled: ['已取消', 'Cancelled'],
} as const;
const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const MONTH_NAMES = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

const chinese = (column: string) => ({ expression: `${column} COLLATE "zh-x-icu"`, type: 'text' });
const day = (column: string): string => `(${column} AT TIME ZONE 'Asia/Shanghai')::date`;

/**
 * What is asked of a campaign, by itself and as what an account has; `c` is the campaign. What may be edited is called
 * as it is in the campaign's own `PATCH`.
 */
export const CAMPAIGN_FIELDS: readonly ListField[] = [
  {
    name: 'name',
    type: 'text',
    label: { zh: '活动名称', en: 'Name' },
    sql: 'c.name',
    sort: chinese('c.name'),
    narrow: { contains: (text) => `c.id = ANY (ARRAY(SELECT search_matching('campaign', ${text})))` },
  },
  {
    name: 'state',
    type: 'enum',
    label: { zh: '状态', en: 'State' },
    sql: 'c.state',
    options: labelled(CAMPAIGN_STATES, STATE_NAMES),
    groupable: true,
  },
  {
    name: 'product',
    type: 'enum',
    label: { zh: '产品', en: 'Product' },
    sql: 'c.product',
    options: PRODUCTS.map(({ code, zh, en }) => ({ value: code, zh, en })),
    groupable: true,
    editable: true,
    required: true,
  },
  {
    name: 'occasion',
    type: 'text',
    label: { zh: '节日或商机', en: 'Occasion' },
    sql: 'c.occasion',
    groupable: true,
    editable: true,
  },
  {
    name: 'year',
    type: 'number',
    label: { zh: '年份', en: 'Year' },
    sql: `extract(year FROM coalesce(c.starts_on, ${day('c.created_at')}))::integer`,
    groupable: true,
  },
  {
    name: 'startsOn',
    type: 'date',
    label: { zh: '开始日期', en: 'Starts' },
    sql: 'c.starts_on',
    sort: { expression: `coalesce(c.starts_on, 'infinity')`, type: 'date' },
    editable: true,
  },
  {
    name: 'endsOn',
    type: 'date',
    label: { zh: '结束日期', en: 'Ends' },
    sql: 'c.ends_on',
    editable: true,
  },
  {
    name: 'plannedPieces',
    type: 'number',
    label: { zh: '计划件数', en: 'Planned pieces' },
    sql: 'c.planned_pieces',
    sort: { expression: 'coalesce(c.planned_pieces, 0)', type: 'integer' },
    totalable: true,
    editable: true,
  },
  {
    name: 'pricePerPieceFen',
    type: 'money',
    label: { zh: '每件单价', en: 'Price per piece' },
    sql: 'c.price_per_piece_fen',
    editable: true,
  },
  {
    name: 'budgetFen',
    type: 'money',
    label: { zh: '预算', en: 'Budget' },
    sql: 'c.budget_fen',
    sort: { expression: 'coalesce(c.budget_fen, 0)', type: 'bigint' },
    totalable: true,
    editable: true,
  },
  { name: 'note', type: 'text', label: { zh: '备注', en: 'Note' }, sql: 'c.note', editable: true },
  {
    name: 'createdAt',
    type: 'date',
    label: { zh: '创建日期', en: 'Created' },
    sql: day('c.created_at'),
    sort: { expression: 'c.created_at', type: 'timestamptz' },
  },
  { name: 'updatedAt', type: 'date', label: { zh: '最近更新', en: 'Last change' }, sql: day('c.updated_at') },
];

/** What else the list of campaigns knows of each, from the joins of {@link CAMPAIGN_FROM}. */
export const CAMPAIGN_LIST_FIELDS: readonly ListField[] = [
  {
    name: 'account',
    type: 'record',
    refersTo: 'accounts',
    label: { zh: '大客户', en: 'Account' },
    sql: 'c.account_id',
    text: 'a.name',
    sort: chinese(`coalesce(a.name, '')`),
    groupable: true,
  },
  {
    name: 'accountName',
    type: 'text',
    label: { zh: '大客户名称', en: 'Account name' },
    sql: 'a.name',
    narrow: { contains: (text) => `c.account_id = ANY (ARRAY(SELECT key_account_matching(${text})))` },
  },
  {
    name: 'accountManager',
    type: 'user',
    label: { zh: '客户经理', en: 'Account manager' },
    sql: 'a.manager_id',
    text: '(SELECT m.name FROM user_account m WHERE m.id = a.manager_id)',
    groupable: true,
  },
  {
    name: 'branch',
    type: 'branch',
    label: { zh: '所属局', en: 'Branch' },
    sql: 'c.branch_id',
    text: 'b.name',
    sort: { expression: `coalesce(b.code, '')`, type: 'text' },
    groupable: true,
  },
  {
    name: 'runsUntil',
    type: 'date',
    label: { zh: '执行至', en: 'Runs until' },
    sql: 'coalesce(c.ends_on, c.starts_on)',
  },
  {
    name: 'months',
    type: 'tags',
    label: { zh: '执行月份', en: 'Months it runs in' },
    sql: 'c.months::text[]',
    text: `array_to_string(c.months, '、')`,
    options: MONTHS.map((month) => ({
      value: String(month),
      zh: `${month} 月`,
      en: MONTH_NAMES[month - 1]!,
    })),
  },
  {
    name: 'listId',
    type: 'record',
    refersTo: 'address-lists',
    label: { zh: '名址库', en: 'Address list' },
    sql: 'c.list_id',
    text: '(SELECT l.name FROM address_list l WHERE l.id = c.list_id)',
    permission: 'lists:read',
  },
  {
    name: 'designId',
    type: 'record',
    refersTo: 'designs',
    label: { zh: '版式', en: 'Design' },
    sql: 'c.design_id',
    text: '(SELECT d.name FROM design d WHERE d.id = c.design_id)',
    permission: 'designs:read',
  },
];
