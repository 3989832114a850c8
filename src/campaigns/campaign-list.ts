import { Injectable } from '@nestjs/common';
import type { FieldCatalogue } from '../../libs/lists/field-catalogue';
import {
  type ListExtension,
  ListExtensionSource,
  type RecordList,
  RecordListSource,
} from '../../libs/lists/record-list';
import { CAMPAIGN_FIELDS } from './campaign-fields';

/** Left joins: a branch may run a campaign for an account that a branch above it owns and it does not see. */
export const CAMPAIGN_FROM = `FROM campaign c LEFT JOIN branch b ON b.id = c.branch_id
  LEFT JOIN key_account a ON a.id = c.account_id`;

/** Campaigns as a list that people filter, group and save. */
@Injectable()
@RecordListSource()
export class CampaignList implements RecordList {
  readonly name = 'campaigns';
  readonly title = { zh: '营销活动', en: 'Campaigns' };
  readonly permission = 'campaigns:read';
  readonly exportPermission = 'revenue:export';
  readonly from = CAMPAIGN_FROM;
  readonly idColumn = 'c.id';
  readonly defaultSort = 'name';

  search(parameter: string): string {
    return `strpos(lower(c.name), lower(${parameter})) > 0`;
  }

  catalogue(): FieldCatalogue {
    return {
      fields: [
        ...CAMPAIGN_FIELDS,
        {
          name: 'account',
          type: 'text',
          label: { zh: '大客户', en: 'Account' },
          sql: 'a.name',
          sort: { expression: `coalesce(a.name, '') COLLATE "zh-x-icu"`, type: 'text' },
        },
        {
          name: 'branch',
          type: 'branch',
          label: { zh: '所属局', en: 'Branch' },
          sql: 'c.branch_id',
          text: 'b.name',
          sort: { expression: `coalesce(b.code, '')`, type: 'text' },
          groupable: true,
        },
      ],
      relations: [],
    };
  }
}

/** Accounts can be asked for the campaigns they have. */
@Injectable()
@ListExtensionSource()
export class AccountCampaigns implements ListExtension {
  readonly list = 'accounts';
  readonly relations = [
    {
      name: 'campaigns',
      label: { zh: '营销活动', en: 'Campaigns' },
      from: 'FROM campaign c',
      on: 'c.account_id = a.id',
      fields: CAMPAIGN_FIELDS,
      permission: 'campaigns:read',
    },
  ];
}
