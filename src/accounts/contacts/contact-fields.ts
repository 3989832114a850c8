import type { ListField, ListRelation } from '../../../libs/lists/field-catalogue';
import { labelled } from '../../../libs/lists/labelled';
import { ACCOUNT_TIERS } from '../account-words';
import { RANK_NAMES, ROLE_NAMES, STANCE_NAMES, TIER_NAMES } from '../list/account-fields';
import {
  BIRTHDAY_ORDER,
  birthdayWithin,
  FIRMS,
  LAST_TOUCHED,
  mainPosition,
  maskedEmail,
  maskedHandle,
  maskedNumber,
  NEXT_BIRTHDAY,
} from './contact-sql';
import { CONTACT_ROLES, LAWFUL_BASES, RANKS, STANCES, TOUCH_CHANNELS } from './contact-words';
import { CURRENT_POSITION } from './positions.repository';

const BASIS_NAMES = {
  consent: ['本人同意', 'Consent'],
  contract: ['合同所需', 'Contract'],
  'legitimate-interest': ['正当利益', 'Legitimate interest'],
  'public-source': ['公开来源', 'Public source'],
} as const;
const CHANNEL_NAMES = {
  phone: ['电话', 'Phone'],
  wechat: ['微信', 'WeChat'],
  email: ['邮件', 'E-mail'],
  visit: ['走访', 'Visit'],
  event: ['活动', 'Event'],
  mail: ['信函', 'Letter'],
} as const;

const day = (column: string): string => `(${column} AT TIME ZONE 'Asia/Shanghai')::date`;
const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
].map((en, index) => ({ value: String(index + 1), zh: `${index + 1} 月`, en }));

/** Masked, and answering nothing but whether it is there: a question to the value would tell it digit by digit. */
const masked = (name: string, label: ListField['label'], sql: string): ListField => ({
  name,
  type: 'text',
  label,
  sql,
  operators: ['empty', 'filled'],
});

/** Only shown: of positions a contact is asked through the relation. */
const shown = (field: Pick<ListField, 'name' | 'label' | 'sql' | 'options'>): ListField => ({
  ...field,
  type: field.options ? 'enum' : 'text',
  operators: [],
});

/**
 * What the list of contacts knows of each. What reaches or describes a person (preferences, notes, on what ground data
 * is kept in words) is not in it; numbers and addresses are masked, and a birthday goes no further than its month.
 */
export const CONTACT_FIELDS: readonly ListField[] = [
  {
    name: 'name',
    type: 'text',
    label: { zh: '姓名', en: 'Name' },
    sql: 'c.name',
    sort: { expression: 'c.name COLLATE "zh-x-icu"', type: 'text' },
    narrow: {
      contains: (text) => `c.id = ANY (ARRAY(SELECT search_matching('contact', ${text})))`,
      starts: (text) => `c.id = ANY (ARRAY(SELECT search_matching('contact', ${text})))`,
    },
  },
  shown({ name: 'firm', label: { zh: '单位', en: 'Company' }, sql: FIRMS }),
  shown({ name: 'post', label: { zh: '职务', en: 'Title' }, sql: mainPosition('p.title') }),
  shown({
    name: 'role',
    label: { zh: '角色', en: 'Role' },
    sql: mainPosition('p.role'),
    options: labelled(CONTACT_ROLES, ROLE_NAMES),
  }),
  shown({
    name: 'rank',
    label: { zh: '职级', en: 'Rank' },
    sql: mainPosition('p.rank'),
    options: labelled(RANKS, RANK_NAMES),
  }),
  shown({
    name: 'stance',
    label: { zh: '立场', en: 'Stance' },
    sql: mainPosition('p.stance'),
    options: labelled(STANCES, STANCE_NAMES),
  }),
  masked('mobile', { zh: '手机（已遮盖）', en: 'Mobile (masked)' }, maskedNumber('c.mobile')),
  masked('phone', { zh: '电话（已遮盖）', en: 'Phone (masked)' }, maskedNumber('c.phone')),
  masked('email', { zh: '电子邮箱（已遮盖）', en: 'E-mail (masked)' }, maskedEmail('c.email')),
  masked('wechat', { zh: '微信（已遮盖）', en: 'WeChat (masked)' }, maskedHandle('c.wechat')),
  {
    ...masked('birthday', { zh: '生日', en: 'Birthday' }, `lpad(c.birthday_month::text, 2, '0') || '-**'`),
    sort: { expression: BIRTHDAY_ORDER, type: 'integer' },
  },
  {
    name: 'birthdayMonth',
    type: 'enum',
    label: { zh: '生日月份', en: 'Birthday month' },
    sql: 'c.birthday_month::text',
    options: MONTHS,
    groupable: true,
  },
  {
    name: 'nextBirthday',
    type: 'date',
    label: { zh: '下次生日（公历）', en: 'Next birthday (solar)' },
    sql: NEXT_BIRTHDAY,
    text: `to_char(${NEXT_BIRTHDAY}, 'YYYY-MM') || '-**'`,
    operators: ['next', 'empty', 'filled'],
    narrow: { next: birthdayWithin },
  },
  {
    name: 'lastTouchedOn',
    type: 'date',
    label: { zh: '最近联系', en: 'Last touched' },
    sql: 'c.last_touched_on',
    sort: { expression: LAST_TOUCHED, type: 'date' },
  },
  {
    name: 'branch',
    type: 'branch',
    label: { zh: '建档局', en: 'Kept by branch' },
    sql: 'c.branch_id',
    text: 'b.name',
    sort: { expression: `coalesce(b.code, '')`, type: 'text' },
    groupable: true,
  },
  {
    name: 'active',
    type: 'boolean',
    label: { zh: '在用', en: 'In use' },
    sql: 'c.active',
    groupable: true,
    editable: true,
    required: true,
  },
  {
    name: 'lawfulBasis',
    type: 'enum',
    label: { zh: '合法依据', en: 'Lawful basis' },
    sql: 'c.lawful_basis',
    options: labelled(LAWFUL_BASES, BASIS_NAMES),
    groupable: true,
    editable: true,
  },
  { name: 'createdAt', type: 'date', label: { zh: '建档日期', en: 'Created' }, sql: day('c.created_at') },
  { name: 'updatedAt', type: 'date', label: { zh: '最近更新', en: 'Last change' }, sql: day('c.updated_at') },
];

