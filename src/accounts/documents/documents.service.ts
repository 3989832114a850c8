import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { Database } from '../../../libs/database/database';
import type { Page } from '../../../libs/database/keyset';
import type { Viewer } from '../../../libs/database/viewer';
import { type FieldChange, fieldChanges } from '../../../libs/events/field-changes';
import { RecordEvent } from '../../../libs/events/record-event';
import { readBody } from '../../../libs/http/read-body';
import type { Storage } from '../../../libs/storage/storage';
import { STORAGE } from '../../../libs/storage/storage.module';
import { accountOfOtherBranch } from '../accounts.errors';
import type { AccountRow } from '../accounts.repository';
import { AccountsService } from '../accounts.service';
import type { NewDocumentQueryDto, UpdateDocumentDto } from './document.dto';
import { documentTypeOf, safeFileName } from './document-content';
import { documentNotFound, documentRefused, documentRemoved, documentTooLarge } from './documents.errors';
import { type DocumentRow, DocumentsRepository, type VersionRow } from './documents.repository';

const LIMIT_MB = 20;

/** A file as a request brings it. */
export interface Upload {
  body: Readable;
  /** As the client named it. */
  name: string;
}

type KeptFile = Pick<VersionRow, 'fileName' | 'mediaType' | 'sizeBytes' | 'sha256'>;

/** Documents of accounts. Uploads and downloads open their own short transactions. */
@Injectable()
export class DocumentsService {
  constructor(
    @Inject(STORAGE) private readonly storage: Storage,
    private readonly database: Database,
    private readonly accounts: AccountsService,
    private readonly documents: DocumentsRepository,
    private readonly events: EventEmitter2,
  ) {}

  async ofAccount(accountId: string, removed: boolean): Promise<Page<DocumentRow>> {
    await this.accounts.get(accountId);
    const items = await this.documents.ofAccount(accountId, removed);
    return { items, nextCursor: null, total: items.length };
  }

  async get(id: string): Promise<DocumentRow & { versions: VersionRow[] }> {
    const document = await this.documents.byId(id);
    if (!document) throw documentNotFound();
    return { ...document, versions: await this.documents.versions(id) };
  }

  /** @throws AppError `account.document-type`, `account.document-too-large` */
  async add(viewer: Viewer, accountId: string, { title, kind, note }: NewDocumentQueryDto, upload: Upload) {
    await this.database.asViewer(viewer, () => this.writable(accountId));
    const file = await this.keep(upload);
    return this.database.asViewer(viewer, async () => {
      const account = await this.writable(accountId);
      const id = await this.documents.insert({ accountId, title: title ?? file.fileName, kind });
      await this.documents.addVersion(id, { ...file, note, uploadedBy: viewer.userId });
      const document = await this.get(id);
      await this.tell('document.added', account, document);
      return document;
    });
  }

  async addVersion(viewer: Viewer, id: string, note: string, upload: Upload) {
    await this.database.asViewer(viewer, () => this.changeable(id));
    const file = await this.keep(upload);
    return this.database.asViewer(viewer, async () => {
      const { account } = await this.changeable(id);
      await this.documents.addVersion(id, { ...file, note, uploadedBy: viewer.userId });
      const document = await this.get(id);
      await this.tell('document.version-added', account, document);
      return document;
    });
  }

  async update(id: string, { version, ...change }: UpdateDocumentDto) {
    const { account, document } = await this.changeable(id);
    await this.documents.update(id, version, change);
    const changes = fieldChanges<UpdateDocumentDto>(document, change, ['title', 'kind']);
    const after = await this.get(id);
    if (changes.length > 0) await this.tell('document.changed', account, after, changes);
    return after;
  }

  /** Takes the document out of the list; its versions stay. */
  async remove(id: string): Promise<void> {
    const { account, document } = await this.changeable(id);
    await this.documents.update(id, document.version, { removedAt: new Date() });
    await this.tell('document.removed', account, document);
  }

  /** @param no a version; the newest when left out */
  async file(
    viewer: Viewer,
    id: string,
    no: number | undefined,
  ): Promise<{ file: VersionRow; content: Readable }> {
    const { versions } = await this.database.asViewer(viewer, () => this.get(id));
    const file = versions.find((version) => no === undefined || version.no === no);
    if (!file) throw documentNotFound();
    return { file, content: await this.storage.get(keyOf(file.sha256)) };
  }

  private async keep({ body, name }: Upload): Promise<KeptFile> {
    const bytes = await readBody(body, LIMIT_MB << 20, () => documentTooLarge(LIMIT_MB));
    const type = documentTypeOf(bytes);
    if (!type) throw documentRefused();
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    // Under its hash the same file is kept once, and never changes under a version.
    await this.storage.putIfAbsent(keyOf(sha256), bytes);
    return {
      fileName: safeFileName(name, type.extension),
      mediaType: type.mediaType,
      sizeBytes: bytes.length,
      sha256,
    };
  }

  private async changeable(id: string): Promise<{ account: AccountRow; document: DocumentRow }> {
    const document = await this.documents.byId(id);
    if (!document) throw documentNotFound();
    const account = await this.writable(document.accountId);
    if (document.removedAt) throw documentRemoved();
    return { account, document };
  }

  private async writable(accountId: string): Promise<AccountRow> {
    const account = await this.accounts.get(accountId);
    if (!this.database.viewer.branchIds.includes(account.branchId)) throw accountOfOtherBranch();
    return account;
  }

  private async tell(kind: string, account: AccountRow, document: DocumentRow, changes: FieldChange[] = []) {
    const { title, latest } = document;
    const event = new RecordEvent({
      kind,
      branchId: account.branchId,
      subject: { type: 'document', id: document.id },
      related: [{ type: 'account', id: account.id }],
      changes,
      facts: {
        title,
        documentKind: document.kind,
        no: latest.no,
        fileName: latest.fileName,
        sha256: latest.sha256,
      },
    });
    await this.events.emitAsync(RecordEvent.event, event);
  }
}

const keyOf = (sha256: string): string => `documents/${sha256}`;
