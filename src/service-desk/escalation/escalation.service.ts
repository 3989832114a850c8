import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../../../libs/database/database';
import { type DueJob, type DueWork, dueJob, DueWorkSource } from '../../../libs/queue/due-work';
import { defineJob } from '../../../libs/queue/job-definition';
import { PermanentJobError } from '../../../libs/queue/job-errors';
import { HandlesJob } from '../../../libs/queue/job-handler';
import { ViewersService } from '../../identity/sessions/viewers.service';
import { CaseRecordsService } from '../cases/case-records.service';
import { isRunning } from '../cases/case-states';
import type { CaseRecord } from '../cases/cases.repository';
import { levelsReached, reportLevel } from './escalation-levels';
import { EscalationsRepository } from './escalations.repository';

export const ESCALATE_CASE = defineJob({
  name: 'escalate-case',
  queue: 'service-desk',
  schema: z.strictObject({ caseId: z.uuid() }),
});

/** Tells whoever has to know that a promise, or a report to the client, is nearly due and late: once each. */
@Injectable()
@DueWorkSource()
export class EscalationService implements DueWork {
  readonly name = 'service-desk';
  readonly intervalMs = 30_000;

  constructor(
    private readonly database: Database,
    private readonly escalations: EscalationsRepository,
    private readonly records: CaseRecordsService,
    private readonly viewers: ViewersService,
  ) {}

  findDue(limit: number): Promise<DueJob[]> {
    return this.database.asSystem(async () =>
      (await this.escalations.due(limit)).map((row) => dueJob(ESCALATE_CASE, row)),
    );
  }

  @HandlesJob(ESCALATE_CASE)
  async escalate({ caseId }: { caseId: string }): Promise<void> {
    const owner = await this.database.asSystem(() => this.escalations.owner(caseId));
    if (!owner) throw new PermanentJobError('no such case');
    const viewer = await this.viewers.ofJob(owner.branchId, owner.ownerId, ['cases:write']);
    await this.database.asViewer(viewer, () => this.escalateLocked(caseId));
  }

  private async escalateLocked(caseId: string): Promise<void> {
    const about = await this.records.forWriting(caseId);
    await this.chaseReport(about);
    if (!isRunning(about.state)) return;
    for (const level of levelsReached(about.now, about)) {
      const told = await this.escalations.toldOf(caseId, level);
      const isNew = await this.escalations.record(caseId, about.round, level, told);
      if (isNew) await this.records.tell('escalated', about, { facts: { level, told: told.join(',') } });
    }
  }

  // Under the lock of the case, so that one of many does it.
  private async chaseReport(about: CaseRecord): Promise<void> {
    const report = about.state === 'withdrawn' ? undefined : await this.escalations.report(about.id);
    if (!report) return;
    const level = reportLevel(about.now, report.dueAt);
    if (level === 0 || level <= report.toldLevel) return;
    const told = await this.escalations.toldOf(about.id, 1);
    if (level === 2) told.push(...(await this.escalations.toldOf(about.id, 2)));
    await this.escalations.recordReport(about.id, level);
    await this.records.tell('report-due', about, { facts: { level, told: [...new Set(told)].join(',') } });
  }
}
