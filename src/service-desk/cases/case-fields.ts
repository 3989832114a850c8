import type { ListField } from '../../../libs/lists/field-catalogue';
import { labelled } from '../../../libs/lists/labelled';
import { CASE_STATES } from './case-states';
import { CASE_KINDS, URGENCIES } from './case-words';

const KIND_NAMES = {
  request: ['需求', 'Request'],
  complaint: ['投诉', 'Complaint'],
  suggestion: ['建议', 'Suggestion'],
  fault: ['故障', 'Fault'],
} as const;
const URGENCY_NAMES = {
  low: ['低', 'Low'],
  normal: ['一般', 'Normal'],
  high: ['高', 'High'],
  critical: ['紧急', 'Critical'],
} as const;
const STATE_NAMES = {
  open: ['待受理', 'Open'],
  heard: ['已受理', 'Heard'],
  'remedy-offered': ['已提出方案', 'Remedy offered'],
  resolved: ['已解决', 'Resolved'],
  'followed-up': ['已回访', 'Followed up'],
  withdrawn: ['已撤回', 'Withdrawn'],
} as const;

const day = (column: string): string => `(${column} AT TIME ZONE 'Asia/Shanghai')::date`;

/** What is asked of a case, by itself and as what an account has; `c` is the case. */
export const CASE_FIELDS: readonly ListField[] = [
  {
    name: 'kind',
    type: 'enum',
    label: { zh: '类型', en: 'Kind' },
    sql: 'c.kind',
    options: labelled(CASE_KINDS, KIND_NAMES),
  },
  {
    name: 'state',
    type: 'enum',
    label: { zh: '状态', en: 'State' },
    sql: 'c.state',
    options: labelled(CASE_STATES, STATE_NAMES),
  },
  {
    name: 'running',
    type: 'boolean',
    label: { zh: '处理中', en: 'Running' },
    sql: `(c.state IN ('open', 'heard', 'remedy-offered'))`,
  },
  {
    name: 'urgency',
    type: 'enum',
    label: { zh: '紧急程度', en: 'Urgency' },
    sql: 'c.urgency',
    options: labelled(URGENCIES, URGENCY_NAMES),
  },
  { name: 'category', type: 'text', label: { zh: '类别', en: 'Category' }, sql: 'c.category' },
  { name: 'owner', type: 'user', label: { zh: '负责人', en: 'Owner' }, sql: 'c.owner_id' },
  { name: 'openedOn', type: 'date', label: { zh: '受理日期', en: 'Opened' }, sql: day('c.opened_at') },
  { name: 'resolveDueOn', type: 'date', label: { zh: '解决期限', en: 'Due' }, sql: day('c.resolve_due_at') },
];
