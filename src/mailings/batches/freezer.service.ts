import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../../libs/config/config';
import { CONFIG } from '../../../libs/config/config.module';
import { Database } from '../../../libs/database/database';
import { HandlesJob, type JobContext } from '../../../libs/queue/job-handler';
import { DesignsService } from '../designs/designs.service';
import { ENGINE_VERSION } from '../../../libs/letterpress';
import { JobViewersService } from '../job-viewers.service';
import { FREEZE_BATCH } from '../mailings.jobs';
import { BatchesRepository } from './batches.repository';
import { FreezeRepository } from './freeze.repository';

const FREEZE_STATEMENT_TIMEOUT_MS = 10 * 60_000;

/** When called without the queue. */
const FIRST_TRY = { attempt: 1, maxAttempts: 1 };

/** Copies audience, addresses, suppression result, design and generator version into the batch, once. */
@Injectable()
export class FreezerService {
  constructor(
    private readonly database: Database,
    private readonly batches: BatchesRepository,
    private readonly freezing: FreezeRepository,
    private readonly designs: DesignsService,
    private readonly viewers: JobViewersService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @HandlesJob(FREEZE_BATCH)
  async run(
    { batchId }: { batchId: string },
    { attempt, maxAttempts }: Pick<JobContext, 'attempt' | 'maxAttempts'> = FIRST_TRY,
  ): Promise<void> {
    const viewer = await this.viewers.ofBatch(batchId);
    try {
      await this.database.asViewer(viewer, () => this.freeze(batchId), {
        statementTimeoutMs: FREEZE_STATEMENT_TIMEOUT_MS,
      });
    } catch (error) {
      // Given up: the batch says so and waits for a person instead of being tried for ever.
      if (attempt >= maxAttempts) {
        const change = { errorCode: 'batch.freeze-failed' };
        await this.database.asViewer(viewer, () => this.batches.move(batchId, 'draft', change));
      }
      throw error;
    }
  }

  // One transaction: killed in the middle nothing has happened, and the next run starts anew. The lock makes a
  // second worker wait and then find the batch frozen.
  private async freeze(batchId: string): Promise<void> {
    const batch = await this.batches.lock(batchId);
    if (batch?.state !== 'freezing') return;
    const version = await this.designs.newestVersion(batch.designId);
    const counts = await this.freezing.freeze(batchId, batch.listId);
    const pieces = counts.planned - counts.suppressed;
    if (pieces === 0) {
      await this.freezing.undo(batchId);
      await this.batches.move(batchId, 'draft', { errorCode: 'batch.no-pieces' });
      return;
    }
    await this.batches.move(batchId, 'frozen', {
      ...counts,
      designVersionId: version.id,
      generatorVersion: ENGINE_VERSION,
      needsSecondPerson: pieces > this.config.APPROVAL_THRESHOLD_PIECES,
      frozenAt: new Date(),
    });
  }
}
