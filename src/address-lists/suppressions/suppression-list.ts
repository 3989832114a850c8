import { Injectable } from '@nestjs/common';
import type { FieldCatalogue, ListField } from '../../../libs/lists/field-catalogue';
import { branchField, dayOf, nameOrder } from '../../../libs/lists/field-sql';
import { labelled } from '../../../libs/lists/labelled';
import { type RecordList, RecordListSource } from '../../../libs/lists/record-list';
import { SUPPRESSION_KINDS, SUPPRESSION_REASONS } from './suppression-kind';

export const SUPPRESSION_FROM = `FROM suppression s JOIN branch b ON b.id = s.branch_id
  LEFT JOIN user_account u ON u.id = s.created_by`;

/** What is said of a refusal. Its hash is no field: nobody filters by it, and no file holds it. */
const SUPPRESSION_FIELDS: readonly ListField[] = [
  {
    name: 'createdAt',
    type: 'date',
    label: { zh: '登记日期', en: 'Entered on' },
    sql: dayOf('s.created_at'),
    sort: { expression: 's.created_at', type: 'timestamptz' },
  },
  {
    name: 'kind',
    type: 'enum',
    label: { zh: '谢绝范围', en: 'Refused for' },
    sql: 's.kind',
    options: labelled(SUPPRESSION_KINDS, {
      person: ['此人或单位', 'This person or firm'],
      address: ['整个地址', 'Whole address'],
    }),
    sort: { expression: 's.kind', type: 'text' },
    groupable: true,
  },
  {
    name: 'reason',
    type: 'enum',
    label: { zh: '原因', en: 'Reason' },
    sql: 's.reason',
    options: labelled(SUPPRESSION_REASONS, {
      asked: ['本人要求', 'Asked not to be written to'],
      complaint: ['投诉', 'Complaint'],
      deceased: ['收件人去世', 'Deceased'],
      returned: ['多次退回', 'Returned repeatedly'],
      legal: ['法律要求', 'Required by law'],
      other: ['其他', 'Other'],
    }),
    sort: { expression: 's.reason', type: 'text' },
    groupable: true,
  },
  {
    name: 'source',
    type: 'text',
    label: { zh: '来自', en: 'Came in by' },
    sql: 's.source',
    sort: nameOrder('s.source'),
  },
  branchField('s.branch_id'),
  {
    name: 'createdBy',
    type: 'user',
    label: { zh: '登记人', en: 'Entered by' },
    sql: 's.created_by',
    text: 'u.name',
    sort: nameOrder('u.name'),
    groupable: true,
  },
];

/** Refusals as a list that people filter, group, save and export. They are entered and removed, never edited. */
@Injectable()
@RecordListSource()
export class SuppressionList implements RecordList {
  readonly name = 'suppressions';
  readonly title = { zh: '谢绝名单', en: 'Suppressions' };
  readonly permission = 'lists:read';
  readonly exportPermission = 'accounts:export';
  readonly from = SUPPRESSION_FROM;
  readonly idColumn = 's.id';
  readonly defaultSort = '-createdAt';

  catalogue(): FieldCatalogue {
    return { fields: SUPPRESSION_FIELDS, relations: [] };
  }
}
