import type { Readable } from 'node:stream';
import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../../libs/config/config';
import { CONFIG } from '../../../libs/config/config.module';
import { Database } from '../../../libs/database/database';
import type { Viewer } from '../../../libs/database/viewer';
import { JobQueue } from '../../../libs/queue/job-queue';
import type { Storage } from '../../../libs/storage/storage';
import { STORAGE } from '../../../libs/storage/storage.module';
import {
  importNotFound,
  importUnderWay,
  listArchived,
  listNotFound,
  mappingIncomplete,
  mappingUnfit,
  rejectsNotFound,
} from '../address-lists.errors';
import { AddressListsRepository } from '../address-lists.repository';
import { ColumnMapping, fits, guessMapping, isComplete } from './column-mapping';
import type { ImportClaim } from './import-progress';
import { importListJob } from './import.jobs';
import { ImportRow, ImportsRepository } from './imports.repository';
import { CheckedUpload, UploadCheck } from './upload-check';

export interface Upload {
  listId: string;
  fileName: string;
  body: Readable;
}

const LONGEST_FILE_NAME = 255;

/** An import's way from the uploaded file to its start; the run itself is the runner's. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly database: Database,
    private readonly imports: ImportsRepository,
    private readonly lists: AddressListsRepository,
    private readonly queue: JobQueue,
    @Inject(STORAGE) private readonly storage: Storage,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws AppError `not-found` */
  async get(id: string): Promise<ImportRow> {
    const row = await this.imports.byId(id);
    if (!row) throw importNotFound();
    return row;
  }

  async ofList(listId: string): Promise<ImportRow[]> {
    if (!(await this.lists.byId(listId))) throw listNotFound();
    return this.imports.ofList(listId);
  }

  /**
   * Stores the file, tells its shape and guesses its columns. Streams: neither memory nor a transaction is held while
   * the file comes in. Opens its own transactions.
   *
   * @throws AppError when the list is not there or the file cannot be a list; nothing is kept then
   */
  async upload(viewer: Viewer, { listId, fileName, body }: Upload): Promise<ImportRow> {
    const branchId = await this.database.asViewer(viewer, () => this.branchOfOpenList(listId));
    const fileKey = `imports/uploads/${randomUUID()}.csv`;
    const check = new UploadCheck(body, this.config.UPLOAD_LIMIT_MB);
    try {
      await this.storage.put(fileKey, check.stream);
      const file = check.result();
      return await this.database.asViewer(viewer, () =>
        this.record({ listId, branchId, fileKey, fileName, createdBy: viewer.userId }, file),
      );
    } catch (error) {
      await this.storage.delete(fileKey);
      throw check.reasonOf(error);
    }
  }

  async setMapping(id: string, mapping: ColumnMapping): Promise<ImportRow> {
    const { header } = await this.get(id);
    if (!fits(mapping, header.length)) throw mappingUnfit();
    if (!(await this.imports.setMapping(id, mapping))) throw importUnderWay();
    return this.get(id);
  }

  /** Starts the run in a worker; wakes it once this is committed. */
  async start(id: string): Promise<ImportRow> {
    await this.setRunning(id);
    this.database.afterCommit(() => this.queue.add(importListJob, { importId: id }));
    return this.get(id);
  }

  /** Starts the run and holds it for the caller in the same step, so that no worker takes it up. */
  async startHere(id: string): Promise<ImportClaim> {
    await this.setRunning(id);
    const claim = await this.imports.claim(id);
    if (!claim) throw importUnderWay();
    return claim;
  }

  /** Takes effect at once: a worker that is at it loses the import and rolls back. */
  async cancel(id: string): Promise<ImportRow> {
    const { fileKey } = await this.get(id);
    if (!(await this.imports.cancel(id))) throw importUnderWay();
    this.database.afterCommit(() => this.storage.delete(fileKey));
    return this.get(id);
  }

  /** Cancels what has not ended by itself. */
  async abandon(id: string): Promise<void> {
    const { fileKey } = await this.get(id);
    if (await this.imports.cancel(id)) this.database.afterCommit(() => this.storage.delete(fileKey));
  }

  /** The rejects file, opened; its transaction is over before the first byte. */
  async rejects(viewer: Viewer, id: string): Promise<{ body: Readable; bytes: number; fileName: string }> {
    const row = await this.database.asViewer(viewer, () => this.get(id));
    const stored = row.rejectsKey && (await this.storage.stat(row.rejectsKey));
    if (!stored) throw rejectsNotFound();
    const fileName = `${row.fileName.replace(/\.[^.]*$/, '')}-rejects.csv`;
    return { body: await this.storage.get(stored.key), bytes: stored.size, fileName };
  }

  private async setRunning(id: string): Promise<void> {
    const row = await this.get(id);
    if (!isComplete(row.mapping)) throw mappingIncomplete();
    await this.branchOfOpenList(row.listId);
    if (!(await this.imports.start(id))) throw importUnderWay();
  }

  private async branchOfOpenList(listId: string): Promise<string> {
    const list = await this.lists.byId(listId);
    if (!list) throw listNotFound();
    if (list.state === 'archived') throw listArchived();
    return list.branchId;
  }

  private async record(
    of: Pick<ImportRow, 'listId' | 'branchId' | 'fileKey' | 'fileName' | 'createdBy'>,
    file: CheckedUpload,
  ): Promise<ImportRow> {
    const { encoding, delimiter, header, sample, bytes } = file;
    const mapping = guessMapping(
      header,
      sample.map((record) => record.fields),
    );
    const fileName = shownName(of.fileName);
    const id = await this.imports.insert({
      ...of,
      fileName,
      bytesTotal: bytes,
      encoding,
      delimiter,
      header,
      mapping,
    });
    return this.get(id);
  }
}

/** The last part of a name, without what could leave its place in a path, a header or a log line. */
function shownName(fileName: string): string {
  const clean = fileName.replace(/[\p{C}/\\"]+/gu, ' ').trim();
  return [...clean].slice(-LONGEST_FILE_NAME).join('') || 'list.csv';
}
