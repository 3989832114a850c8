import { Inject, Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { Database } from '../../../libs/database/database';
import type { Viewer } from '../../../libs/database/viewer';
import { PermanentJobError } from '../../../libs/queue/job-errors';
import { HandlesJob, type JobContext } from '../../../libs/queue/job-handler';
import { holding, LEASE_SECONDS } from '../../../libs/queue/lease';
import type { Storage } from '../../../libs/storage/storage';
import { STORAGE } from '../../../libs/storage/storage.module';
import { type BatchRow, BatchesRepository } from '../batches/batches.repository';
import { BatchesService } from '../batches/batches.service';
import { DesignsService } from '../designs/designs.service';
import { JobViewersService } from '../job-viewers.service';
import { BatchDispatched } from '../mailings.events';
import { DISPATCH_BATCH } from '../mailings.jobs';
import { chunkFileKey } from '../printing/chunk-files';
import { type ChunkFile, ChunksRepository } from '../printing/chunks.repository';
import { DispatchJournal } from './dispatch-journal';
import { DispatchesRepository, type LeasedDispatch } from './dispatches.repository';
import { FolderChannel } from './folder-channel';
import type { JobTicket } from './job-ticket';
import { chunkFileName, MANIFEST_HEADER, ManifestLines } from './manifest-csv';
import { ManifestRepository } from './manifest.repository';

const MANIFEST_PAGE = 5_000;
const MANIFEST = 'manifest.csv';
const WITHDRAWN = 'withdrawn.csv';

/** The pieces listed are not those the batch counts: nothing leaves the house. */
export class ManifestUnbalancedError extends Error {
  readonly code = 'dispatch.unbalanced';
}

/**
 * Hands a closed batch to its channel at most once. The intent is committed before this runs; every step looks
 * first at what the receiver and the journal have. What cannot be known waits for a person.
 */
@Injectable()
export class DispatcherService {
  constructor(
    private readonly database: Database,
    private readonly dispatches: DispatchesRepository,
    private readonly manifest: ManifestRepository,
    private readonly chunks: ChunksRepository,
    private readonly batches: BatchesService,
    private readonly rows: BatchesRepository,
    private readonly designs: DesignsService,
    private readonly journal: DispatchJournal,
    private readonly viewers: JobViewersService,
    private readonly events: EventEmitter2,
    @Inject(STORAGE) private readonly storage: Storage,
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
      const code = (error as { code?: unknown }).code;
      const label = typeof code === 'string' ? code : 'unexpected';
      await this.database.asViewer(viewer, async () => {
        const givenUp = await this.dispatches.release(lease, label);
        if (givenUp) await this.rows.note(batchId, 'dispatch.failed');
      });
      throw error;
    }
  }

  private async carryOut(viewer: Viewer, lease: LeasedDispatch): Promise<void> {
    const batch = await this.database.asViewer(viewer, () => this.batches.get(lease.batchId));
    const channel = new FolderChannel(lease.target, batch.code, lease.key);
    const attempt = await this.journal.attempt(lease.key);
    const found = await channel.look();
    if (found === 'complete') return this.delivered(viewer, lease, batch, attempt, channel);
    if (found === 'other') return this.uncertain(viewer, lease, 'dispatch.receiver-has-other');

    const begun = await this.journal.chosen(lease.key, attempt);
    const chosen = begun ?? (await this.choose(viewer, lease, batch, attempt, channel));
    if (chosen === undefined) return;
    if (await channel.holds(chosen)) await channel.handOver(chosen);
    // The final step had begun, and neither its result nor what it began with is there any more.
    else if ((await channel.look()) !== 'complete') {
      return this.uncertain(viewer, lease, 'dispatch.unknown-outcome');
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
    const staging = await this.prepare(viewer, lease, batch, channel);
    if (!(await this.renew(viewer, lease))) return undefined;
    await this.journal.record(lease.key, 'handing-over', attempt, { batch: batch.code, staging });
    return this.journal.chosen(lease.key, attempt);
  }

  private renew(viewer: Viewer, lease: LeasedDispatch): Promise<boolean> {
    return this.database.asViewer(viewer, () => this.dispatches.renew(lease, LEASE_SECONDS));
  }

  /** @returns the name of the sealed folder */
  private async prepare(
    viewer: Viewer,
    lease: LeasedDispatch,
    batch: BatchRow,
    channel: FolderChannel,
  ): Promise<string> {
    const { files, design } = await this.database.asViewer(viewer, async () => ({
      files: await this.chunks.files(batch.id),
      design: await this.designs.versionById(batch.designVersionId!),
    }));
    await channel.begin();
    const listed = await this.addFiles(batch, files, channel);
    const pagesPerPiece = design.body.pages.length;
    const lines = new ManifestLines(batch.code, pagesPerPiece);
    const lists = [await channel.addList(MANIFEST, this.manifestText(viewer, batch, lines))];
    if (lines.mailed !== batch.mailed || lines.withdrawn !== batch.spoiled) {
      throw new ManifestUnbalancedError('the manifest does not list what the batch counts');
    }
    if (lines.withdrawn > 0) lists.push(await channel.addList(WITHDRAWN, lines.withdrawnList()));
    const { planned, mailed, heldOut, suppressed, spoiled, cancelled } = batch;
    return channel.seal(
      {
        key: lease.key,
        batch: batch.code,
        manifestHash: lease.manifestHash,
        format: design.body.format,
        design: `${batch.designName} v${design.versionNo}`,
        generator: [...new Set(files.map((file) => file.generatorVersion))].join(', '),
        pieces: mailed,
        pages: listed.reduce((sum, file) => sum + file.pages, 0),
        counts: { planned, mailed, heldOut, suppressed, spoiled, cancelled },
        withdrawn:
          lines.withdrawn === 0
            ? null
            : { list: WITHDRAWN, pieces: lines.withdrawn, pages: lines.withdrawn * pagesPerPiece },
        files: listed,
      },
      lists,
    );
  }

  private async addFiles(
    batch: BatchRow,
    files: ChunkFile[],
    channel: FolderChannel,
  ): Promise<JobTicket['files']> {
    const listed: JobTicket['files'] = [];
    for (const { chunkNo, sha256, bytes, pages } of files) {
      if (sha256 === null) continue;
      const file = await this.storage.localFile(chunkFileKey(batch.id, sha256));
      try {
        await channel.addFile(chunkFileName(chunkNo), file.path);
      } finally {
        await file.release();
      }
      listed.push({ name: chunkFileName(chunkNo), sha256, bytes, pages });
    }
    return listed;
  }

  private async *manifestText(viewer: Viewer, batch: BatchRow, lines: ManifestLines): AsyncGenerator<string> {
    const last = await this.database.asViewer(viewer, () => this.manifest.lastSeq(batch.id));
    yield MANIFEST_HEADER;
    for (let after = 0; after < last; after += MANIFEST_PAGE) {
      const pieces = await this.database.asViewer(viewer, () =>
        this.manifest.printed(batch.id, after, MANIFEST_PAGE),
      );
      yield pieces.map((piece) => lines.line(piece)).join('');
    }
  }

  private async delivered(
    viewer: Viewer,
    lease: LeasedDispatch,
    batch: BatchRow,
    attempt: number,
    channel: FolderChannel,
  ): Promise<void> {
    await this.journal.record(lease.key, 'delivered', attempt, { batch: batch.code });
    await this.database.asViewer(viewer, async () => {
      const at = await this.dispatches.settle(lease, 'delivered', null);
      if (at) await this.recordDispatched(batch, lease.id, at);
    });
    await channel.tidy();
  }

  private async uncertain(viewer: Viewer, lease: LeasedDispatch, code: string): Promise<void> {
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
}
