import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { Database } from '../../../libs/database/database';
import { RecordEvent, type RecordEventInput } from '../../../libs/events/record-event';
import { BranchesService } from '../../identity/branches/branches.service';
import { UsersService } from '../../identity/users/users.service';
import { accountOfOtherBranch } from '../accounts.errors';
import type { AccountRow } from '../accounts.repository';
import { AccountsService } from '../accounts.service';
import { dayIn } from '../profile/review-due';

/** The subject of what is told and what else there is to say; account and branch come with the account. */
type Told = Pick<RecordEventInput, 'kind' | 'subject' | 'changes' | 'reason' | 'facts' | 'concerns'>;

/** What all of an account's plans share: who may write, which day it is, who owns it, what is told. */
@Injectable()
export class PlanRecordsService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountsService,
    private readonly branches: BranchesService,
    private readonly users: UsersService,
    private readonly events: EventEmitter2,
  ) {}

  /** @throws AppError `not-found` */
  forReading(accountId: string): Promise<AccountRow> {
    return this.accounts.get(accountId);
  }

  /** @throws AppError `not-found`, `account.read-only` */
  async forWriting(accountId: string): Promise<AccountRow> {
    const account = await this.accounts.get(accountId);
    if (!this.owns(account)) throw accountOfOtherBranch();
    return account;
  }

  owns({ branchId }: { branchId: string }): boolean {
    return this.database.viewer.branchIds.includes(branchId);
  }

  may(permission: string): boolean {
    return this.database.viewer.permissions.includes(permission);
  }

  get userId(): string {
    return this.database.viewer.userId;
  }

  /** @throws AppError `not-found` for somebody out of sight */
  async assertPerson(userId: string | null | undefined): Promise<void> {
    if (userId) await this.users.get(userId);
  }

  /** The time zone the viewer's branch works in. */
  async timeZone(): Promise<string> {
    return (await this.branches.get(this.database.viewer.branchId)).timeZone;
  }

  /** The day it is where the viewer works, `2026-11-23`. */
  async today(): Promise<string> {
    return dayIn(await this.timeZone());
  }

  async tell(account: Pick<AccountRow, 'id' | 'branchId' | 'name'>, told: Told): Promise<void> {
    const event = new RecordEvent({
      ...told,
      branchId: account.branchId,
      related: [{ type: 'account', id: account.id }],
    });
    await this.events.emitAsync(RecordEvent.event, event);
  }
}
