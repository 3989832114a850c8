import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { Viewer } from '../../../libs/database/viewer';
import { PermanentJobError } from '../../../libs/queue/job-errors';
import { HandlesJob, type JobContext } from '../../../libs/queue/job-handler';
import { holding, LEASE_SECONDS } from '../../../libs/queue/lease';
import type { BatchRow } from '../batches/batches.repository';
import { BatchesService } from '../batches/batches.service';
import { JobViewersService } from '../job-viewers.service';
import { DISPATCH_BATCH } from '../mailings.jobs';
import { ConsignmentService } from './consignment.service';
import { DispatchJournal } from './dispatch-journal';
import { DispatchOutcomesService } from './dispatch-outcomes.service';
import { DispatchesRepository, type LeasedDispatch } from './dispatches.repository';
import { FolderChannel } from './folder-channel';

/**
 * Hands a closed batch to its channel at most once. The intent is committed before this runs; every step looks
 * first at what the receiver and the journal have. What cannot be known waits for a person.
 */
@Injectable()
export class DispatcherService {
  constructor(
    private readonly database: Database,
    private readonly dispatches: DispatchesRepository,
    private readonly batches: BatchesService,
    private readonly journal: DispatchJournal,
    private readonly viewers: JobViewersService,
    private readonly consignments: ConsignmentService,
    private readonly outcomes: DispatchOutcomesService,
  ) {}

  @HandlesJob(DISPATCH_BATCH)
  async run({ dispatchId }: { dispatchId: string }, { signal }: Pick<JobContext, 'signal'>): Promise<void> {
    const batchId = await this.database.asSystem(() => this.dispatches.batchOf(dispatchId));
    if (!batchId) throw new PermanentJobError('no such dispatch');
    const viewer = await this.viewers.ofBatch(batchId);
    const lease = await this.database.asViewer(viewer, () =>
      this.dispatches.lease(dispatchId, LEASE_SECONDS),
    );
    if (!lease) return;
    const renew = () => this.renew(viewer, lease);
    try {
      await holding({ renew, signal }, () => this.carryOut(viewer, lease));
    } catch (error) {
      await this.outcomes.failed(viewer, lease, error);
      throw error;
    }
  }

  private async carryOut(viewer: Viewer, lease: LeasedDispatch): Promise<void> {
    const batch = await this.database.asViewer(viewer, () => this.batches.get(lease.batchId));
    const channel = new FolderChannel(lease.target, batch.code, lease.key);
    const attempt = await this.journal.attempt(lease.key);
    const found = await channel.look();
    if (found === 'complete') return this.delivered(viewer, lease, batch, attempt, channel);
    if (found === 'other') return this.outcomes.uncertain(viewer, lease, 'dispatch.receiver-has-other');

    const begun = await this.journal.chosen(lease.key, attempt);
    const chosen = begun ?? (await this.choose(viewer, lease, batch, attempt, channel));
    if (chosen === undefined) return;
    if (await channel.holds(chosen)) await channel.handOver(chosen);
    // The final step had begun, and neither its result nor what it began with is there any more.
    else if ((await channel.look()) !== 'complete') {
      return this.outcomes.uncertain(viewer, lease, 'dispatch.unknown-outcome');
    }
    await this.delivered(viewer, lease, batch, attempt, channel);
  }

  /**
   * Puts the batch together and chooses what is handed over, once for ever: a second worker, be it one that lost its
   * lease unawares, finds the choice in the journal, and one folder can be renamed only once.
   *
   * @returns the folder chosen; undefined when the lease is lost
   */
  private async choose(
    viewer: Viewer,
    lease: LeasedDispatch,
    batch: BatchRow,
    attempt: number,
    channel: FolderChannel,
  ): Promise<string | undefined> {
    await this.journal.record(lease.key, 'intent', attempt, {
      batch: batch.code,
      manifestHash: lease.manifestHash,
    });
    const staging = await this.consignments.pack(viewer, lease, batch, channel);
    if (!(await this.renew(viewer, lease))) return undefined;
    await this.journal.record(lease.key, 'handing-over', attempt, { batch: batch.code, staging });
    return this.journal.chosen(lease.key, attempt);
  }

  private renew(viewer: Viewer, lease: LeasedDispatch): Promise<boolean> {
    return this.database.asViewer(viewer, () => this.dispatches.renew(lease, LEASE_SECONDS));
  }

  private async delivered(
    viewer: Viewer,
    lease: LeasedDispatch,
    batch: BatchRow,
    attempt: number,
    channel: FolderChannel,
  ): Promise<void> {
    await this.journal.record(lease.key, 'delivered', attempt, { batch: batch.code });
    await this.outcomes.delivered(viewer, lease, batch);
    await channel.tidy();
  }
}
