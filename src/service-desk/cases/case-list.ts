import { Injectable } from '@nestjs/common';
import type { FieldCatalogue } from '../../../libs/lists/field-catalogue';
import { type RecordList, RecordListSource } from '../../../libs/lists/record-list';
import { CaseEditor } from './case-editor';
import { CASE_LIST_FIELDS, CASE_RELATIONS } from './case-fields';
import { CASE_FROM, casesMatching } from './case-sql';

/** Service cases as a list that people filter, group, save, change and export. */
@Injectable()
@RecordListSource()
export class CaseList implements RecordList {
  readonly name = 'cases';
  readonly title = { zh: '服务事项', en: 'Service cases' };
  readonly permission = 'cases:read';
  readonly exportPermission = 'accounts:export';
  readonly from = CASE_FROM;
  readonly idColumn = 'c.id';
  readonly defaultSort = '-openedAt';

  constructor(readonly editor: CaseEditor) {}

  search(parameter: string): string {
    return casesMatching(parameter);
  }

  catalogue(): FieldCatalogue {
    return { fields: CASE_LIST_FIELDS, relations: CASE_RELATIONS };
  }
}
