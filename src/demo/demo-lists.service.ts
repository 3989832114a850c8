import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Database } from '../../libs/database/database';
import type { Viewer } from '../../libs/database/viewer';
import { AccountsService } from '../accounts/accounts.service';
import { AddressListsService } from '../address-lists/address-lists.service';
import { CampaignsService } from '../campaigns/campaigns.service';
import { DEMO_YEAR } from './demo-facts';
import { demoRecipientsCsv } from './demo-recipients';

/** Lists of made-up recipients, for two campaigns that are still open. */
const LISTS = [
  { account: 'DNQC', name: '东南汽车车主名址(演示)', recipients: 300, seed: 11 },
  { account: 'CCB', name: '龙卡持卡人名址(演示)', recipients: 2_000, seed: 12 },
] as const;

/** Lists come in through the same import as everybody's, so it opens its own transactions. */
@Injectable()
export class DemoListsService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountsService,
    private readonly campaigns: CampaignsService,
    private readonly lists: AddressListsService,
  ) {}

  /** @param viewer somebody who sees the accounts and their campaigns */
  async load(viewer: Viewer): Promise<void> {
    for (const list of LISTS) {
      const { listId, campaign } = await this.database.asViewer(viewer, () => this.create(list));
      await this.lists.importFile(viewer, {
        listId,
        stream: Readable.from(demoRecipientsCsv(list.recipients, list.seed), { objectMode: false }),
        fileName: `${list.name}.csv`,
      });
      await this.database.asViewer(viewer, () =>
        this.campaigns.update(campaign.id, { listId, version: campaign.version }),
      );
    }
  }

  /** The list stands with the branch that runs the campaign, which is who mails it. */
  private async create(list: (typeof LISTS)[number]) {
    const [account] = await this.accounts.findByCode(list.account);
    const { items } = await this.campaigns.page({ accountId: account?.id, state: 'active', limit: 1 });
    const campaign = items[0];
    if (!account || !campaign) throw new Error(`demo: no open campaign for ${list.account}`);
    const { id } = await this.lists.createList({
      branchId: campaign.branchId,
      accountId: account.id,
      name: list.name,
      source: '程序生成的虚构收件人',
      purpose: '演示',
      legalBasis: 'contract',
      basisObtainedOn: `${DEMO_YEAR}-01-01`,
      expiresOn: `${DEMO_YEAR + 1}-12-31`,
    });
    return { listId: id, campaign };
  }
}
