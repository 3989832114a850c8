import { Injectable } from '@nestjs/common';
import type { ListRelation } from '../../../libs/lists/field-catalogue';
import { type ListExtension, ListExtensionSource } from '../../../libs/lists/record-list';
import { BATCH_FIELDS } from './batch-fields';

const batchesOf = (on: string): readonly ListRelation[] => [
  {
    name: 'batches',
    label: { zh: '批次', en: 'Batches' },
    from: 'FROM mail_batch m',
    on,
    fields: BATCH_FIELDS,
    permission: 'batches:read',
  },
];

/** Accounts, campaigns, address lists and designs can be asked for the batches they have. */
@Injectable()
@ListExtensionSource()
export class AccountBatches implements ListExtension {
  readonly list = 'accounts';
  readonly relations = batchesOf('m.account_id = a.id');
}

@Injectable()
@ListExtensionSource()
export class CampaignBatches implements ListExtension {
  readonly list = 'campaigns';
  readonly relations = batchesOf('m.campaign_id = c.id');
}

@Injectable()
@ListExtensionSource()
export class AddressListBatches implements ListExtension {
  readonly list = 'address-lists';
  readonly relations = batchesOf('m.list_id = l.id');
}

@Injectable()
@ListExtensionSource()
export class DesignBatches implements ListExtension {
  readonly list = 'designs';
  readonly relations = batchesOf('m.design_id = d.id');
}
