import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { fieldChanges } from '../../../libs/events/field-changes';
import type { RecordEventInput } from '../../../libs/events/record-event';
import { AccountsService } from '../../accounts/accounts.service';
import { ReportsService } from '../reports/reports.service';
import { ServiceRulesService } from '../rules/service-rules.service';
import { caseOfOtherBranch, caseOver } from '../service-desk.errors';
import type { ChangeCaseDto, OpenCaseDto } from './case.dto';
import { CaseHistoryRepository } from './case-history.repository';
import { CaseRecordsService } from './case-records.service';
import { isOver, isRunning } from './case-states';
import { CasesRepository } from './cases.repository';
import type { ServiceCase } from './service-case.entity';

const CHANGEABLE = [
  'urgency',
  'category',
  'title',
  'contactName',
  'description',
  'affectedPieces',
  'causeCategory',
  'cause',
] as const;

/** Why a case was changed, and whether it was one of many. */
type HowTold = Pick<RecordEventInput, 'reason' | 'oneOfMany'>;

@Injectable()
export class CasesService {
  constructor(
    private readonly database: Database,
    private readonly cases: CasesRepository,
    private readonly records: CaseRecordsService,
    private readonly history: CaseHistoryRepository,
    private readonly accounts: AccountsService,
    private readonly rules: ServiceRulesService,
    private readonly reports: ReportsService,
  ) {}

  /**
   * Whoever takes the case owns it, until somebody else has accepted it from them.
   *
   * @param at when it was taken, if not now: its time runs from then
   * @returns the new case's id
   */
  async open(input: OpenCaseDto, at?: Date): Promise<string> {
    const account = await this.accounts.get(input.accountId);
    const { userId, branchIds } = this.database.viewer;
    if (!branchIds.includes(account.branchId)) throw caseOfOtherBranch();
    const openedAt = at ?? (await this.rules.now());
    const { branchId, tier } = account;
    const due = await this.rules.deadlines(branchId, tier, input.urgency, openedAt);
    const id = await this.cases.insert({
      ...input,
      ...due,
      branchId,
      tier,
      ownerId: userId,
      openedBy: userId,
      openedAt,
      clockFrom: openedAt,
    });
    await this.history.addStep({ caseId: id, fromState: null, toState: 'open', note: '' });
    const opened = await this.records.get(id);
    await this.reports.demandFor(opened);
    await this.records.tell('opened', opened);
    return id;
  }

  /** Completes the facts. A new urgency counts from when the clock started, not from now. */
  async change(id: string, { version, ...input }: ChangeCaseDto, told: HowTold = {}): Promise<void> {
    const before = await this.records.forWriting(id);
    if (isOver(before.state)) throw caseOver();
    const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
    const change: Partial<ServiceCase> = { ...given };
    if (change.urgency && change.urgency !== before.urgency && isRunning(before.state)) {
      const { branchId, tier, clockFrom } = before;
      Object.assign(change, await this.rules.deadlines(branchId, tier, change.urgency, clockFrom));
    }
    await this.cases.update(id, version, change);
    const after = await this.records.get(id);
    await this.reports.demandFor(after);
    const changes = fieldChanges<ServiceCase>(before, given, CHANGEABLE).map((changed) =>
      // Who called and what they wrote stays with the case.
      ['contactName', 'description', 'cause'].includes(changed.field)
        ? { field: changed.field, from: null, to: null }
        : changed,
    );
    if (changes.length > 0) await this.records.tell('changed', after, { ...told, changes });
  }
}
