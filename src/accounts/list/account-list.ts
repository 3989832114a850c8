import { Injectable } from '@nestjs/common';
import type { FieldCatalogue } from '../../../libs/lists/field-catalogue';
import { type RecordList, RecordListSource } from '../../../libs/lists/record-list';
import { CustomFieldsService } from '../custom-fields/custom-fields.service';
import { ACCOUNT_FIELDS, ACCOUNT_RELATIONS } from './account-fields';
import { AccountEditor } from './account-editor';
import { ACCOUNT_FROM } from './account-sql';
import { customListFields } from './custom-list-fields';

/** Key accounts as a list that people filter, group, save and export. */
@Injectable()
@RecordListSource()
export class AccountList implements RecordList {
  readonly name = 'accounts';
  readonly title = { zh: '大客户', en: 'Key accounts' };
  readonly permission = 'accounts:read';
  readonly exportPermission = 'accounts:export';
  readonly from = ACCOUNT_FROM;
  readonly idColumn = 'a.id';
  readonly defaultSort = 'name';

  constructor(
    private readonly customFields: CustomFieldsService,
    readonly editor: AccountEditor,
  ) {}

  // As the list itself looks: by the index over words, which row security would keep from an ordinary condition.
  search(parameter: string): string {
    return `a.id = ANY (ARRAY(SELECT key_account_matching(${parameter})))`;
  }

  async catalogue(): Promise<FieldCatalogue> {
    const { items } = await this.customFields.all();
    return { fields: [...ACCOUNT_FIELDS, ...customListFields(items)], relations: ACCOUNT_RELATIONS };
  }
}
