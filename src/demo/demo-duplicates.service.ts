import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service';
import { ContactsService } from '../accounts/contacts/contacts.service';
import { DEMO_CONTACTS } from './demo-contacts';

/** An account of the year that somebody opened a second time, so that the list of possible duplicates has a pair. */
const TWICE = 'BLCT';
/** The first of the demo's people has this number, and a second profile that knows other things. */
const MOBILE = '13800000001';

@Injectable()
export class DemoDuplicatesService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly contacts: ContactsService,
  ) {}

  async load(): Promise<void> {
    const [account] = await this.accounts.findByCode(TWICE);
    if (!account) return;
    const again = await this.accounts.create({
      branchId: account.branchId,
      code: `${TWICE}-2`,
      name: `${account.name}有限公司`,
      tier: 'standard',
      phone: '0592-0000000',
      tags: ['重复建档'],
    });
    await this.person(again.id);
  }

  private async person(accountId: string): Promise<void> {
    const standing = {
      stance: 'neutral',
      strength: 1,
      isPrimary: false,
      startedOn: null,
      endedOn: null,
    } as const;
    await this.contacts.create({
      name: DEMO_CONTACTS[0]!.name,
      phone: '0591-00000001',
      mobile: MOBILE,
      email: 'second0001@example.com',
      wechat: null,
      birthday: null,
      preferences: '',
      lawfulBasis: null,
      lawfulNote: '',
      note: '展会上交换的名片',
      position: {
        ...standing,
        accountId,
        title: '顾问',
        department: '',
        role: 'influencer',
        rank: 'senior',
        coveredBy: [],
      },
    });
  }
}
