import { Injectable } from '@nestjs/common';
import type { FieldCatalogue, ListField } from '../../../libs/lists/field-catalogue';
import { branchField, dayOf, nameOrder } from '../../../libs/lists/field-sql';
import { type RecordList, RecordListSource } from '../../../libs/lists/record-list';

/** Number of the design's newest version. */
export const NEWEST = '(SELECT max(v.version_no) FROM design_version v WHERE v.design_id = d.id)';
/** Designs in use: an archived one is opened by who has its address, and listed nowhere. */
export const DESIGN_LIST_FROM = `FROM (SELECT * FROM design WHERE NOT archived) d
  JOIN branch b ON b.id = d.branch_id LEFT JOIN user_account u ON u.id = d.created_by`;

const FORMATS = [
  { value: 'dl-letter-a4', zh: 'A4 信函（DL 窗口信封）', en: 'A4 letter (DL window envelope)' },
  { value: 'postcard-148x100', zh: '明信片 148×100', en: 'Postcard 148×100' },
  { value: 'postcard-165x102', zh: '明信片 165×102', en: 'Postcard 165×102' },
  { value: 'self-mailer-a4', zh: '邮简（A4 两折）', en: 'Self-mailer (A4, two folds)' },
];

const DESIGN_FIELDS: readonly ListField[] = [
  {
    name: 'name',
    type: 'text',
    label: { zh: '名称', en: 'Name' },
    sql: 'd.name',
    sort: nameOrder('d.name'),
  },
  {
    name: 'format',
    type: 'enum',
    label: { zh: '规格', en: 'Format' },
    sql: 'd.format',
    options: FORMATS,
    sort: { expression: 'd.format', type: 'text' },
    groupable: true,
  },
  {
    name: 'version',
    type: 'number',
    label: { zh: '版本', en: 'Version' },
    sql: NEWEST,
    sort: { expression: `coalesce(${NEWEST}, 0)`, type: 'integer' },
  },
  branchField('d.branch_id'),
  {
    name: 'fromStarter',
    type: 'boolean',
    label: { zh: '由成品复制', en: 'Copied from a starter' },
    sql: '(d.copied_from IS NOT NULL)',
    groupable: true,
  },
  {
    name: 'createdBy',
    type: 'user',
    label: { zh: '建立人', en: 'Made by' },
    sql: 'd.created_by',
    text: 'u.name',
    groupable: true,
  },
  {
    name: 'createdAt',
    type: 'date',
    label: { zh: '建立日期', en: 'Made on' },
    sql: dayOf('d.created_at'),
    sort: { expression: 'd.created_at', type: 'timestamptz' },
  },
  {
    name: 'updatedAt',
    type: 'date',
    label: { zh: '最近更新', en: 'Last change' },
    sql: dayOf('d.updated_at'),
    sort: { expression: 'd.updated_at', type: 'timestamptz' },
  },
];

/** Designs as a list that people filter, group, save and export. What they look like is changed in the editor. */
@Injectable()
@RecordListSource()
export class DesignList implements RecordList {
  readonly name = 'designs';
  readonly title = { zh: '版式', en: 'Designs' };
  readonly permission = 'designs:read';
  readonly exportPermission = 'accounts:export';
  readonly from = DESIGN_LIST_FROM;
  readonly idColumn = 'd.id';
  readonly defaultSort = '-updatedAt';

  search(parameter: string): string {
    return `strpos(lower(d.name), lower(${parameter})) > 0`;
  }

  catalogue(): FieldCatalogue {
    return { fields: DESIGN_FIELDS, relations: [] };
  }
}
