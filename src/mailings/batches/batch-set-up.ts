import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../../libs/config/config';
import { CONFIG } from '../../../libs/config/config.module';
import { Database } from '../../../libs/database/database';
import { JobQueue } from '../../../libs/queue/job-queue';
import { FREEZE_BATCH } from '../mailings.jobs';

/** What making a batch needs from its surroundings: settings, and the wake-up after the commit. */
@Injectable()
export class BatchSetUp {
  constructor(
    private readonly database: Database,
    private readonly queue: JobQueue,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  get chunkPieces(): number {
    return this.config.CHUNK_PIECES;
  }

  wakeFreeze(batchId: string): void {
    this.database.afterCommit(() => this.queue.add(FREEZE_BATCH, { batchId }));
  }
}
