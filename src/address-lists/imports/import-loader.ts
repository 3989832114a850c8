import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import type { Config } from '../../../libs/config/config';
import { CONFIG } from '../../../libs/config/config.module';
import { RecordEvent } from '../../../libs/events/record-event';
import { type HeldLease, LeaseLostError } from '../../../libs/queue/lease';
import type { Storage } from '../../../libs/storage/storage';
import { STORAGE } from '../../../libs/storage/storage.module';
import { AddressListsRepository } from '../address-lists.repository';
import { RecipientHasher } from '../recipients/recipient-hash';
import { ImportPass } from './import-pass';
import type { ImportClaim, ImportOutcome, ImportProgress } from './import-progress';
import { ImportRow, ImportsRepository } from './imports.repository';
import type { RejectsWriter } from './rejects-writer';
import { StagingRepository } from './staging.repository';

/** Loads a claimed import: everything its file brings into the list, or nothing. */
@Injectable()
export class ImportLoader {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly lists: AddressListsRepository,
    private readonly staging: StagingRepository,
    private readonly events: EventEmitter2,
    @Inject(STORAGE) private readonly storage: Storage,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Loads the file in the transaction that is open.
   *
   * @throws ImportFileError when the file cannot be imported, LeaseLostError when the import is not the claim's any more
   */
  async load(
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
    await this.tell(claim, file.fileName, progress);
    if (!(await this.imports.finish(claim, progress, rejectsFileKey))) throw new LeaseLostError();
    return { ...progress, importId: claim.id, rejectsFileKey };
  }

  private async tell(claim: ImportClaim, fileName: string, progress: ImportProgress): Promise<void> {
    const list = await this.lists.byId(claim.listId);
    const { accepted, rejected, duplicates } = progress;
    const event = new RecordEvent({
      kind: 'list.imported',
      branchId: claim.branchId,
      subject: { type: 'list', id: claim.listId },
      related: [
        { type: 'import', id: claim.id },
        ...(list?.accountId ? [{ type: 'account', id: list.accountId }] : []),
      ],
      facts: { name: list?.name ?? null, fileName, accepted, rejected, duplicates },
    });
    await this.events.emitAsync(RecordEvent.event, event);
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
}

function progressOf({ counts }: ImportPass): Partial<ImportProgress> {
  const { rows, rejected, warnings, bytes } = counts;
  return { rows, rejected, warnings, bytesDone: bytes };
}
