import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { HandlesJob } from '../../../libs/queue/job-handler';
import { imbalance } from '../batches/batch-balance';
import { BatchesRepository } from '../batches/batches.repository';
import { JobViewersService } from '../job-viewers.service';
import { CLOSE_BATCH } from '../mailings.jobs';
import { ChunksRepository } from './chunks.repository';
import { manifestHash } from './manifest-hash';

/** Adds up a printed batch. It closes only when every planned piece is accounted for. */
@Injectable()
export class BatchCloserService {
  private readonly logger = new Logger(BatchCloserService.name);

  constructor(
    private readonly database: Database,
    private readonly batches: BatchesRepository,
    private readonly chunks: ChunksRepository,
    private readonly viewers: JobViewersService,
  ) {}

  @HandlesJob(CLOSE_BATCH)
  async run({ batchId }: { batchId: string }): Promise<void> {
    const viewer = await this.viewers.ofBatch(batchId);
    await this.database.asViewer(viewer, () => this.close(batchId));
  }

  private async close(batchId: string): Promise<void> {
    const batch = await this.batches.lock(batchId);
    if (batch?.state !== 'printing' || (await this.chunks.anyOpen(batchId))) return;
    const files = await this.chunks.files(batchId);
    const mailed = files.reduce((sum, file) => sum + file.printed, 0);
    const heldOut = files.reduce((sum, file) => sum + file.heldOut, 0);
    const missing = imbalance({ ...batch, mailed, heldOut });
    if (missing !== 0) {
      this.logger.error(`batch ${batch.code}: ${missing} pieces are unaccounted for`);
      await this.batches.note(batchId, 'batch.unbalanced');
      return;
    }
    await this.batches.move(batchId, 'closed', {
      mailed,
      heldOut,
      manifestHash: manifestHash(files.map((file) => file.sha256)),
      errorCode: null,
      closedAt: new Date(),
    });
  }
}
