import { Injectable } from '@nestjs/common';
import type { FieldCatalogue, ListField, ListRelation } from '../../../libs/lists/field-catalogue';
import { branchField, nameOrder } from '../../../libs/lists/field-sql';
import { labelled } from '../../../libs/lists/labelled';
import { type RecordList, RecordListSource } from '../../../libs/lists/record-list';
import { SPOILAGE_OUTCOMES, SPOILAGE_REASONS } from '../spoilage/spoilage-words';
import { BATCH_FIELDS } from './batch-fields';

/** Names of other features' records come through their row security: what the viewer may not see stays empty. */
export const BATCH_FROM = `FROM mail_batch m JOIN branch b ON b.id = m.branch_id
  LEFT JOIN campaign c ON c.id = m.campaign_id LEFT JOIN key_account a ON a.id = m.account_id
  LEFT JOIN address_list l ON l.id = m.list_id LEFT JOIN design d ON d.id = m.design_id
  LEFT JOIN user_account u ON u.id = m.created_by LEFT JOIN user_account v ON v.id = m.approved_by`;

const AMOUNT = '(m.mailed * m.price_per_piece_fen)';

const pointed = (
  name: string,
  refersTo: string,
  [column, shown]: readonly [string, string],
  label: ListField['label'],
): ListField => ({
  name,
  type: 'record',
  refersTo,
  label,
  sql: column,
  text: shown,
  sort: nameOrder(shown),
  groupable: true,
});

/** What only the list of batches asks: what a batch is made of, who worked on it, what it earns. */
const OWN_FIELDS: readonly ListField[] = [
  pointed('campaign', 'campaigns', ['m.campaign_id', 'c.name'], { zh: '营销活动', en: 'Campaign' }),
  pointed('account', 'accounts', ['m.account_id', 'a.name'], { zh: '大客户', en: 'Account' }),
  pointed('list', 'address-lists', ['m.list_id', 'l.name'], { zh: '名址库', en: 'Address list' }),
  pointed('design', 'designs', ['m.design_id', 'd.name'], { zh: '版式', en: 'Design' }),
  branchField('m.branch_id'),
  {
    name: 'pricePerPiece',
    type: 'money',
    label: { zh: '每件单价', en: 'Price per piece' },
    sql: 'm.price_per_piece_fen',
    sort: { expression: 'coalesce(m.price_per_piece_fen, 0)', type: 'bigint' },
  },
  {
    name: 'amount',
    type: 'money',
    label: { zh: '已寄金额', en: 'Value mailed' },
    sql: AMOUNT,
    sort: { expression: `coalesce(${AMOUNT}, 0)`, type: 'bigint' },
    totalable: true,
    permission: 'revenue:read',
  },
  {
    name: 'createdBy',
    type: 'user',
    label: { zh: '建立人', en: 'Made by' },
    sql: 'm.created_by',
    text: 'u.name',
    groupable: true,
  },
  {
    name: 'approvedBy',
    type: 'user',
    label: { zh: '审批人', en: 'Approved by' },
    sql: 'm.approved_by',
    text: 'v.name',
    groupable: true,
  },
  {
    name: 'needsSecondPerson',
    type: 'boolean',
    label: { zh: '须第二人审批', en: 'Needs a second person' },
    sql: 'm.needs_second_person',
    groupable: true,
  },
  {
    name: 'stuck',
    type: 'boolean',
    label: { zh: '有待处理问题', en: 'Something stands in its way' },
    sql: '(m.error_code IS NOT NULL)',
    groupable: true,
  },
];

const BATCH_RELATIONS: readonly ListRelation[] = [
  {
    name: 'spoilage',
    label: { zh: '废件', en: 'Spoiled pieces' },
    from: 'FROM mail_spoilage s',
    on: 's.batch_id = m.id',
    fields: [
      {
        name: 'reason',
        type: 'enum',
        label: { zh: '原因', en: 'Reason' },
        sql: 's.reason',
        options: labelled(SPOILAGE_REASONS, {
          jam: ['卡纸', 'Paper jam'],
          torn: ['破损', 'Torn'],
          misprint: ['印坏', 'Misprint'],
          'insert-fault': ['封装差错', 'Insert fault'],
          other: ['其他', 'Other'],
        }),
      },
      {
        name: 'outcome',
        type: 'enum',
        label: { zh: '处理', en: 'What became of it' },
        sql: 's.outcome',
        options: labelled(SPOILAGE_OUTCOMES, {
          reprinted: ['补印', 'Reprinted'],
          withdrawn: ['报废不寄', 'Withdrawn'],
        }),
      },
    ],
  },
];

/** Batches as a list that people filter, group, save and export. Nothing of them is edited by hand. */
@Injectable()
@RecordListSource()
export class BatchList implements RecordList {
  readonly name = 'batches';
  readonly title = { zh: '批次', en: 'Batches' };
  readonly permission = 'batches:read';
  readonly exportPermission = 'revenue:export';
  readonly from = BATCH_FROM;
  readonly idColumn = 'm.id';
  readonly defaultSort = '-createdAt';

  search(parameter: string): string {
    return `(${['m.code', 'c.name', 'a.name']
      .map((column) => `strpos(lower(${column}), lower(${parameter})) > 0`)
      .join(' OR ')})`;
  }

  catalogue(): FieldCatalogue {
    return { fields: [...BATCH_FIELDS, ...OWN_FIELDS], relations: BATCH_RELATIONS };
  }
}
