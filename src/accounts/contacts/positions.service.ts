import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { isUniqueViolation } from '../../../libs/database/database-errors';
import { accountOfOtherBranch } from '../accounts.errors';
import { AccountsService } from '../accounts.service';
import { ContactNews, positionChanges } from './contact-news';
import type { ContactPosition } from './contact-position.entity';
import {
  alreadyAtAccount,
  contactNotFound,
  coverOutsideTeam,
  endsBeforeStart,
  positionNotFound,
} from './contacts.errors';
import { ContactsRepository, type ContactRow } from './contacts.repository';
import type { CreatePositionDto, UpdatePositionDto } from './position.dto';
import { PositionsRepository } from './positions.repository';

/** What a contact is at an account: written by the branch that owns the account. */
@Injectable()
export class PositionsService {
  constructor(
    private readonly database: Database,
    private readonly positions: PositionsRepository,
    private readonly contacts: ContactsRepository,
    private readonly accounts: AccountsService,
    private readonly news: ContactNews,
  ) {}

  /** @throws AppError `contact.already-at-account`, `contact.cover-outside-team` */
  async add(contactId: string, { accountId, coveredBy, ...position }: CreatePositionDto): Promise<void> {
    const contact = await this.contact(contactId);
    await this.assertOwned(accountId);
    assertDates(position);
    if (position.isPrimary) await this.positions.clearPrimary(accountId);
    try {
      await this.positions.insert(contactId, accountId, position);
    } catch (error) {
      if (isUniqueViolation(error, 'uq_contact_position')) throw alreadyAtAccount();
      throw error;
    }
    if (coveredBy.length > 0) await this.replaceCover(accountId, contactId, coveredBy);
    const facts = { title: position.title, role: position.role, rank: position.rank };
    await this.news.tell('linked', contact, [accountId], { facts });
  }

  /** @returns the contact's id */
  async update(id: string, { version, coveredBy, ...change }: UpdatePositionDto): Promise<string> {
    const before = await this.writable(id);
    const { accountId, contactId } = before;
    assertDates({ ...before, ...change });
    if (change.isPrimary && !before.isPrimary) await this.positions.clearPrimary(accountId);
    await this.positions.update(id, version, change);
    const changes = positionChanges(before, change);
    if (coveredBy && (await this.replaceCover(accountId, contactId, coveredBy)))
      changes.push({ field: 'coveredBy', from: null, to: null });
    if (changes.length > 0)
      await this.news.tell('changed', await this.contact(contactId), [accountId], { changes });
    return contactId;
  }

  async remove(id: string): Promise<void> {
    const { accountId, contactId, title } = await this.writable(id);
    const contact = await this.contact(contactId);
    await this.positions.remove(id);
    await this.news.tell('unlinked', contact, [accountId], { facts: { title } });
  }

  private async contact(id: string): Promise<ContactRow> {
    const contact = await this.contacts.byId(id);
    if (!contact) throw contactNotFound();
    return contact;
  }

  private async writable(id: string): Promise<ContactPosition> {
    const position = await this.positions.byId(id);
    if (!position) throw positionNotFound();
    await this.assertOwned(position.accountId);
    return position;
  }

  private async assertOwned(accountId: string): Promise<void> {
    const { branchId } = await this.accounts.get(accountId);
    if (!this.database.viewer.branchIds.includes(branchId)) throw accountOfOtherBranch();
  }

  /**
   * Those who kept it before may stay though they have left the team: taking them off is somebody's decision.
   *
   * @returns whether anything changed
   */
  private async replaceCover(
    accountId: string,
    contactId: string,
    userIds: readonly string[],
  ): Promise<boolean> {
    const before = new Set(await this.positions.coveredBy(accountId, contactId));
    const after = new Set(userIds);
    if (before.size === after.size && [...after].every((userId) => before.has(userId))) return false;
    const members = await this.accounts.serving(accountId);
    const known = new Set([...members.map(({ userId }) => userId), ...before]);
    if ([...after].some((userId) => !known.has(userId))) throw coverOutsideTeam();
    await this.positions.replaceCover(accountId, contactId, [...after]);
    return true;
  }
}

function assertDates({ startedOn, endedOn }: Pick<ContactPosition, 'startedOn' | 'endedOn'>): void {
  if (startedOn !== null && endedOn !== null && endedOn < startedOn) throw endsBeforeStart();
}
