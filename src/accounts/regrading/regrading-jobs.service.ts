import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../../../libs/database/database';
import { type DueJob, type DueWork, dueJob, DueWorkSource } from '../../../libs/queue/due-work';
import { defineJob } from '../../../libs/queue/job-definition';
import { HandlesJob } from '../../../libs/queue/job-handler';
import { NOBODY, ViewersService } from '../../identity/sessions/viewers.service';
import { RegradingService } from './regrading.service';
import { TierRulesRepository } from './tier-rules.repository';

export const GRADE_TIERS = defineJob({
  name: 'grade-tiers',
  queue: 'accounts',
  schema: z.strictObject({ ruleId: z.uuid() }),
  timeoutMs: 10 * 60_000,
});

/** Every rule grades its accounts once a month. Row and proposals are one transaction: done again there is nothing to do. */
@Injectable()
@DueWorkSource()
export class RegradingJobsService implements DueWork {
  readonly name = 'account-tiers';
  readonly intervalMs = 60_000;

  constructor(
    private readonly database: Database,
    private readonly viewers: ViewersService,
    private readonly rules: TierRulesRepository,
    private readonly regrading: RegradingService,
  ) {}

  async findDue(limit: number): Promise<DueJob[]> {
    const due = await this.database.asSystem(() => this.rules.due(limit));
    return due.map((rule) => dueJob(GRADE_TIERS, rule));
  }

  @HandlesJob(GRADE_TIERS)
  async grade({ ruleId }: { ruleId: string }): Promise<void> {
    const branchId = await this.database.asSystem(() => this.rules.branchOf(ruleId));
    if (!branchId) return;
    const viewer = await this.viewers.ofJob(branchId, NOBODY, [
      'accounts:read',
      'accounts:write',
      'revenue:read',
    ]);
    await this.database.asViewer(viewer, () => this.regrading.gradeMonth(ruleId), {
      statementTimeoutMs: GRADE_TIERS.timeoutMs,
    });
  }
}
