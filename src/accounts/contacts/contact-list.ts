import { Injectable } from '@nestjs/common';
import type { FieldCatalogue } from '../../../libs/lists/field-catalogue';
import { type RecordList, RecordListSource } from '../../../libs/lists/record-list';
import { ContactEditor } from './contact-editor';
import { CONTACT_FIELDS, CONTACT_RELATIONS } from './contact-fields';
import { CONTACT_FROM, contactsMatching } from './contact-sql';

/** The people of key accounts as a list that is filtered, grouped, saved, changed and exported, masked all the while. */
@Injectable()
@RecordListSource()
export class ContactList implements RecordList {
  readonly name = 'contacts';
  readonly title = { zh: '联系人', en: 'Contacts' };
  readonly permission = 'accounts:read';
  readonly exportPermission = 'accounts:export';
  readonly from = CONTACT_FROM;
  readonly idColumn = 'c.id';
  readonly defaultSort = 'name';

  constructor(readonly editor: ContactEditor) {}

  search(parameter: string): string {
    return contactsMatching(parameter);
  }

  catalogue(): FieldCatalogue {
    return { fields: CONTACT_FIELDS, relations: CONTACT_RELATIONS };
  }
}
