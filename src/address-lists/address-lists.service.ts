import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { Database } from '../../libs/database/database';
import type { Page } from '../../libs/database/keyset';
import type { Viewer } from '../../libs/database/viewer';
import { type FieldChange, fieldChanges } from '../../libs/events/field-changes';
import { RecordEvent } from '../../libs/events/record-event';
import { AccountsService } from '../accounts/accounts.service';
import { BranchesService } from '../identity/branches/branches.service';
import { listEvent } from './address-list-news';
import type { AddressListQueryDto, CreateAddressListDto, UpdateAddressListDto } from './address-list.dto';
import { basisWithoutDate, expiryBeforeBasis, listNotFound } from './address-lists.errors';
import { AddressListRow, AddressListsRepository } from './address-lists.repository';
import type { ColumnMapping } from './imports/column-mapping';
import { ImportRunner } from './imports/import-runner';
import type { ImportOutcome, ImportProgress } from './imports/import-progress';
import { ImportsService } from './imports/imports.service';
import type { LegalBasis } from './legal-basis';

/** A file for `importFile`: a path on this machine, or a stream with a name. */
export type ImportFile = { filePath: string; fileName?: string } | { stream: Readable; fileName: string };

export type ImportFileInput = ImportFile & {
  listId: string;
  /** Changes the mapping guessed from the file, knowing its headings; the guess itself when left out. */
  mapping?: (header: readonly string[], guess: ColumnMapping) => ColumnMapping;
  signal?: AbortSignal;
  onProgress?: (progress: ImportProgress) => void;
};

/** What a history of the list tells when it changes. */
const TOLD = [
  'name',
  'accountId',
  'source',
  'purpose',
  'legalBasis',
  'basisObtainedOn',
  'expiresOn',
  'state',
] as const;

@Injectable()
export class AddressListsService {
  constructor(
    private readonly database: Database,
    private readonly lists: AddressListsRepository,
    private readonly accounts: AccountsService,
    private readonly branches: BranchesService,
    private readonly imports: ImportsService,
    private readonly runner: ImportRunner,
    private readonly events: EventEmitter2,
  ) {}

  page(query: AddressListQueryDto): Promise<Page<AddressListRow>> {
    return this.lists.page(query);
  }

  /** @throws AppError `not-found` */
  async get(id: string): Promise<AddressListRow> {
    const list = await this.lists.byId(id);
    if (!list) throw listNotFound();
    return list;
  }

  /** Makes an empty list in the viewer's branch, or in the one given. Call inside a viewer's transaction. */
  async createList(input: CreateAddressListDto): Promise<AddressListRow> {
    const { viewer } = this.database;
    const branchId = input.branchId ?? viewer.branchId;
    await this.branches.get(branchId);
    if (input.accountId) await this.accounts.get(input.accountId);
    const list = {
      branchId,
      accountId: input.accountId ?? null,
      name: input.name,
      source: input.source,
      purpose: input.purpose,
      legalBasis: input.legalBasis ?? null,
      basisObtainedOn: input.basisObtainedOn ?? null,
      expiresOn: input.expiresOn ?? null,
      createdBy: viewer.userId,
    };
    assertBasis(list);
    const created = await this.get(await this.lists.insert(list));
    await this.tell('list.created', created);
    return created;
  }

  async update(id: string, input: UpdateAddressListDto): Promise<AddressListRow> {
    const before = await this.get(id);
    const { version, ...change } = input;
    if (change.accountId && change.accountId !== before.accountId) await this.accounts.get(change.accountId);
    assertBasis({ ...before, ...change });
    await this.lists.update(id, version, change);
    const after = await this.get(id);
    const changes = fieldChanges<AddressListRow>(before, after, TOLD);
    if (changes.length > 0) await this.tell('list.changed', after, changes);
    return after;
  }

  private async tell(kind: string, list: AddressListRow, changes: FieldChange[] = []): Promise<void> {
    await this.events.emitAsync(RecordEvent.event, listEvent(kind, list, { changes }));
  }

  /**
   * Imports a whole file and waits for its end: the same upload, checks and run as over HTTP, without the queue.
   * Opens its own transactions as `viewer`, so call it outside one.
   *
   * @throws AppError for a list that is not there, a file or a mapping that cannot be imported; the list is then
   *   unchanged. Also when `signal` aborts.
   */
  async importFile(viewer: Viewer, input: ImportFileInput): Promise<ImportOutcome> {
    const stream = 'filePath' in input ? createReadStream(input.filePath) : input.stream;
    const fileName = 'filePath' in input ? (input.fileName ?? basename(input.filePath)) : input.fileName;
    const uploaded = await this.imports.upload(viewer, { listId: input.listId, fileName, body: stream });
    const { id } = uploaded;
    try {
      const claim = await this.database.asViewer(viewer, async () => {
        if (input.mapping)
          await this.imports.setMapping(id, input.mapping(uploaded.header, uploaded.mapping));
        return this.imports.startHere(id);
      });
      return await this.runner.runClaimed(claim, { signal: input.signal, onProgress: input.onProgress });
    } catch (error) {
      await this.database.asViewer(viewer, () => this.imports.abandon(id));
      throw error;
    }
  }
}

function assertBasis(list: {
  legalBasis: LegalBasis | null;
  basisObtainedOn: string | null;
  expiresOn: string | null;
}): void {
  if ((list.legalBasis === null) !== (list.basisObtainedOn === null)) throw basisWithoutDate();
  // ISO dates sort as text.
  if (list.expiresOn !== null && list.basisObtainedOn !== null && list.expiresOn < list.basisObtainedOn)
    throw expiryBeforeBasis();
}
