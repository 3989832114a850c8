import { pipeline } from 'node:stream/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import type { Config } from '../../../libs/config/config';
import { CONFIG } from '../../../libs/config/config.module';
import { Database } from '../../../libs/database/database';
import type { Viewer } from '../../../libs/database/viewer';
import { type HeldLease, holding, LeaseLostError } from '../../../libs/queue/lease';
import type { Storage } from '../../../libs/storage/storage';
import { STORAGE } from '../../../libs/storage/storage.module';
import { ViewersService } from '../../identity/sessions/viewers.service';
import { ListImported } from '../address-lists.events';
import { AddressListsRepository } from '../address-lists.repository';
import { RecipientHasher } from '../recipients/recipient-hash';
import { ImportFileError } from './import-faults';
import { ImportPass } from './import-pass';
import type { ImportClaim, ImportOutcome, ImportProgress } from './import-progress';
import { ImportRow, ImportsRepository } from './imports.repository';
import { RejectsWriter } from './rejects-writer';
import { StagingRepository } from './staging.repository';

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

/** Runs imports: everything a file brings into its list, or nothing. */
@Injectable()
export class ImportRunner {
  private readonly logger = new Logger(ImportRunner.name);

  constructor(
    private readonly database: Database,
    private readonly imports: ImportsRepository,
    private readonly lists: AddressListsRepository,
    private readonly staging: StagingRepository,
    private readonly viewers: ViewersService,
    private readonly events: EventEmitter2,
    @Inject(STORAGE) private readonly storage: Storage,
    @Inject(CONFIG) private readonly config: Config,
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
      return await this.database.asViewer(viewer, () => this.importAll(claim, progress, held, rejects), {
        statementTimeoutMs: STATEMENT_TIMEOUT_MS,
      });
    } catch (error) {
      held.signal.throwIfAborted();
      throw error;
    }
  }

  private async importAll(
    claim: ImportClaim,
    progress: ImportProgress,
    held: HeldLease,
    rejects: RejectsWriter,
  ): Promise<ImportOutcome> {
    const file = await this.imports.byId(claim.id);
    if (!file) throw new LeaseLostError();
    await this.stage(file, progress, held.signal, rejects);
    await this.move(claim, progress, held.signal);
    const rejectsFileKey = await rejects.keep(`imports/${claim.id}/rejects-${claim.fence}.csv`);
    // From here on this transaction holds the import's row, which a beat would wait for.
    await held.end();
    held.signal.throwIfAborted();
    await this.lists.addRecords(claim.listId, progress.accepted);
    await this.events.emitAsync(ListImported.event, importedEvent(claim, progress));
    if (!(await this.imports.finish(claim, progress, rejectsFileKey))) throw new LeaseLostError();
    return { ...progress, importId: claim.id, rejectsFileKey };
  }

  private async stage(
    file: ImportRow,
    progress: ImportProgress,
    signal: AbortSignal,
    rejects: RejectsWriter,
  ): Promise<void> {
    await this.staging.open();
    const pass = new ImportPass({ ...file, hasher: new RecipientHasher(this.config.hashKey) });
    const source = await this.storage.get(file.fileKey);
    const lines = async function* (pieces: AsyncIterable<Buffer>) {
      for await (const piece of pieces) {
        const output = pass.push(piece);
        Object.assign(progress, progressOf(pass));
        await rejects.write(output.rejects);
        if (output.staged !== '') yield Buffer.from(output.staged);
      }
      const output = pass.end();
      Object.assign(progress, progressOf(pass));
      await rejects.write(output.rejects);
      if (output.staged !== '') yield Buffer.from(output.staged);
    };
    await pipeline(source, lines, await this.staging.copyIn(), { signal });
  }

  private async move(claim: ImportClaim, progress: ImportProgress, signal: AbortSignal): Promise<void> {
    for (const firstPage of await this.staging.steps()) {
      signal.throwIfAborted();
      progress.accepted += await this.staging.move(firstPage, claim);
    }
    progress.duplicates = progress.rows - progress.rejected - progress.accepted;
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

function progressOf({ counts }: ImportPass): Partial<ImportProgress> {
  const { rows, rejected, warnings, bytes } = counts;
  return { rows, rejected, warnings, bytesDone: bytes };
}

function importedEvent(claim: ImportClaim, progress: ImportProgress): ListImported {
  const { accepted, rejected, duplicates } = progress;
  return new ListImported(
    claim.id,
    claim.listId,
    claim.branchId,
    claim.createdBy,
    accepted,
    rejected,
    duplicates,
  );
}
