import { Injectable } from '@nestjs/common';
import { type ListExtension, ListExtensionSource } from '../../../libs/lists/record-list';
import { CASE_FIELDS } from './case-fields';

/** Accounts can be asked for the cases they have. */
@Injectable()
@ListExtensionSource()
export class AccountCases implements ListExtension {
  readonly list = 'accounts';
  readonly relations = [
    {
      name: 'cases',
      label: { zh: '服务工单', en: 'Cases' },
      from: 'FROM service_case c',
      on: 'c.account_id = a.id',
      fields: CASE_FIELDS,
      permission: 'cases:read',
    },
  ];
}
