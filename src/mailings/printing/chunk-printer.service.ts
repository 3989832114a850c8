import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { Viewer } from '../../../libs/database/viewer';
import { HandlesJob, type JobContext } from '../../../libs/queue/job-handler';
import { JobQueue } from '../../../libs/queue/job-queue';
import { holding, LEASE_SECONDS } from '../../../libs/queue/lease';
import type { Storage } from '../../../libs/storage/storage';
import { STORAGE } from '../../../libs/storage/storage.module';
import { JobViewersService } from '../job-viewers.service';
import { CLOSE_BATCH, PRINT_CHUNK } from '../mailings.jobs';
import { ChunkContentsService } from './chunk-contents.service';
import { chunkFileKey } from './chunk-files';
import { ChunksRepository, type LeasedChunk } from './chunks.repository';
import { PressRoom } from './press-room';

/** The written file is not what the print thread said it wrote. */
export class ChunkDamagedError extends Error {
  readonly code = 'chunk.damaged';
}

/** A piece that was printed before cannot be printed whole again: the program is not the one that printed it. */
export class MakeGoodDiffersError extends Error {
  readonly code = 'make-good.differs';
}

/**
 * Prints one chunk: lease, render to a file named by its content, commit with the fence, read the file back.
 * Killed anywhere it is simply done again; the bytes are a function of the frozen rows.
 */
@Injectable()
export class ChunkPrinterService {
  constructor(
    private readonly database: Database,
    private readonly chunks: ChunksRepository,
    private readonly contents: ChunkContentsService,
    private readonly press: PressRoom,
    private readonly viewers: JobViewersService,
    private readonly queue: JobQueue,
    @Inject(STORAGE) private readonly storage: Storage,
  ) {}

  @HandlesJob(PRINT_CHUNK)
  async run(
    { batchId, chunkNo }: { batchId: string; chunkNo: number },
    { signal }: Pick<JobContext, 'signal'>,
  ): Promise<void> {
    const viewer = await this.viewers.ofBatch(batchId);
    const leased = await this.database.asViewer(viewer, () =>
      this.chunks.lease(batchId, chunkNo, LEASE_SECONDS),
    );
    if (leased) {
      const renew = () => this.database.asViewer(viewer, () => this.chunks.renew(leased, LEASE_SECONDS));
      await this.attempt(viewer, leased, leased.fence, () =>
        holding({ renew, signal }, () => this.render(viewer, leased)),
      );
    }
    await this.verify(viewer, batchId, chunkNo);
  }

  private async render(viewer: Viewer, chunk: LeasedChunk): Promise<void> {
    const { version, pieces } = await this.database.asViewer(viewer, () => this.contents.load(chunk));
    const path = await this.storage.temporaryPath();
    const result = await this.press.print(version, pieces, path);
    if (chunk.makeGood && result.heldOut.length > 0) {
      throw new MakeGoodDiffersError('a piece printed before has findings now');
    }
    if (result.printed > 0) await this.storage.adopt(path, chunkFileKey(chunk.batchId, result.sha256));
    await this.database.asViewer(viewer, () => this.chunks.written(chunk, result));
  }

  private async verify(viewer: Viewer, batchId: string, chunkNo: number): Promise<void> {
    const chunk = await this.database.asViewer(viewer, () => this.chunks.byNo(batchId, chunkNo));
    if (chunk?.state !== 'written') return;
    await this.attempt(viewer, { batchId, chunkNo }, null, async () => {
      if (chunk.sha256) await this.readBack(batchId, chunk.sha256, chunk.pages);
      const done = await this.database.asViewer(viewer, async () => {
        await this.chunks.verified(batchId, chunkNo, chunk.sha256);
        return !(await this.chunks.anyOpen(batchId));
      });
      if (done) await this.queue.add(CLOSE_BATCH, { batchId });
    });
  }

  private async readBack(batchId: string, sha256: string, pages: number): Promise<void> {
    const file = await this.storage.localFile(chunkFileKey(batchId, sha256));
    try {
      const check = await this.press.verify(file.path);
      if (!check.ok || check.sha256 !== sha256 || check.pages !== pages) {
        throw new ChunkDamagedError('the written file does not verify');
      }
    } finally {
      await file.release();
    }
  }

  /** A failed step gives the chunk back at once, so that the retry need not wait for the lease to end. */
  private async attempt(
    viewer: Viewer,
    { batchId, chunkNo }: { batchId: string; chunkNo: number },
    fence: number | null,
    work: () => Promise<void>,
  ): Promise<void> {
    try {
      await work();
    } catch (error) {
      const code = (error as { code?: unknown }).code;
      const label = typeof code === 'string' ? code : 'unexpected';
      await this.database.asViewer(viewer, () => this.chunks.failed(batchId, chunkNo, fence, label));
      throw error;
    }
  }
}
