import type { ListField } from '../../libs/lists/field-catalogue';
import { labelled } from '../../libs/lists/labelled';
import { CAMPAIGN_STATES } from './campaign-states';
import { PRODUCTS } from './products';

const STATE_NAMES = {
  draft: ['草稿', 'Draft'],
  active: ['进行中', 'Active'],
  done: ['已完成', 'Done'],
  cancelled: ['已取消', 'Cancelled'],
} as const;

/** What is asked of a campaign, by itself and as what an account has; `c` is the campaign. */
export const CAMPAIGN_FIELDS: readonly ListField[] = [
  {
    name: 'name',
    type: 'text',
    label: { zh: '活动名称', en: 'Name' },
    sql: 'c.name',
    sort: { expression: 'c.name COLLATE "zh-x-icu"', type: 'text' },
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
  },
  {
    name: 'year',
    type: 'number',
    label: { zh: '年份', en: 'Year' },
    sql: `extract(year FROM coalesce(c.starts_on, (c.created_at AT TIME ZONE 'Asia/Shanghai')::date))::integer`,
  },
  {
    name: 'startsOn',
    type: 'date',
    label: { zh: '开始日期', en: 'Starts' },
    sql: 'c.starts_on',
    sort: { expression: `coalesce(c.starts_on, 'infinity')`, type: 'date' },
  },
  { name: 'endsOn', type: 'date', label: { zh: '结束日期', en: 'Ends' }, sql: 'c.ends_on' },
  {
    name: 'plannedPieces',
    type: 'number',
    label: { zh: '计划件数', en: 'Planned pieces' },
    sql: 'c.planned_pieces',
    sort: { expression: 'coalesce(c.planned_pieces, 0)', type: 'integer' },
    totalable: true,
  },
  {
    name: 'budget',
    type: 'money',
    label: { zh: '预算', en: 'Budget' },
    sql: 'c.budget_fen',
    totalable: true,
  },
];
