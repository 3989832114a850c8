import { Injectable } from '@nestjs/common';
import type { FieldCatalogue } from '../../../libs/lists/field-catalogue';
import { type RecordList, RecordListSource } from '../../../libs/lists/record-list';
import { ADDRESS_LIST_FIELDS, ADDRESS_LIST_RELATIONS } from './address-list-fields';
import { ListsEditor } from './lists-editor';

/** Left joins: an account or a person outside the viewer's sight leaves the list in it. */
export const ADDRESS_LIST_FROM = `FROM address_list l JOIN branch b ON b.id = l.branch_id
  LEFT JOIN key_account a ON a.id = l.account_id LEFT JOIN user_account u ON u.id = l.created_by`;

/** Address lists as a list that people filter, group, save and export. */
@Injectable()
@RecordListSource()
export class ListOfLists implements RecordList {
  readonly name = 'address-lists';
  readonly title = { zh: '名址库', en: 'Address lists' };
  readonly permission = 'lists:read';
  readonly exportPermission = 'accounts:export';
  readonly from = ADDRESS_LIST_FROM;
  readonly idColumn = 'l.id';
  readonly defaultSort = '-createdAt';

  constructor(readonly editor: ListsEditor) {}

  search(parameter: string): string {
    return `(strpos(lower(l.name), lower(${parameter})) > 0 OR strpos(lower(l.source), lower(${parameter})) > 0)`;
  }

  catalogue(): FieldCatalogue {
    return { fields: ADDRESS_LIST_FIELDS, relations: ADDRESS_LIST_RELATIONS };
  }
}
