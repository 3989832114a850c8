import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service';

/** An account of the year that somebody opened a second time, so that the list of possible duplicates has a pair. */
const TWICE = 'BLCT';

@Injectable()
export class DemoDuplicatesService {
  constructor(private readonly accounts: AccountsService) {}

  async load(): Promise<void> {
    const [account] = await this.accounts.findByCode(TWICE);
    if (!account) return;
    await this.accounts.create({
      branchId: account.branchId,
      code: `${TWICE}-2`,
      name: `${account.name}有限公司`,
      tier: 'standard',
      phone: '0592-0000000',
      tags: ['重复建档'],
    });
  }
}
