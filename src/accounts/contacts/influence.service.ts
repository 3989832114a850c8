import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { Database } from '../../../libs/database/database';
import { staleVersion } from '../../../libs/http/app-error';
import { RecordEvent } from '../../../libs/events/record-event';
import { accountOfOtherBranch } from '../accounts.errors';
import { AccountsService } from '../accounts.service';
import { badLink } from './contacts.errors';
import { type Colleague, type Coverage, coverageOf } from './coverage';
import { type AccountPersonRow, InfluenceRepository } from './influence.repository';
import { type Link, linkFault } from './influence-rules';
import { maskNumber } from './phone-numbers';
import type { ReplaceInfluenceDto } from './position.dto';

export interface AccountPeople {
  version: number;
  mayChange: boolean;
  people: AccountPersonRow[];
  links: Link[];
}

/** The people of one account: who stands how to whom, and who of ours meets whom of theirs. */
@Injectable()
export class InfluenceService {
  constructor(
    private readonly database: Database,
    private readonly influence: InfluenceRepository,
    private readonly accounts: AccountsService,
    private readonly events: EventEmitter2,
  ) {}

  async people(accountId: string): Promise<AccountPeople> {
    const { branchId } = await this.accounts.get(accountId);
    const people = await this.influence.people(accountId);
    return {
      version: await this.influence.version(accountId),
      mayChange: this.owns(branchId),
      people: people.map((person) => ({ ...person, mobile: maskNumber(person.mobile) })),
      links: await this.influence.links(accountId),
    };
  }

  /**
   * Sets all links and places at once.
   *
   * @throws AppError `record.stale` when somebody else has set them since `version` was read
   */
  async replace(accountId: string, { version, links, places }: ReplaceInfluenceDto): Promise<AccountPeople> {
    const { branchId, name } = await this.accounts.get(accountId);
    if (!this.owns(branchId)) throw accountOfOtherBranch();
    if (!(await this.influence.advance(accountId, version))) throw staleVersion();
    const people = await this.influence.people(accountId);
    const fault = linkFault(links, new Set(people.map(({ contactId }) => contactId)));
    if (fault) throw badLink(fault);
    const before = await this.influence.links(accountId);
    await this.influence.replace(accountId, links, places);
    const [added, removed] = [without(links, before), without(before, links)];
    // Moving somebody on the map is not news.
    if (added + removed > 0) {
      const event = new RecordEvent({
        kind: 'account.influence-changed',
        branchId,
        subject: { type: 'account', id: accountId },
        facts: { name, links: links.length, added, removed },
      });
      await this.events.emitAsync(RecordEvent.event, event);
    }
    return this.people(accountId);
  }

  async coverage(accountId: string): Promise<Coverage> {
    const members = await this.accounts.serving(accountId);
    const team = new Map<string, Colleague>();
    for (const { userId, userName, role } of members) {
      team.set(userId, { userId, userName, roles: [...(team.get(userId)?.roles ?? []), role] });
    }
    const people = (await this.influence.people(accountId)).filter(({ current }) => current);
    return coverageOf(people, [...team.values()]);
  }

  private owns(branchId: string): boolean {
    return this.database.viewer.branchIds.includes(branchId);
  }
}

const keyOf = ({ fromId, toId, kind, strength }: Link) => `${fromId} ${toId} ${kind} ${strength}`;

/** How many of `links` are not among `others`. */
function without(links: readonly Link[], others: readonly Link[]): number {
  const known = new Set(others.map(keyOf));
  return links.filter((link) => !known.has(keyOf(link))).length;
}
