import { Injectable, Logger } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../../../libs/database/database';
import { type DueJob, type DueWork, dueJob, DueWorkSource } from '../../../libs/queue/due-work';
import { defineJob } from '../../../libs/queue/job-definition';
import { HandlesJob, type JobContext } from '../../../libs/queue/job-handler';
import { DelivererService } from './deliverer.service';
import { DeliveriesRepository } from './deliveries.repository';
import { DELIVER } from './delivery-queue';

/** Takes away what is older than anybody looks for. */
export const CLEAR_NOTIFICATIONS = defineJob({
  name: 'clear-notifications',
  queue: 'notifications',
  schema: z.strictObject({}),
  concurrency: 2,
  timeoutMs: 60_000,
});

const CLEARED_AT_ONCE = 2_000;

@Injectable()
@DueWorkSource()
export class DeliveryJobs implements DueWork {
  readonly name = 'notifications';
  readonly intervalMs = 3_000;
  private readonly logger = new Logger(DeliveryJobs.name);

  constructor(
    private readonly database: Database,
    private readonly deliveries: DeliveriesRepository,
    private readonly deliverer: DelivererService,
  ) {}

  findDue(limit: number): Promise<DueJob[]> {
    return this.database.asSystem(async () => [
      ...(await this.deliveries.due(limit - 1)).map((row) => dueJob(DELIVER, row)),
      ...((await this.deliveries.isOld()) ? [dueJob(CLEAR_NOTIFICATIONS, {})] : []),
    ]);
  }

  /** How it went stands in the row, with the time of the next attempt; the queue has nothing to repeat. */
  @HandlesJob(DELIVER)
  async deliver({ deliveryId }: { deliveryId: string }): Promise<void> {
    const outcome = await this.deliverer.deliver(deliveryId);
    if (outcome && 'code' in outcome && outcome.state !== 'cancelled') {
      this.logger.warn({ event: 'notification-not-sent', deliveryId, ...outcome });
    }
  }

  @HandlesJob(CLEAR_NOTIFICATIONS)
  async clear(_payload: object, { signal }: Pick<JobContext, 'signal'>): Promise<void> {
    let cleared = CLEARED_AT_ONCE;
    while (cleared === CLEARED_AT_ONCE && !signal.aborted) {
      cleared = await this.database.asSystem(() => this.deliveries.clearOld(CLEARED_AT_ONCE));
    }
  }
}
