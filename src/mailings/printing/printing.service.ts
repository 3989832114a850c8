import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { JobQueue } from '../../../libs/queue/job-queue';
import type { BatchRow } from '../batches/batches.repository';
import { BatchesRepository } from '../batches/batches.repository';
import { BatchesService } from '../batches/batches.service';
import { batchWrongState } from '../mailings.errors';
import { PRINT_CHUNK, printKey } from '../mailings.jobs';
import { ChunksRepository } from './chunks.repository';

/** Chunks woken at once; the reconciler wakes the rest as these are done. */
const MOST_WOKEN = 1_000;

@Injectable()
export class PrintingService {
  constructor(
    private readonly database: Database,
    private readonly batches: BatchesService,
    private readonly rows: BatchesRepository,
    private readonly chunks: ChunksRepository,
    private readonly queue: JobQueue,
  ) {}

  /** Starts printing an approved batch; what was given up of a printing batch or of its make-goods is tried again. */
  async print(id: string): Promise<BatchRow> {
    const batch = await this.batches.get(id);
    const tried = batch.state === 'printing' || (batch.state === 'closed' && (await this.chunks.anyOpen(id)));
    if (!tried && !(await this.rows.move(id, 'printing'))) throw batchWrongState('印制', 'printed');
    await this.tryOpen(id);
    return this.batches.get(id);
  }

  /** Wakes what is not printed yet, given up before or not. */
  async tryOpen(id: string): Promise<void> {
    await this.chunks.forgive(id);
    const open = await this.chunks.openChunks(id);
    this.database.afterCommit(() => this.wake(id, open.slice(0, MOST_WOKEN)));
  }

  private async wake(batchId: string, chunks: { chunkNo: number; fence: number }[]): Promise<void> {
    for (const { chunkNo, fence } of chunks) {
      await this.queue.add(
        PRINT_CHUNK,
        { batchId, chunkNo },
        { dedupeKey: printKey(batchId, chunkNo, fence) },
      );
    }
  }
}
