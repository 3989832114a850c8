import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../../libs/config/config';
import { CONFIG } from '../../../libs/config/config.module';
import { Database } from '../../../libs/database/database';
import { JobQueue } from '../../../libs/queue/job-queue';
import { BatchesRepository } from '../batches/batches.repository';
import { BatchesService } from '../batches/batches.service';
import { batchNotFound, batchWrongState, makeGoodsOpen } from '../mailings.errors';
import { DISPATCH_BATCH } from '../mailings.jobs';
import { ChunksRepository } from '../printing/chunks.repository';
import { DispatchesRepository, type DispatchRow } from './dispatches.repository';

@Injectable()
export class DispatchesService {
  constructor(
    private readonly database: Database,
    private readonly dispatches: DispatchesRepository,
    private readonly batches: BatchesService,
    private readonly rows: BatchesRepository,
    private readonly chunks: ChunksRepository,
    private readonly queue: JobQueue,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws AppError `not-found` when the batch was not dispatched */
  async ofBatch(batchId: string): Promise<DispatchRow> {
    await this.batches.get(batchId);
    const dispatch = await this.dispatches.ofBatch(batchId);
    if (!dispatch) throw batchNotFound();
    return dispatch;
  }

  /**
   * Commits the intent to hand over; a job carries it out. Asked twice, from two tabs or after a lost
   * connection, it answers with the one dispatch there is.
   *
   * @param target folder to hand over to; the configured one when left out
   */
  async dispatch(batchId: string, target?: string): Promise<DispatchRow> {
    const batch = await this.rows.lock(batchId);
    if (!batch) throw batchNotFound();
    if (batch.state === 'closed') {
      if (await this.chunks.anyOpen(batchId)) throw makeGoodsOpen();
      await this.rows.move(batchId, 'dispatching');
      await this.dispatches.intend({
        batchId,
        branchId: batch.branchId,
        target: target ?? this.config.dispatchDir,
        key: batchId,
        manifestHash: batch.manifestHash!,
        requestedBy: this.database.viewer.userId,
      });
    }
    const dispatch = await this.dispatches.ofBatch(batchId);
    if (!dispatch) throw batchWrongState('交寄', 'dispatched');
    if (dispatch.state === 'intended') {
      // Asked for again by a person: what was given up is tried once more.
      await this.dispatches.forgive(dispatch.id);
      await this.rows.note(batchId, null);
      this.database.afterCommit(() => this.queue.add(DISPATCH_BATCH, { dispatchId: dispatch.id }));
    }
    return dispatch;
  }
}
