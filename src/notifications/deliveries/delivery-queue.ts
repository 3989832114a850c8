import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../../../libs/database/database';
import { defineJob } from '../../../libs/queue/job-definition';
import { JobQueue } from '../../../libs/queue/job-queue';

/** Sends one message, if it is due. */
export const DELIVER = defineJob({
  name: 'deliver-notification',
  queue: 'notifications',
  schema: z.strictObject({ deliveryId: z.uuid() }),
  concurrency: 2,
  timeoutMs: 60_000,
});

/** Woken right after the commit; the rest is found by the reconciler. */
const MOST_WOKEN = 20;

@Injectable()
export class DeliveryQueue {
  constructor(
    private readonly database: Database,
    private readonly jobs: JobQueue,
  ) {}

  /** Wakes what may go now, after the commit of the transaction that is open. */
  wake(deliveryIds: readonly string[]): void {
    if (deliveryIds.length === 0) return;
    this.database.afterCommit(async () => {
      for (const deliveryId of deliveryIds.slice(0, MOST_WOKEN)) await this.jobs.add(DELIVER, { deliveryId });
    });
  }
}
