import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { Viewer } from '../../../libs/database/viewer';
import type { Storage } from '../../../libs/storage/storage';
import { STORAGE } from '../../../libs/storage/storage.module';
import type { BatchRow } from '../batches/batches.repository';
import { DesignsService } from '../designs/designs.service';
import { chunkFileKey } from '../printing/chunk-files';
import { type ChunkFile, ChunksRepository } from '../printing/chunks.repository';
import type { LeasedDispatch } from './dispatches.repository';
import type { FolderChannel } from './folder-channel';
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

/** Packs what is handed over: the printed files, the lists of pieces, the job ticket. */
@Injectable()
export class ConsignmentService {
  constructor(
    private readonly database: Database,
    private readonly manifest: ManifestRepository,
    private readonly chunks: ChunksRepository,
    private readonly designs: DesignsService,
    @Inject(STORAGE) private readonly storage: Storage,
  ) {}

  /** @returns the name of the sealed folder */
  async pack(
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
}
