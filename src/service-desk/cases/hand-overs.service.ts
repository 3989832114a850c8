import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { TeamService } from '../../accounts/team/team.service';
import { BranchesService } from '../../identity/branches/branches.service';
import { UsersService } from '../../identity/users/users.service';
import { permissionsOf } from '../../identity/permissions';
import {
  caseNotYoursToHandOver,
  caseOver,
  handOverOpen,
  handOverToOwner,
  handOverToSelf,
  noHandOver,
  receiverAway,
  receiverMayNotWork,
} from '../service-desk.errors';
import type { HandOverDto } from './case.dto';
import { CaseHistoryRepository } from './case-history.repository';
import { CaseRecordsService } from './case-records.service';
import { CasesRepository } from './cases.repository';

/**
 * A case is never without an owner: until the other has accepted, it stays with whoever has it. Its owner offers
 * it, or who acts for them or leads the team; a colleague for an owner who is away, though never to themselves.
 */
@Injectable()
export class HandOversService {
  constructor(
    private readonly database: Database,
    private readonly records: CaseRecordsService,
    private readonly cases: CasesRepository,
    private readonly history: CaseHistoryRepository,
    private readonly users: UsersService,
    private readonly teams: TeamService,
    private readonly branches: BranchesService,
  ) {}

  /** To somebody who is away it goes to whoever acts for them. */
  async offer(id: string, { toId: askedFor, reason }: HandOverDto): Promise<void> {
    const about = await this.records.forWriting(id);
    const { userId } = this.database.viewer;
    if (about.state === 'followed-up' || about.state === 'withdrawn') throw caseOver();
    if (about.handOverTo !== null) throw handOverOpen();
    if (!(await this.records.mayHandOver(about))) throw caseNotYoursToHandOver();
    const toId = await this.teams.standIn(about.accountId, askedFor);
    if (toId === null) throw receiverAway();
    if (toId === about.ownerId) throw handOverToOwner();
    if (toId === userId) throw handOverToSelf();
    const receiver = await this.users.get(toId);
    const mayWork = receiver.active && permissionsOf(receiver.roles).includes('cases:write');
    // Somebody of a branch below would not see what they are to accept.
    if (!mayWork || !(await this.branches.contains(receiver.branchId, about.branchId))) {
      throw receiverMayNotWork();
    }
    await this.history.offer({ caseId: id, fromId: about.ownerId, toId, reason });
    await this.records.tell('step', about, {
      facts: { step: 'hand-over-offered', toId, ...(toId !== askedFor && { insteadOf: askedFor }) },
    });
  }

  /** Accepted or declined by whom it was offered to. */
  async answer(id: string, accept: boolean): Promise<void> {
    const about = await this.records.forWriting(id);
    const { userId } = this.database.viewer;
    if (about.handOverTo !== userId) throw noHandOver();
    await this.history.endOffer(id, accept);
    if (!accept) return this.records.tell('step', about, { facts: { step: 'hand-over-declined' } });
    await this.cases.update(id, about.version, { ownerId: userId });
    await this.records.tell('handed-over', await this.records.get(id), {
      changes: [{ field: 'ownerId', from: about.ownerId, to: userId }],
    });
  }

  /** Taken back before it was answered. */
  async takeBack(id: string): Promise<void> {
    const about = await this.records.forWriting(id);
    if (about.handOverTo === null) throw noHandOver();
    const offeredByViewer = await this.history.offeredByViewer(id);
    if (!offeredByViewer && !(await this.records.mayHandOver(about))) throw caseNotYoursToHandOver();
    await this.history.endOffer(id, false);
    await this.records.tell('step', about, { facts: { step: 'hand-over-taken-back' } });
  }
}
