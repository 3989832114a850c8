import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { Database } from '../../../libs/database/database';
import type { Viewer } from '../../../libs/database/viewer';
import { RecordEvent } from '../../../libs/events/record-event';
import { AccountsService } from '../accounts.service';
import { maskNumber } from '../contacts/phone-numbers';
import { PlansService } from '../plans/goals/plans.service';
import { TeamService } from '../team/team.service';
import { packNeedsOwnBranch } from './hand-over.errors';
import { HandOversRepository } from './hand-overs.repository';
import { HandOversService } from './hand-overs.service';
import { type PackContent, packSections } from './pack-content';
import type { PackLanguage } from './pack-words';
import { PACK_WORDS } from './pack-words';
import { packPdf } from './pack-pdf';

interface PackRequest {
  language: PackLanguage;
  numbers: 'masked' | 'full';
}

/** The hand-over pack: what the next manager has to know, on paper. */
@Injectable()
export class PackService {
  constructor(
    private readonly database: Database,
    private readonly handOvers: HandOversService,
    private readonly rows: HandOversRepository,
    private readonly accounts: AccountsService,
    private readonly teams: TeamService,
    private readonly plans: PlansService,
    private readonly events: EventEmitter2,
  ) {}

  /**
   * Reads in one short transaction, in which the download is told to the history, and sets the document after it.
   *
   * @throws AppError `not-found`, `hand-over.full-pack`
   */
  async make(
    viewer: Viewer,
    accountId: string,
    request: PackRequest,
  ): Promise<{ fileName: string; content: Buffer }> {
    const content = await this.database.asViewer(viewer, () => this.read(accountId, request));
    const { name, code } = content.account;
    const title = PACK_WORDS[request.language].title;
    const file = { title: `${title} · ${name}`, subtitle: `${code} · ${content.today}` };
    return {
      fileName: `${title}-${code}-${content.today}.pdf`,
      content: await packPdf(
        { ...file, sections: packSections(content, request.language) },
        request.language,
      ),
    };
  }

  private async read(accountId: string, { numbers }: PackRequest): Promise<PackContent> {
    const account = await this.accounts.profile(accountId);
    const { permissions } = this.database.viewer;
    const full = numbers === 'full';
    if (full && !(account.mayChange && permissions.includes('accounts:write'))) throw packNeedsOwnBranch();
    const people = await this.rows.people(accountId);
    const content: PackContent = {
      account,
      today: await this.teams.today(accountId),
      promises: await this.handOvers.promises(accountId),
      people: people.map((person) => ({
        ...person,
        mobile: full ? person.mobile : maskNumber(person.mobile),
      })),
      team: (await this.teams.history(accountId)).items,
      handOvers: (await this.handOvers.ofAccount(accountId)).items,
      campaigns: permissions.includes('campaigns:read') ? await this.rows.campaigns(accountId) : [],
      plan: (await this.plans.ofYear(accountId)).plan,
      actions: await this.rows.actions(accountId),
      risks: await this.rows.risks(accountId),
      recovery: await this.rows.recovery(accountId),
      notes: await this.rows.notes(accountId),
      touches: await this.rows.touches(accountId),
      hidden: {
        cases: !permissions.includes('cases:read'),
        campaigns: !permissions.includes('campaigns:read'),
      },
    };
    const { branchId, name, code } = account;
    const event = new RecordEvent({
      kind: 'account.pack-downloaded',
      branchId,
      subject: { type: 'account', id: accountId },
      facts: { name, code, fullNumbers: full, people: people.length },
    });
    await this.events.emitAsync(RecordEvent.event, event);
    return content;
  }
}
