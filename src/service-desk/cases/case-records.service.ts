import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { Database } from '../../../libs/database/database';
import { RecordEvent, type RecordEventInput } from '../../../libs/events/record-event';
import { TeamService } from '../../accounts/team/team.service';
import { caseNotFound, caseNotOwner, caseOfOtherBranch } from '../service-desk.errors';
import { type CaseRecord, CasesRepository } from './cases.repository';

type Told = Pick<RecordEventInput, 'changes' | 'reason' | 'facts' | 'oneOfMany'>;

/** Reads cases for those who work on them, and tells what was done. */
@Injectable()
export class CaseRecordsService {
  constructor(
    private readonly database: Database,
    private readonly cases: CasesRepository,
    private readonly teams: TeamService,
    private readonly events: EventEmitter2,
  ) {}

  /** @throws AppError `not-found` */
  async get(id: string): Promise<CaseRecord> {
    const found = await this.cases.byId(id);
    if (!found) throw caseNotFound();
    return found;
  }

  /**
   * The case, locked until the transaction ends.
   *
   * @throws AppError `not-found`, `case.read-only`
   */
  async forWriting(id: string): Promise<CaseRecord> {
    const seen = await this.get(id);
    if (!this.ofOwnBranch(seen)) throw caseOfOtherBranch();
    await this.cases.lock(id);
    return this.get(id);
  }

  /** For the owner, or who covers for them. @throws AppError `not-found`, `case.read-only`, `case.not-owner` */
  async forOwner(id: string): Promise<CaseRecord> {
    const found = await this.forWriting(id);
    if (!(await this.actsForOwner(found))) throw caseNotOwner();
    return found;
  }

  /** Whether the viewer owns the case, or sees to the account for an owner who is away today. */
  async actsForOwner({ accountId, ownerId }: Pick<CaseRecord, 'accountId' | 'ownerId'>): Promise<boolean> {
    const { userId } = this.database.viewer;
    return ownerId === userId || (await this.teams.standIn(accountId, ownerId)) === userId;
  }

  /** Its owner, who acts for them, or who leads the team; anybody of the branch once nobody else does. */
  async mayHandOver(about: CaseRecord): Promise<boolean> {
    if (await this.actsForOwner(about)) return true;
    if (this.database.viewer.permissions.includes('teams:write')) return true;
    const { accountId, ownerId } = about;
    const atWork = (await this.teams.standIn(accountId, ownerId)) === ownerId;
    return !atWork || !(await this.cases.personReaches(ownerId, about.branchId));
  }

  ofOwnBranch({ branchId }: Pick<CaseRecord, 'branchId'>): boolean {
    return this.database.viewer.branchIds.includes(branchId);
  }

  async tell(verb: string, about: CaseRecord, told: Told = {}): Promise<void> {
    const { id, branchId, accountId, ownerId, number, title, kind, urgency, state } = about;
    await this.events.emitAsync(
      RecordEvent.event,
      new RecordEvent({
        ...told,
        kind: `case.${verb}`,
        branchId,
        subject: { type: 'case', id },
        related: [{ type: 'account', id: accountId }],
        facts: { number, title, kind, urgency, state, ...told.facts },
        concerns: [ownerId],
      }),
    );
  }
}
