import type { ListField, ListRelation } from '../../../libs/lists/field-catalogue';
import { branchField, dayOf, nameOrder } from '../../../libs/lists/field-sql';
import { labelled } from '../../../libs/lists/labelled';
import { IMPORT_STATES } from '../imports/import-state';
import { LEGAL_BASES, LIST_STATES } from '../legal-basis';

const BASIS_NAMES = {
  consent: ['个人同意', 'Consent'],
  contract: ['履行合同所必需', 'Contract'],
  request: ['本人要求', 'Own request'],
  'legal-duty': ['履行法定职责', 'Legal duty'],
  public: ['合法公开的信息', 'Lawfully public'],
} as const;
const STATE_NAMES = { active: ['使用中', 'In use'], archived: ['已归档', 'Archived'] } as const;
const IMPORT_NAMES = {
  uploaded: ['待核对', 'To be checked'],
  previewed: ['待开始', 'Ready to start'],
  running: ['导入中', 'Running'],
  done: ['已完成', 'Done'],
  failed: ['未导入', 'Not imported'],
  cancelled: ['已取消', 'Cancelled'],
} as const;

/** Why nobody on a list may be mailed today; null when they may. */
export const REFUSAL = `CASE WHEN l.legal_basis IS NULL THEN 'no-legal-basis'
  WHEN l.expires_on < (now() AT TIME ZONE b.time_zone)::date THEN 'basis-expired' END`;

/** What is known of an address list, `l`; never of anybody in it. */
export const ADDRESS_LIST_FIELDS: readonly ListField[] = [
  {
    name: 'name',
    type: 'text',
    label: { zh: '名称', en: 'Name' },
    sql: 'l.name',
    sort: nameOrder('l.name'),
    editable: true,
    required: true,
  },
  {
    name: 'state',
    type: 'enum',
    label: { zh: '状态', en: 'State' },
    sql: 'l.state',
    options: labelled(LIST_STATES, STATE_NAMES),
    sort: { expression: 'l.state', type: 'text' },
    groupable: true,
  },
  {
    name: 'mailable',
    type: 'boolean',
    label: { zh: '可寄送', en: 'May be mailed' },
    sql: `(l.state = 'active' AND ${REFUSAL} IS NULL)`,
    groupable: true,
  },
  {
    name: 'recordCount',
    type: 'number',
    label: { zh: '名址数', en: 'Records' },
    sql: 'l.record_count',
    sort: { expression: 'l.record_count', type: 'integer' },
    totalable: true,
  },
  {
    name: 'accountId',
    type: 'record',
    refersTo: 'accounts',
    label: { zh: '大客户', en: 'Account' },
    sql: 'l.account_id',
    text: 'a.name',
    sort: nameOrder('a.name'),
    groupable: true,
    editable: true,
  },
  {
    name: 'legalBasis',
    type: 'enum',
    label: { zh: '合法性基础', en: 'Legal basis' },
    sql: 'l.legal_basis',
    options: labelled(LEGAL_BASES, BASIS_NAMES),
    sort: { expression: `coalesce(l.legal_basis, '')`, type: 'text' },
    groupable: true,
  },
  {
    name: 'basisObtainedOn',
    type: 'date',
    label: { zh: '取得日期', en: 'Obtained on' },
    sql: 'l.basis_obtained_on',
    sort: { expression: `coalesce(l.basis_obtained_on, '-infinity')`, type: 'date' },
  },
  {
    name: 'expiresOn',
    type: 'date',
    label: { zh: '有效期至', en: 'Expires on' },
    sql: 'l.expires_on',
    sort: { expression: `coalesce(l.expires_on, 'infinity')`, type: 'date' },
  },
  branchField('l.branch_id'),
  {
    name: 'source',
    type: 'text',
    label: { zh: '来源', en: 'Source' },
    sql: 'l.source',
    sort: nameOrder('l.source'),
    editable: true,
    required: true,
  },
  {
    name: 'purpose',
    type: 'text',
    label: { zh: '使用目的', en: 'Purpose' },
    sql: 'l.purpose',
    editable: true,
    required: true,
  },
  {
    name: 'createdBy',
    type: 'user',
    label: { zh: '建立人', en: 'Made by' },
    sql: 'l.created_by',
    text: 'u.name',
    groupable: true,
  },
  {
    name: 'createdAt',
    type: 'date',
    label: { zh: '建立日期', en: 'Made on' },
    sql: dayOf('l.created_at'),
    sort: { expression: 'l.created_at', type: 'timestamptz' },
  },
  {
    name: 'updatedAt',
    type: 'date',
    label: { zh: '最近更新', en: 'Last change' },
    sql: dayOf('l.updated_at'),
    sort: { expression: 'l.updated_at', type: 'timestamptz' },
  },
];

/** What an address list may be asked to have. */
export const ADDRESS_LIST_RELATIONS: readonly ListRelation[] = [
  {
    name: 'imports',
    label: { zh: '导入', en: 'Imports' },
    from: 'FROM list_import i',
    on: 'i.list_id = l.id',
    fields: [
      {
        name: 'state',
        type: 'enum',
        label: { zh: '状态', en: 'State' },
        sql: 'i.state',
        options: labelled(IMPORT_STATES, IMPORT_NAMES),
      },
      { name: 'accepted', type: 'number', label: { zh: '接收', en: 'Taken' }, sql: 'i.accepted' },
      { name: 'rejected', type: 'number', label: { zh: '拒收', en: 'Refused' }, sql: 'i.rejected' },
      {
        name: 'createdAt',
        type: 'date',
        label: { zh: '上传日期', en: 'Uploaded on' },
        sql: dayOf('i.created_at'),
      },
    ],
  },
];