/** What a contact may be asked to have. */
export const CONTACT_RELATIONS: readonly ListRelation[] = [
  {
    name: 'positions',
    label: { zh: '现任职务', en: 'Positions' },
    from: 'FROM contact_position p JOIN key_account a ON a.id = p.account_id',
    on: `p.contact_id = c.id AND ${CURRENT_POSITION}`,
    fields: [
      {
        name: 'account',
        type: 'record',
        refersTo: 'accounts',
        label: { zh: '大客户', en: 'Account' },
        sql: 'p.account_id',
      },
      {
        name: 'accountName',
        type: 'text',
        label: { zh: '大客户名称', en: 'Account name' },
        sql: 'a.name',
        narrow: { contains: (text) => `p.account_id = ANY (ARRAY(SELECT key_account_matching(${text})))` },
      },
      {
        name: 'tier',
        type: 'enum',
        label: { zh: '客户等级', en: 'Account tier' },
        sql: 'a.tier',
        options: labelled(ACCOUNT_TIERS, TIER_NAMES),
      },
      {
        name: 'manager',
        type: 'user',
        label: { zh: '客户经理', en: 'Account manager' },
        sql: 'a.manager_id',
      },
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
        name: 'strength',
        type: 'number',
        label: { zh: '影响力', en: 'Influence' },
        sql: 'p.strength::integer',
      },
      { name: 'title', type: 'text', label: { zh: '职务', en: 'Title' }, sql: 'p.title' },
      { name: 'department', type: 'text', label: { zh: '部门', en: 'Department' }, sql: 'p.department' },
      {
        name: 'primary',
        type: 'boolean',
        label: { zh: '首要联系人', en: 'Main contact' },
        sql: 'p.is_primary',
      },
      { name: 'startedOn', type: 'date', label: { zh: '到任日期', en: 'From' }, sql: 'p.started_on' },
    ],
  },
  {
    name: 'touches',
    label: { zh: '联系记录', en: 'Touches' },
    from: 'FROM contact_touch t',
    on: 't.contact_id = c.id',
    fields: [
      {
        name: 'channel',
        type: 'enum',
        label: { zh: '方式', en: 'Channel' },
        sql: 't.channel',
        options: labelled(TOUCH_CHANNELS, CHANNEL_NAMES),
      },
      { name: 'on', type: 'date', label: { zh: '日期', en: 'Day' }, sql: 't.touched_on' },
      { name: 'by', type: 'user', label: { zh: '联系人员', en: 'By' }, sql: 't.user_id' },
    ],
  },
  {
    name: 'coveredBy',
    label: { zh: '我方对接人', en: 'Covered by' },
    from: 'FROM contact_cover v',
    on: 'v.contact_id = c.id',
    fields: [{ name: 'user', type: 'user', label: { zh: '对接人', en: 'Colleague' }, sql: 'v.user_id' }],
  },
];
