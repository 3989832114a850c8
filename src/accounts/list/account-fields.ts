import type { ListField, ListRelation } from '../../../libs/lists/field-catalogue';
import { ACCOUNT_TIERS, TEAM_ROLES } from '../account-words';
import { CONTACT_ROLES, RANKS, STANCES } from '../contacts/contact-words';
import { INDUSTRIES, INDUSTRY_SECTIONS } from '../industries';
import { labelled } from '../../../libs/lists/labelled';
import { REVIEW_DUE } from './account-sql';

export const TIER_NAMES = {
  provincial: ['省级', 'Provincial'],
  key: ['重点', 'Key'],
  standard: ['一般', 'Standard'],
} as const;
export const ROLE_NAMES = {
  'decision-maker': ['决策人', 'Decision maker'],
  influencer: ['影响者', 'Influencer'],
  user: ['使用人', 'User'],
  gatekeeper: ['把关人', 'Gatekeeper'],
  payer: ['付款人', 'Payer'],
  liaison: ['联络人', 'Liaison'],
} as const;
export const RANK_NAMES = {
  executive: ['高层', 'Executive'],
  senior: ['部门负责人', 'Head of department'],
  manager: ['中层', 'Manager'],
  staff: ['经办', 'Staff'],
} as const;
export const STANCE_NAMES = {
  champion: ['力挺', 'Champion'],
  supporter: ['支持', 'Supporter'],
  neutral: ['中立', 'Neutral'],
  sceptic: ['存疑', 'Sceptic'],
  opponent: ['反对', 'Opponent'],
} as const;
const SEAT_NAMES = {
  lead: ['组长', 'Lead'],
  primary: ['主办', 'Primary'],
  backup: ['协办', 'Backup'],
  designer: ['设计', 'Designer'],
  operator: ['作业', 'Operator'],
  sponsor: ['高层联系人', 'Sponsor'],
} as const;

const day = (column: string): string => `(${column} AT TIME ZONE 'Asia/Shanghai')::date`;
const chinese = (column: string) => ({ expression: `${column} COLLATE "zh-x-icu"`, type: 'text' });

const revenueOf = (
  yearsAgo: number,
): string => `(SELECT coalesce(sum(v.amount_fen), 0)::bigint FROM account_revenue v
  WHERE v.account_id = a.id AND v.year = extract(year FROM now() AT TIME ZONE 'Asia/Shanghai')::integer - ${yearsAgo})`;

