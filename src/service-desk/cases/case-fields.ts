import type { ListField, ListRelation } from '../../../libs/lists/field-catalogue';
import { labelled } from '../../../libs/lists/labelled';
import { CASE_STATES } from './case-states';
import { ESCALATED, MINE, NEXT_DUE, OVERDUE, REPORT_DUE, RUNNING, SCORE, URGENCY_RANK } from './case-sql';
import { CASE_KINDS, CAUSE_CATEGORIES, SERVED_TIERS, URGENCIES } from './case-words';

const KIND_NAMES = {
  request: ['需求', 'Request'],
  complaint: ['投诉', 'Complaint'],
  suggestion: ['建议', 'Suggestion'],
  fault: ['故障', 'Fault'],
} as const;
const URGENCY_NAMES = {
  low: ['不急', 'Low'],
  normal: ['一般', 'Normal'],
  high: ['紧急', 'High'],
  critical: ['特急', 'Critical'],
} as const;
const STATE_NAMES = {
  open: ['已受理', 'Taken'],
  heard: ['已答复', 'Heard'],
  'remedy-offered': ['已提方案', 'Remedy offered'],
  resolved: ['已办结', 'Resolved'],
  'followed-up': ['已回访', 'Followed up'],
  withdrawn: ['已撤回', 'Withdrawn'],
} as const;

const CAUSE_NAMES = {
  people: ['人员', 'People'],
  process: ['流程', 'Process'],
  material: ['材料', 'Material'],
  equipment: ['设备', 'Equipment'],
  data: ['数据与名址', 'Data and addresses'],
  transport: ['运输投递', 'Transport and delivery'],
  client: ['客户方', 'The client'],
  other: ['其他', 'Other'],
} as const;
const TIER_NAMES = {
  provincial: ['省级', 'Provincial'],
  key: ['重点', 'Key'],
  standard: ['一般', 'Standard'],
} as const;

const day = (column: string): string => `(${column} AT TIME ZONE 'Asia/Shanghai')::date`;
const minute = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI')`;

/**
 * What is asked of a case, by itself and as what an account has; `c` is the case. What may be edited is called as it is
 * in the case's own `PATCH`. Who called stands in none of it: a name in a list of cases would be one more place where
 * people are kept.
 */
const OWN_FIELDS: readonly ListField[] = [
  {
    name: 'kind',
    type: 'enum',
    label: { zh: '类型', en: 'Kind' },
    sql: 'c.kind',
    options: labelled(CASE_KINDS, KIND_NAMES),
    groupable: true,
  },
  {
    name: 'state',
    type: 'enum',
    label: { zh: '状态', en: 'State' },
    sql: 'c.state',
    options: labelled(CASE_STATES, STATE_NAMES),
    groupable: true,
  },
  {
    name: 'running',
    type: 'boolean',
    label: { zh: '办理中', en: 'Open' },
    sql: `(${RUNNING})`,
    groupable: true,
  },
  {
    name: 'urgency',
    type: 'enum',
    label: { zh: '紧急程度', en: 'Urgency' },
    sql: 'c.urgency',
    options: labelled(URGENCIES, URGENCY_NAMES),
    sort: { expression: URGENCY_RANK, type: 'integer' },
    groupable: true,
    editable: true,
    required: true,
  },
  {
    name: 'category',
    type: 'text',
    label: { zh: '类别', en: 'Category' },
    sql: 'c.category',
    groupable: true,
    editable: true,
  },
];
const RESOLVE_DUE: ListField = {
  name: 'resolveDueOn',
  type: 'date',
  label: { zh: '办结时限', en: 'To be resolved by' },
  sql: day('c.resolve_due_at'),
};

/** What an account is asked of its cases. */
export const CASE_FIELDS: readonly ListField[] = [
  ...OWN_FIELDS,
  { name: 'owner', type: 'user', label: { zh: '负责人', en: 'Owner' }, sql: 'c.owner_id' },
  { name: 'openedOn', type: 'date', label: { zh: '受理日期', en: 'Taken on' }, sql: day('c.opened_at') },
  RESOLVE_DUE,
];

