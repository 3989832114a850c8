import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../../../libs/database/database';
import { type DueJob, type DueWork, dueJob, DueWorkSource } from '../../../libs/queue/due-work';
import { defineJob } from '../../../libs/queue/job-definition';
import { HandlesJob } from '../../../libs/queue/job-handler';
import { ManagerDaysRepository } from './manager-days.repository';

export const FOLLOW_SEAT = defineJob({
  name: 'follow-seat',
  queue: 'accounts',
  schema: z.strictObject({ accountId: z.uuid() }),
});

/**
 * The manager that lists show is a copy of the primary's seat. When a seat begins or ends with a day nobody writes, so
 * the copy is brought up to date here, soon after midnight. Access does not wait for it.
 */
@Injectable()
@DueWorkSource()
export class ManagerDaysService implements DueWork {
  readonly name = 'manager-days';
  readonly intervalMs = 60_000;

  constructor(
    private readonly database: Database,
    private readonly managers: ManagerDaysRepository,
  ) {}

  findDue(limit: number): Promise<DueJob[]> {
    return this.database.asSystem(async () =>
      (await this.managers.due(limit)).map((row) => dueJob(FOLLOW_SEAT, row)),
    );
  }

  @HandlesJob(FOLLOW_SEAT)
  async follow({ accountId }: { accountId: string }): Promise<void> {
    await this.database.asSystem(() => this.managers.follow(accountId));
  }
}
