import { Injectable } from '@nestjs/common';
import type { FieldCatalogue, ListField } from '../../../libs/lists/field-catalogue';
import { branchField, dayOf, nameOrder } from '../../../libs/lists/field-sql';
import { labelled } from '../../../libs/lists/labelled';
import { type RecordList, RecordListSource } from '../../../libs/lists/record-list';
import { ROLES } from '../permissions';

export const USER_FROM = 'FROM user_account u JOIN branch b ON b.id = u.branch_id';

const USER_FIELDS: readonly ListField[] = [
  {
    name: 'name',
    type: 'text',
    label: { zh: '姓名', en: 'Name' },
    sql: 'u.name',
    sort: nameOrder('u.name'),
    editable: true,
    required: true,
  },
  {
    name: 'email',
    type: 'text',
    label: { zh: '邮箱', en: 'E-mail' },
    sql: 'u.email',
    sort: { expression: 'u.email', type: 'text' },
  },
  branchField('u.branch_id'),
  {
    name: 'roles',
    type: 'tags',
    label: { zh: '角色', en: 'Roles' },
    sql: 'u.roles',
    options: labelled(ROLES, {
      'account-manager': ['客户经理', 'Account manager'],
      marketer: ['营销策划', 'Marketer'],
      operator: ['生产作业', 'Operator'],
      leader: ['领导', 'Leader'],
      administrator: ['管理员', 'Administrator'],
      auditor: ['审计', 'Auditor'],
    }),
  },
  {
    name: 'active',
    type: 'boolean',
    label: { zh: '可登录', en: 'May log in' },
    sql: 'u.active',
    sort: { expression: 'u.active', type: 'boolean' },
    groupable: true,
  },
  {
    name: 'createdAt',
    type: 'date',
    label: { zh: '建立日期', en: 'Added on' },
    sql: dayOf('u.created_at'),
    sort: { expression: 'u.created_at', type: 'timestamptz' },
  },
  {
    name: 'updatedAt',
    type: 'date',
    label: { zh: '最近更新', en: 'Last change' },
    sql: dayOf('u.updated_at'),
    sort: { expression: 'u.updated_at', type: 'timestamptz' },
  },
];

/** Users as a list that administrators filter, group, save and export. What they may do is changed one by one. */
@Injectable()
@RecordListSource()
export class UserList implements RecordList {
  readonly name = 'users';
  readonly title = { zh: '用户', en: 'Users' };
  readonly permission = 'users:admin';
  readonly exportPermission = 'users:admin';
  readonly editPermission = 'users:admin';
  readonly from = USER_FROM;
  readonly idColumn = 'u.id';
  readonly defaultSort = 'name';

  search(parameter: string): string {
    return `(strpos(lower(u.name), lower(${parameter})) > 0 OR strpos(lower(u.email), lower(${parameter})) > 0)`;
  }

  catalogue(): FieldCatalogue {
    return { fields: USER_FIELDS, relations: [] };
  }
}