/** What the list of accounts knows of each, but for the fields of administrators. */
export const ACCOUNT_FIELDS: readonly ListField[] = [
  {
    name: 'name',
    type: 'text',
    label: { zh: '客户名称', en: 'Name' },
    sql: 'a.name',
    sort: chinese('a.name'),
    editable: true,
    required: true,
  },
  {
    name: 'code',
    type: 'text',
    label: { zh: '客户编号', en: 'Code' },
    sql: 'a.code',
    sort: { expression: 'a.code', type: 'text' },
  },
  {
    name: 'tier',
    type: 'enum',
    label: { zh: '等级', en: 'Tier' },
    sql: 'a.tier',
    options: labelled(ACCOUNT_TIERS, TIER_NAMES),
    sort: { expression: `array_position(ARRAY['provincial', 'key', 'standard'], a.tier)`, type: 'integer' },
    groupable: true,
    editable: true,
    editPermission: 'accounts:approve',
    required: true,
  },
  {
    name: 'industrySection',
    type: 'enum',
    label: { zh: '行业门类', en: 'Industry section' },
    sql: 'left(a.industry, 1)',
    options: INDUSTRY_SECTIONS.map(({ code, zh, en }) => ({ value: code, zh, en })),
    groupable: true,
  },
  {
    name: 'industry',
    type: 'enum',
    label: { zh: '行业', en: 'Industry' },
    sql: 'a.industry',
    options: INDUSTRIES.map(({ code, zh, en }) => ({ value: code, zh, en })),
    groupable: true,
    editable: true,
  },
  {
    name: 'branch',
    type: 'branch',
    label: { zh: '所属局', en: 'Branch' },
    sql: 'a.branch_id',
    text: 'b.name',
    sort: { expression: `coalesce(b.code, '')`, type: 'text' },
    groupable: true,
  },
  {
    name: 'manager',
    type: 'user',
    label: { zh: '客户经理', en: 'Account manager' },
    sql: 'a.manager_id',
    text: 'm.name',
    groupable: true,
  },
  {
    name: 'tags',
    type: 'tags',
    label: { zh: '标签', en: 'Tags' },
    sql: 'a.tags',
    text: `array_to_string(a.tags, '、')`,
    editable: true,
  },
  {
    name: 'active',
    type: 'boolean',
    label: { zh: '服务中', en: 'Served' },
    sql: 'a.active',
    groupable: true,
    editable: true,
    required: true,
  },
  {
    name: 'completeness',
    type: 'number',
    label: { zh: '档案完整度', en: 'Completeness' },
    sql: 'a.completeness::integer',
    sort: { expression: 'a.completeness::integer', type: 'integer' },
  },
  {
    name: 'reviewDueOn',
    type: 'date',
    label: { zh: '下次核对', en: 'Next review' },
    sql: 'a.review_due_on',
    sort: { expression: 'a.review_due_on', type: 'date' },
  },
  {
    name: 'reviewDue',
    type: 'boolean',
    label: { zh: '待核对', en: 'Review due' },
    sql: REVIEW_DUE,
  },
  {
    name: 'revenueThisYear',
    type: 'money',
    label: { zh: '本年收入', en: 'Revenue this year' },
    sql: revenueOf(0),
    totalable: true,
    permission: 'revenue:read',
  },
  {
    name: 'revenueLastYear',
    type: 'money',
    label: { zh: '上年收入', en: 'Revenue last year' },
    sql: revenueOf(1),
    totalable: true,
    permission: 'revenue:read',
  },
  {
    name: 'legalName',
    type: 'text',
    label: { zh: '工商登记名称', en: 'Registered name' },
    sql: 'a.legal_name',
    editable: true,
  },
  {
    name: 'creditCode',
    type: 'text',
    label: { zh: '统一社会信用代码', en: 'Credit code' },
    sql: 'a.credit_code',
  },
  {
    name: 'phone',
    type: 'text',
    label: { zh: '总机电话', en: 'Switchboard' },
    sql: 'a.phone',
    editable: true,
  },
  { name: 'website', type: 'text', label: { zh: '网站', en: 'Website' }, sql: 'a.website', editable: true },
  {
    name: 'addresses',
    type: 'text',
    label: { zh: '地址', en: 'Addresses' },
    sql: `(SELECT string_agg(concat_ws(' ', d ->> 'postcode', d ->> 'text'), '、')
      FROM jsonb_array_elements(a.addresses) AS d)`,
  },
  {
    name: 'classifications',
    type: 'tags',
    label: { zh: '分类代码', en: 'Classification codes' },
    sql: 'a.classifications',
    text: `array_to_string(a.classifications, '、')`,
  },
  { name: 'reviewedOn', type: 'date', label: { zh: '上次核对', en: 'Last review' }, sql: 'a.reviewed_on' },
  { name: 'createdAt', type: 'date', label: { zh: '建档日期', en: 'Created' }, sql: day('a.created_at') },
  { name: 'updatedAt', type: 'date', label: { zh: '最近更新', en: 'Last change' }, sql: day('a.updated_at') },
];

/** What an account may be asked to have. */
export const ACCOUNT_RELATIONS: readonly ListRelation[] = [
  {
    name: 'contacts',
    label: { zh: '联系人', en: 'Contacts' },
    from: 'FROM contact_position p JOIN contact c ON c.id = p.contact_id',
    on: `p.account_id = a.id AND c.active
      AND (p.ended_on IS NULL OR p.ended_on > (now() AT TIME ZONE 'Asia/Shanghai')::date)`,
    fields: [
      {
        name: 'role',
        type: 'enum',
        label: { zh: '角色', en: 'Role' },
        sql: 'p.role',
        options: labelled(CONTACT_ROLES, ROLE_NAMES),
      },
      {
        name: 'rank',
        type: 'enum',
        label: { zh: '职级', en: 'Rank' },
        sql: 'p.rank',
        options: labelled(RANKS, RANK_NAMES),
      },
      {
        name: 'stance',
        type: 'enum',
        label: { zh: '立场', en: 'Stance' },
        sql: 'p.stance',
        options: labelled(STANCES, STANCE_NAMES),
      },
      {
        name: 'lastTouchedOn',
        type: 'date',
        label: { zh: '最近联系', en: 'Last touched' },
        sql: 'c.last_touched_on',
      },
    ],
  },
  {
    name: 'team',
    label: { zh: '服务小组成员', en: 'Service team' },
    from: 'FROM account_member t',
    on: 't.account_id = a.id AND app_in_effect(t.from_on, t.until_on, t.branch_id)',
    fields: [
      { name: 'user', type: 'user', label: { zh: '成员', en: 'Member' }, sql: 't.user_id' },
      {
        name: 'role',
        type: 'enum',
        label: { zh: '岗位', en: 'Role' },
        sql: 't.role',
        options: labelled(TEAM_ROLES, SEAT_NAMES),
      },
    ],
  },
  {
    name: 'subsidiaries',
    label: { zh: '下级客户', en: 'Subsidiaries' },
    from: 'FROM key_account s',
    on: 's.parent_id = a.id',
    fields: [
      {
        name: 'tier',
        type: 'enum',
        label: { zh: '等级', en: 'Tier' },
        sql: 's.tier',
        options: labelled(ACCOUNT_TIERS, TIER_NAMES),
      },
      { name: 'active', type: 'boolean', label: { zh: '服务中', en: 'Served' }, sql: 's.active' },
    ],
  },
];