/** What the list of cases knows of each, from the joins of {@link CASE_FROM}. */
export const CASE_LIST_FIELDS: readonly ListField[] = [
  {
    name: 'title',
    type: 'text',
    label: { zh: '标题', en: 'Title' },
    sql: 'c.title',
    narrow: { contains: (text) => `c.id = ANY (ARRAY(SELECT search_matching('case', ${text})))` },
  },
  {
    name: 'number',
    type: 'text',
    label: { zh: '编号', en: 'Number' },
    sql: 'c.number',
    sort: { expression: 'c.number', type: 'text' },
  },
  ...OWN_FIELDS,
  {
    name: 'account',
    type: 'record',
    refersTo: 'accounts',
    label: { zh: '大客户', en: 'Account' },
    sql: 'c.account_id',
    text: 'a.name',
    sort: { expression: `coalesce(a.name, '') COLLATE "zh-x-icu"`, type: 'text' },
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
    name: 'tier',
    type: 'enum',
    label: { zh: '受理时等级', en: 'Tier when opened' },
    sql: 'c.tier',
    options: labelled(SERVED_TIERS, TIER_NAMES),
    groupable: true,
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
    name: 'owner',
    type: 'user',
    label: { zh: '负责人', en: 'Owner' },
    sql: 'c.owner_id',
    text: 'o.name',
    groupable: true,
  },
  { name: 'mine', type: 'boolean', label: { zh: '我负责的', en: 'Mine' }, sql: MINE },
  { name: 'overdue', type: 'boolean', label: { zh: '已超时', en: 'Overdue' }, sql: OVERDUE, groupable: true },
  {
    name: 'reportDue',
    type: 'boolean',
    label: { zh: '待向客户报告', en: 'Client to be told' },
    sql: `(${REPORT_DUE} IS NOT NULL)`,
  },
  {
    name: 'dueAt',
    type: 'date',
    label: { zh: '时限', en: 'Due' },
    sql: day(`(${NEXT_DUE})`),
    text: minute(`(${NEXT_DUE})`),
    sort: { expression: `coalesce(${NEXT_DUE}, 'infinity')`, type: 'timestamptz' },
  },
  {
    name: 'openedAt',
    type: 'date',
    label: { zh: '受理时间', en: 'Taken at' },
    sql: day('c.opened_at'),
    text: minute('c.opened_at'),
    sort: { expression: 'c.opened_at', type: 'timestamptz' },
  },
  RESOLVE_DUE,
  {
    name: 'answeredAt',
    type: 'date',
    label: { zh: '首次答复', en: 'First answer' },
    sql: day('c.answered_at'),
    text: minute('c.answered_at'),
  },
  {
    name: 'resolvedAt',
    type: 'date',
    label: { zh: '办结时间', en: 'Resolved' },
    sql: day('c.resolved_at'),
    text: minute('c.resolved_at'),
  },
  {
    name: 'affectedPieces',
    type: 'number',
    label: { zh: '影响件数', en: 'Pieces affected' },
    sql: 'c.affected_pieces',
    totalable: true,
    editable: true,
  },
  {
    name: 'causeCategory',
    type: 'enum',
    label: { zh: '原因类别', en: 'Kind of cause' },
    sql: 'c.cause_category',
    options: labelled(CAUSE_CATEGORIES, CAUSE_NAMES),
    groupable: true,
    editable: true,
  },
  {
    name: 'round',
    type: 'number',
    label: { zh: '重新受理次数', en: 'Times reopened' },
    sql: 'c.round::integer',
  },
  {
    name: 'escalationLevel',
    type: 'number',
    label: { zh: '升级级别', en: 'Escalation' },
    sql: ESCALATED,
    groupable: true,
  },
  { name: 'score', type: 'number', label: { zh: '评价', en: 'Score' }, sql: SCORE },
];

/** What a case may be asked to have. */
export const CASE_RELATIONS: readonly ListRelation[] = [
  {
    name: 'steps',
    label: { zh: '办理记录', en: 'Steps' },
    from: 'FROM case_step s',
    on: 's.case_id = c.id',
    fields: [
      {
        name: 'to',
        type: 'enum',
        label: { zh: '转为', en: 'Moved to' },
        sql: 's.to_state',
        options: labelled(CASE_STATES, STATE_NAMES),
      },
      { name: 'doneBy', type: 'user', label: { zh: '办理人', en: 'Done by' }, sql: 's.done_by' },
      { name: 'doneOn', type: 'date', label: { zh: '办理日期', en: 'Done on' }, sql: day('s.done_at') },
    ],
  },
  {
    name: 'handOvers',
    label: { zh: '移交', en: 'Hand-overs' },
    from: 'FROM case_hand_over h',
    on: 'h.case_id = c.id',
    fields: [
      { name: 'from', type: 'user', label: { zh: '移交人', en: 'From' }, sql: 'h.from_id' },
      { name: 'to', type: 'user', label: { zh: '接收人', en: 'To' }, sql: 'h.to_id' },
      {
        name: 'waiting',
        type: 'boolean',
        label: { zh: '待接收', en: 'Waiting' },
        sql: '(h.ended_at IS NULL)',
      },
    ],
  },
];
