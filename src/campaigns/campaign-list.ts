import { Injectable } from '@nestjs/common';
import type { FieldCatalogue } from '../../libs/lists/field-catalogue';
import {
  type ListExtension,
  ListExtensionSource,
  type RecordList,
  RecordListSource,
} from '../../libs/lists/record-list';
import { CampaignEditor } from './campaign-editor';
import { CAMPAIGN_FIELDS, CAMPAIGN_LIST_FIELDS } from './campaign-fields';
import { CAMPAIGN_FROM } from './campaign-sql';

/** Campaigns as a list that people filter, group, save, change and export. */
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

  constructor(readonly editor: CampaignEditor) {}

  // By the index over words, which row security would keep from an ordinary condition.
  search(parameter: string): string {
    return `c.id = ANY (ARRAY(SELECT search_matching('campaign', ${parameter})))`;
  }

  catalogue(): FieldCatalogue {
    return { fields: [...CAMPAIGN_FIELDS, ...CAMPAIGN_LIST_FIELDS], relations: [] };
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
