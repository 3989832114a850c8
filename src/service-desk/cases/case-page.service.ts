import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { AnswersRepository } from '../answers/answers.repository';
import { EscalationsRepository } from '../escalation/escalations.repository';
import { ReportsService } from '../reports/reports.service';
import { type Run, runOf } from '../rules/promises';
import { ServiceRulesService } from '../rules/service-rules.service';
import { CaseHistoryRepository } from './case-history.repository';
import { CaseRecordsService } from './case-records.service';
import { isRunning, nextStates } from './case-states';
import type { CaseRecord } from './cases.repository';

/** Everything about one case, read together. */
@Injectable()
export class CasePageService {
  constructor(
    private readonly database: Database,
    private readonly records: CaseRecordsService,
    private readonly history: CaseHistoryRepository,
    private readonly escalations: EscalationsRepository,
    private readonly reports: ReportsService,
    private readonly answers: AnswersRepository,
    private readonly rules: ServiceRulesService,
  ) {}

  /** @throws AppError `not-found`, also for a case the viewer may not see */
  async get(id: string) {
    const about = await this.records.get(id);
    const { permissions } = this.database.viewer;
    const mayWrite = this.records.ofOwnBranch(about) && permissions.includes('cases:write');
    return {
      ...about,
      next: nextStates(about.kind, about.state),
      mayWrite,
      mayWork: mayWrite && (await this.records.actsForOwner(about)),
      mayHandOver: mayWrite && (await this.mayHandOver(about)),
      clock: await this.clock(about),
      steps: await this.history.steps(id),
      handOvers: await this.history.handOvers(id),
      escalations: await this.escalations.ofCase(id),
      report: await this.reports.ofCase(about),
      answer: (await this.answers.ofCase(id)) ?? null,
    };
  }

  private async mayHandOver(about: CaseRecord): Promise<boolean> {
    const offered = about.handOverTo !== null && (await this.history.offeredByViewer(about.id));
    return offered || (await this.records.mayHandOver(about));
  }

  private async clock(about: CaseRecord): Promise<{ answer: Run | null; resolve: Run | null } | null> {
    if (about.timeZone === null) return null;
    const time = await this.rules.workingTime(about.branchId, about.timeZone);
    const { clockFrom, openedAt, answeredAt, resolvedAt, now } = about;
    const answered = runOf(time, openedAt, about.answerDueAt, answeredAt ?? now);
    const withdrawn = !isRunning(about.state) && resolvedAt === null;
    return {
      answer: withdrawn && answeredAt === null ? null : answered,
      resolve: withdrawn ? null : runOf(time, clockFrom, about.resolveDueAt, resolvedAt ?? now),
    };
  }
}
