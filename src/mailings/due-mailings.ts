import { Injectable } from '@nestjs/common';
import { Database } from '../../libs/database/database';
import { type DueJob, type DueWork, dueJob, DueWorkSource } from '../../libs/queue/due-work';
import { DispatchesRepository } from './dispatch/dispatches.repository';
import { CLOSE_BATCH, DISPATCH_BATCH, FREEZE_BATCH, PRINT_CHUNK, printKey } from './mailings.jobs';
import { ChunksRepository } from './printing/chunks.repository';

/** What the tables say should be happening to batches, asked again and again. */
@Injectable()
@DueWorkSource()
export class DueMailings implements DueWork {
  readonly name = 'mailings';
  readonly intervalMs = 2_000;

  constructor(
    private readonly database: Database,
    private readonly chunks: ChunksRepository,
    private readonly dispatches: DispatchesRepository,
  ) {}

  findDue(limit: number): Promise<DueJob[]> {
    return this.database.asSystem(async () => [
      ...(await this.dispatches.due(limit)).map((row) => dueJob(DISPATCH_BATCH, row)),
      ...(await this.chunks.dueToClose(limit)).map((row) => dueJob(CLOSE_BATCH, row)),
      ...(await this.chunks.dueToFreeze(limit)).map((row) => dueJob(FREEZE_BATCH, row)),
      ...(await this.chunks.due(limit)).map(({ fence, ...chunk }) =>
        dueJob(PRINT_CHUNK, chunk, printKey(chunk.batchId, chunk.chunkNo, fence)),
      ),
    ]);
  }
}
