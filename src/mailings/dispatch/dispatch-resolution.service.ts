import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { JobQueue } from '../../../libs/queue/job-queue';
import { BatchesRepository } from '../batches/batches.repository';
import { BatchesService } from '../batches/batches.service';
import { dispatchNotUncertain } from '../mailings.errors';
import { DISPATCH_BATCH } from '../mailings.jobs';
import { DispatchJournal } from './dispatch-journal';
import { DispatchOutcomesService } from './dispatch-outcomes.service';
import { DispatchesRepository, type DispatchRow } from './dispatches.repository';

/** A person has asked the receiver and says what became of an uncertain hand-over. */
@Injectable()
export class DispatchResolutionService {
  constructor(
    private readonly database: Database,
    private readonly dispatches: DispatchesRepository,
    private readonly batches: BatchesService,
    private readonly rows: BatchesRepository,
    private readonly outcomes: DispatchOutcomesService,
    private readonly journal: DispatchJournal,
    private readonly queue: JobQueue,
  ) {}

  /** @param delivered whether it arrived; what did not is handed over anew */
  async resolve(batchId: string, delivered: boolean): Promise<DispatchRow> {
    const batch = await this.batches.get(batchId);
    const { userId } = this.database.viewer;
    const settled = await this.dispatches.resolve(batchId, delivered, userId);
    if (!settled) throw dispatchNotUncertain();
    const attempt = await this.journal.attempt(settled.key);
    await this.journal.record(settled.key, delivered ? 'delivered' : 'not-delivered', attempt, {
      by: userId,
    });
    if (delivered) {
      await this.outcomes.recordDispatched(batch, settled.id, settled.deliveredAt!);
    } else {
      await this.rows.move(batchId, 'dispatching', { errorCode: null });
      this.database.afterCommit(() => this.queue.add(DISPATCH_BATCH, { dispatchId: settled.id }));
    }
    return (await this.dispatches.ofBatch(batchId))!;
  }
}
