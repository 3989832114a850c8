import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../../../libs/database/database';
import type { Viewer } from '../../../libs/database/viewer';
import { type DueJob, type DueWork, dueJob, DueWorkSource } from '../../../libs/queue/due-work';
import { defineJob } from '../../../libs/queue/job-definition';
import { HandlesJob, type JobContext } from '../../../libs/queue/job-handler';
import { NOBODY, ViewersService } from '../../identity/sessions/viewers.service';
import { HealthRepository } from './health/health.repository';
import { HealthService } from './health/health.service';
import { DeclineService } from './recovery/decline.service';
import { DeclineRepository } from './recovery/decline.repository';

const QUEUE = 'account-plans';
const TIME_LIMIT_MS = 10 * 60_000;

export const COUNT_HEALTH = defineJob({
  name: 'count-health',
  queue: QUEUE,
  schema: z.strictObject({ branchId: z.uuid() }),
  timeoutMs: TIME_LIMIT_MS,
});

export const CHECK_DECLINE = defineJob({
  name: 'check-decline',
  queue: QUEUE,
  schema: z.strictObject({ branchId: z.uuid() }),
  timeoutMs: TIME_LIMIT_MS,
});

const STEP = 100;
/** Accounts of one branch that one job counts; the rest is found due again. */
const MOST_STEPS = 50;

/** Counts health every day, and looks for falls of revenue every day, branch by branch. */
@Injectable()
@DueWorkSource()
export class PlanJobsService implements DueWork {
  readonly name = 'account-plans';
  readonly intervalMs = 30_000;

  constructor(
    private readonly database: Database,
    private readonly viewers: ViewersService,
    private readonly healthRows: HealthRepository,
    private readonly health: HealthService,
    private readonly declineRows: DeclineRepository,
    private readonly decline: DeclineService,
  ) {}

  findDue(limit: number): Promise<DueJob[]> {
    return this.database.asSystem(async () => {
      const falls = await this.declineRows.dueBranches(limit);
      const counts = await this.healthRows.dueBranches(limit);
      const jobs = [
        ...falls.map((row) => dueJob(CHECK_DECLINE, row)),
        ...counts.map((row) => dueJob(COUNT_HEALTH, row)),
      ];
      return jobs.slice(0, limit);
    });
  }

  /** Each step is a transaction; its row locks are the lease, which a killed worker loses at once. */
  @HandlesJob(COUNT_HEALTH)
  async countHealth(
    { branchId }: { branchId: string },
    { signal }: Pick<JobContext, 'signal'>,
  ): Promise<void> {
    const viewer = await this.viewer(branchId);
    for (let step = 0; step < MOST_STEPS && !signal.aborted; step += 1) {
      const counted = await this.database.asViewer(viewer, () => this.health.countDue(branchId, STEP));
      if (counted < STEP) return;
    }
  }

  @HandlesJob(CHECK_DECLINE)
  async checkDecline(
    { branchId }: { branchId: string },
    { signal }: Pick<JobContext, 'signal'>,
  ): Promise<void> {
    await this.decline.checkBranch(await this.viewer(branchId), branchId, signal);
  }

  private viewer(branchId: string): Promise<Viewer> {
    return this.viewers.ofJob(branchId, NOBODY, [
      'accounts:read',
      'accounts:write',
      'revenue:read',
      'campaigns:read',
      'cases:read',
    ]);
  }
}
