import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { Database } from '../../../libs/database/database';
import type { Viewer } from '../../../libs/database/viewer';
import { type BatchRow, BatchesRepository } from '../batches/batches.repository';
import { BatchDispatched } from '../mailings.events';
import { DispatchesRepository, type LeasedDispatch } from './dispatches.repository';

/** Writes down how a hand-over ended, on the dispatch and on its batch together. */
@Injectable()
export class DispatchOutcomesService {
  constructor(
    private readonly database: Database,
    private readonly dispatches: DispatchesRepository,
    private readonly rows: BatchesRepository,
    private readonly events: EventEmitter2,
  ) {}

  async delivered(viewer: Viewer, lease: LeasedDispatch, batch: BatchRow): Promise<void> {
    await this.database.asViewer(viewer, async () => {
      const at = await this.dispatches.settle(lease, 'delivered', null);
      if (at) await this.recordDispatched(batch, lease.id, at);
    });
  }

  async uncertain(viewer: Viewer, lease: LeasedDispatch, code: string): Promise<void> {
    await this.database.asViewer(viewer, async () => {
      const settled = await this.dispatches.settle(lease, 'uncertain', code);
      // The lease was lost: another worker knows better.
      if (settled === undefined) return;
      await this.rows.move(lease.batchId, 'uncertain', { errorCode: code });
    });
  }

  /** The batch, and in the same transaction everything that listens: the revenue line is written with it or not at all. */
  async recordDispatched(batch: BatchRow, dispatchId: string, at: Date): Promise<void> {
    await this.rows.move(batch.id, 'dispatched', { dispatchedAt: at, errorCode: null });
    await this.events.emitAsync(
      BatchDispatched.event,
      new BatchDispatched(
        dispatchId,
        batch.id,
        batch.campaignId,
        batch.accountId,
        batch.branchId,
        batch.mailed,
        batch.pricePerPieceFen,
        at,
      ),
    );
  }

  /** Gives the dispatch back for another try; when there are none left, the batch says so. */
  async failed(viewer: Viewer, lease: LeasedDispatch, error: unknown): Promise<void> {
    const code = (error as { code?: unknown }).code;
    const label = typeof code === 'string' ? code : 'unexpected';
    await this.database.asViewer(viewer, async () => {
      const givenUp = await this.dispatches.release(lease, label);
      if (givenUp) await this.rows.note(lease.batchId, 'dispatch.failed');
    });
  }
}
