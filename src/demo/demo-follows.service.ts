import { Injectable } from '@nestjs/common';
import { Database } from '../../libs/database/database';
import type { Viewer } from '../../libs/database/viewer';
import { AccountsService } from '../accounts/accounts.service';
import { UsersService } from '../identity/users/users.service';
import { ViewersService } from '../identity/sessions/viewers.service';
import { FollowsService } from '../notifications/follows/follows.service';

/** Who keeps an eye on which accounts, so that there is news to read. */
const FOLLOWED: readonly { email: string; accounts: readonly string[] }[] = [
  { email: 'leader@demo.hongyan', accounts: ['CCB', 'DX', 'YD'] },
  { email: 'marketer@demo.hongyan', accounts: ['CCB', 'DX', 'ABC'] },
  { email: 'admin@demo.hongyan', accounts: ['CCB'] },
];

@Injectable()
export class DemoFollowsService {
  constructor(
    private readonly database: Database,
    private readonly viewers: ViewersService,
    private readonly users: UsersService,
    private readonly accounts: AccountsService,
    private readonly follows: FollowsService,
  ) {}

  /** @param viewer somebody who sees the people and the accounts */
  async load(viewer: Viewer): Promise<void> {
    for (const { email, accounts } of FOLLOWED) {
      const follower = await this.viewers.ofUser(
        await this.database.asViewer(viewer, () => this.idOf(email)),
      );
      if (!follower) throw new Error(`demo: nobody is ${email}`);
      await this.database.asViewer(follower, async () => {
        for (const code of accounts) {
          const [account] = await this.accounts.findByCode(code);
          if (!account) throw new Error(`demo: no account ${code}`);
          await this.follows.follow({ recordType: 'account', recordId: account.id });
        }
      });
    }
  }

  private async idOf(email: string): Promise<string> {
    const { items } = await this.users.page({ q: email, limit: 10 });
    const found = items.find((user) => user.email === email);
    if (!found) throw new Error(`demo: nobody is ${email}`);
    return found.id;
  }
}
