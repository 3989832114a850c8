import { Injectable } from '@nestjs/common';
import { AnswersRepository } from '../answers/answers.repository';
import { ServiceRulesService } from '../rules/service-rules.service';
import { caseCauseMissing, caseNoteMissing, caseWrongStep } from '../service-desk.errors';
import type { CaseNoteDto, CaseStepDto } from './case.dto';
import { CaseHistoryRepository } from './case-history.repository';
import { CaseRecordsService } from './case-records.service';
import { isReopening, missingFor, nextStates } from './case-states';
import { type CaseRecord, CasesRepository } from './cases.repository';
import type { ServiceCase } from './service-case.entity';

/** Moves a case on, by its owner alone; notes are everybody's. */
@Injectable()
export class CaseStepsService {
  constructor(
    private readonly records: CaseRecordsService,
    private readonly cases: CasesRepository,
    private readonly history: CaseHistoryRepository,
    private readonly rules: ServiceRulesService,
    private readonly answers: AnswersRepository,
  ) {}

  async step(id: string, { from, to, note, ...said }: CaseStepDto): Promise<void> {
    const before = await this.records.forOwner(id);
    const { state, kind, version } = before;
    if (state !== from || !nextStates(kind, state).includes(to)) throw caseWrongStep();
    const causeCategory = said.causeCategory ?? before.causeCategory;
    const cause = said.cause ?? before.cause;
    const missing = missingFor(to, from, { kind, note, causeCategory, cause });
    if (missing === 'cause') throw caseCauseMissing();
    if (missing === 'note') throw caseNoteMissing();
    const change = await this.changeOf(before, to, note);
    if (isReopening(from, to)) await this.answers.endLinks(id);
    await this.cases.update(id, version, { ...change, causeCategory, cause });
    await this.history.addStep({ caseId: id, fromState: from, toState: to, note });
    const closed = to === 'followed-up' || to === 'withdrawn';
    await this.records.tell(closed ? 'closed' : 'step', await this.records.get(id), { facts: { from, to } });
  }

  async note(id: string, { note }: CaseNoteDto): Promise<void> {
    const about = await this.records.forWriting(id);
    await this.history.addStep({ caseId: id, fromState: null, toState: null, note });
    await this.records.tell('step', about, { facts: { step: 'note' } });
  }

  private async changeOf(
    before: CaseRecord,
    to: ServiceCase['state'],
    note: string,
  ): Promise<Partial<ServiceCase>> {
    const { now, state, branchId, tier, urgency, round } = before;
    if (isReopening(state, to)) {
      const due = await this.rules.deadlines(branchId, tier, urgency, now);
      return { ...due, state: to, round: round + 1, clockFrom: now, resolvedAt: null };
    }
    if (to === 'heard' && before.answeredAt === null) return { state: to, answeredAt: now };
    if (to === 'remedy-offered') return { state: to, remedy: note };
    return to === 'resolved' ? { state: to, resolvedAt: now } : { state: to };
  }
}
