import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { Database } from '../../../libs/database/database';
import type { Viewer } from '../../../libs/database/viewer';
import type { Storage } from '../../../libs/storage/storage';
import { STORAGE } from '../../../libs/storage/storage.module';
import { BatchesService } from '../batches/batches.service';
import { printedFileNotFound, printedFileNotReady } from '../mailings.errors';
import { chunkFileKey } from './chunk-files';
import { ChunksRepository } from './chunks.repository';

/** Verified files of a batch, for whoever prints on their own floor. */
@Injectable()
export class PrintedFilesService {
  constructor(
    private readonly database: Database,
    private readonly batches: BatchesService,
    private readonly chunks: ChunksRepository,
    @Inject(STORAGE) private readonly storage: Storage,
  ) {}

  async send(viewer: Viewer, batchId: string, chunkNo: number, response: Response): Promise<void> {
    const { batch, chunk } = await this.database.asViewer(viewer, async () => ({
      batch: await this.batches.get(batchId),
      chunk: await this.chunks.byNo(batchId, chunkNo),
    }));
    if (!chunk) throw printedFileNotFound();
    if (chunk.state !== 'verified' || chunk.sha256 === null) throw printedFileNotReady();
    const name = chunk.makeGood ? `make-good-${chunkNo - batch.chunks}` : `chunk-${chunkNo}`;
    const body = await this.storage.get(chunkFileKey(batchId, chunk.sha256));
    response.writeHead(200, {
      'content-type': 'application/pdf',
      'content-length': chunk.bytes,
      'content-disposition': `attachment; filename="${batch.code}-${name}.pdf"`,
      'cache-control': 'no-store',
    });
    // Headers have left, so a client that went away is no error any more.
    await pipeline(body, response).catch(() => response.destroy());
  }
}
