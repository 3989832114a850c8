import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Config } from '../../../libs/config/config';
import { CONFIG } from '../../../libs/config/config.module';
import { Database } from '../../../libs/database/database';
import type { Viewer } from '../../../libs/database/viewer';
import { streamProgress } from '../../../libs/http/progress-stream';
import { fileNameMissing, uploadNotRaw, uploadTooLarge } from '../address-lists.errors';
import { importView } from './import.dto';
import { isFinal } from './import-state';
import type { ImportRow } from './imports.repository';
import { ImportsService } from './imports.service';

const RAW_TYPES = ['text/csv', 'text/plain', 'application/octet-stream', 'application/vnd.ms-excel'];
const BYTES_A_MB = 1024 * 1024;

/** What comes and goes as a stream: the uploaded file, the progress, the rejects file. */
@Injectable()
export class ImportTransfers {
  constructor(
    private readonly database: Database,
    private readonly imports: ImportsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async receive(viewer: Viewer, listId: string, request: Request): Promise<ImportRow> {
    try {
      if (!request.is(RAW_TYPES)) throw uploadNotRaw();
      const fileName = decoded(request.headers['x-file-name']);
      if (!fileName) throw fileNameMissing();
      const limit = this.config.UPLOAD_LIMIT_MB;
      if (Number(request.headers['content-length']) > limit * BYTES_A_MB) throw uploadTooLarge(limit);
      return await this.imports.upload(viewer, { listId, fileName, body: request });
    } catch (error) {
      // The client hears the answer only if the rest of what it sends is taken in.
      request.resume();
      throw error;
    }
  }

  sendProgress(viewer: Viewer, id: string, response: Response): Promise<void> {
    const look = () => this.database.asViewer(viewer, async () => importView(await this.imports.get(id)));
    return streamProgress(response, look, (row) => isFinal(row.state));
  }

  async sendRejects(viewer: Viewer, id: string, response: Response): Promise<void> {
    const { body, bytes, fileName } = await this.imports.rejects(viewer, id);
    response.writeHead(200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-length': bytes,
      'content-disposition': `attachment; filename="rejects.csv"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      'cache-control': 'no-store',
    });
    await quietly(pipeline(body, response));
  }
}

/** Percent-decoded header text, undefined when there is none or it is not decodable. */
export function decoded(header: string | string[] | undefined): string | undefined {
  try {
    return typeof header === 'string' ? decodeURIComponent(header).trim() || undefined : undefined;
  } catch {
    return undefined;
  }
}

/** A stream whose headers have left cannot become another answer: a client that went away is no error. */
async function quietly(sending: Promise<void>): Promise<void> {
  await sending.catch(() => undefined);
}
