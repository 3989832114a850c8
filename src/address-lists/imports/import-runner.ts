import { Inject, Injectable, Logger } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { Viewer } from '../../../libs/database/viewer';
import { type HeldLease, holding, LeaseLostError } from '../../../libs/queue/lease';
import type { Storage } from '../../../libs/storage/storage';
import { STORAGE } from '../../../libs/storage/storage.module';
import { ViewersService } from '../../identity/sessions/viewers.service';
import { ImportFileError } from '../../../libs/table-reading/file-faults';
import { ImportLoader } from './import-loader';
import type { ImportClaim, ImportOutcome, ImportProgress } from './import-progress';
import { ImportsRepository } from './imports.repository';
import { RejectsWriter } from './rejects-writer';

export interface RunOptions {
  signal?: AbortSignal;
  onProgress?: (progress: ImportProgress) => void;
}

/** Each beat also shows the progress, and learns of a cancel; the first comes at once for whoever pressed start. */
const BEATS = { everyMs: 400, firstMs: 50 };
/** A list of millions on a slow disk is done long before; a hanging statement is not waited for beyond. */
const STATEMENT_TIMEOUT_MS = 20 * 60_000;
/** An import that was taken up so often kills its workers: it is given up. */
const MOST_CLAIMS = 25;

/** Takes up imports that are due, keeps their lease and says how each ended. */
@Injectable()
export class ImportRunner {
  private readonly logger = new Logger(ImportRunner.name);

  constructor(
    private readonly database: Database,
    private readonly imports: ImportsRepository,
    private readonly loader: ImportLoader,
    private readonly viewers: ViewersService,
    @Inject(STORAGE) private readonly storage: Storage,
  ) {}

  /** Takes up the import if it is due and nobody holds it. @throws what should be tried again */
  async run(importId: string, options: RunOptions): Promise<void> {
    const owner = await this.database.asSystem(() => this.imports.ownerOf(importId));
    if (!owner) return;
    const viewer = await this.viewerOf(owner);
    const claim = await this.database.asViewer(viewer, () => this.imports.claim(importId));
    if (!claim) return;
    try {
      await this.runClaimed(claim, options);
    } catch (error) {
      if (!(error instanceof ImportFileError || error instanceof LeaseLostError)) throw error;
    }
  }

  /**
   * @throws ImportFileError when the file cannot be imported (the import is then `failed`), LeaseLostError when it
   *   was cancelled, anything else when it can be tried again
   */
  async runClaimed(claim: ImportClaim, options: RunOptions): Promise<ImportOutcome> {
    const viewer = await this.viewerOf(claim);
    const progress = { rows: 0, accepted: 0, rejected: 0, duplicates: 0, warnings: 0, bytesDone: 0 };
    const beat = () => {
      options.onProgress?.(progress);
      return this.database.asViewer(viewer, () => this.imports.beat(claim, progress));
    };
    const rejects = new RejectsWriter(this.storage);
    try {
      const outcome = await holding({ ...BEATS, renew: beat, signal: options.signal }, (held) =>
        this.attempt(claim, viewer, progress, held, rejects),
      );
      options.onProgress?.(progress);
      return outcome;
    } catch (error) {
      await rejects.discard();
      await this.afterFailure(claim, viewer, error);
      throw error;
    } finally {
      await this.dropFile(claim, viewer);
    }
  }

  /** @throws why the lease ended, once it has, rather than what that broke */
  private async attempt(
    claim: ImportClaim,
    viewer: Viewer,
    progress: ImportProgress,
    held: HeldLease,
    rejects: RejectsWriter,
  ): Promise<ImportOutcome> {
    if (claim.fence > MOST_CLAIMS) throw new ImportFileError('import.gave-up');
    try {
      return await this.database.asViewer(viewer, () => this.loader.load(claim, progress, held, rejects), {
        statementTimeoutMs: STATEMENT_TIMEOUT_MS,
      });
    } catch (error) {
      held.signal.throwIfAborted();
      throw error;
    }
  }

  private async afterFailure(claim: ImportClaim, viewer: Viewer, error: unknown): Promise<void> {
    try {
      await this.database.asViewer(viewer, async () => {
        if (error instanceof ImportFileError)
          await this.imports.fail(claim, error.fault, error.rowNumber ?? null);
        else await this.imports.release(claim);
      });
    } catch (failure) {
      // The lease runs out by itself; the error that matters is the first.
      this.logger.warn(`import ${claim.id}: not released, ${(failure as Error).name}`);
    }
  }

  /** The uploaded file is personal data that nothing needs once its import has ended. */
  private async dropFile(claim: ImportClaim, viewer: Viewer): Promise<void> {
    try {
      const file = await this.database.asViewer(viewer, () => this.imports.byId(claim.id));
      if (file?.finishedAt) await this.storage.delete(file.fileKey);
    } catch (error) {
      this.logger.warn(`import ${claim.id}: uploaded file not removed, ${(error as Error).name}`);
    }
  }

  private viewerOf({ branchId, createdBy }: { branchId: string; createdBy: string }): Promise<Viewer> {
    return this.viewers.ofJob(branchId, createdBy, ['lists:read', 'lists:write', 'addresses:read']);
  }
}
