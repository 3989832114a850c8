import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { saveVersion } from '../../../libs/database/save-version';
import { AccountDocument } from './account-document.entity';
import type { DocumentKind } from './document-words';
import { DocumentVersion } from './document-version.entity';

export interface VersionRow {
  no: number;
  fileName: string;
  mediaType: string;
  sizeBytes: number;
  sha256: string;
  note: string;
  /** Null when the person is out of the reader's sight. */
  uploadedByName: string | null;
  uploadedAt: string;
}

export interface DocumentRow {
  id: string;
  accountId: string;
  title: string;
  kind: DocumentKind;
  removedAt: Date | null;
  version: number;
  latest: VersionRow;
}

const VERSION = (v: string, u: string) => `jsonb_build_object(
  'no', ${v}.no, 'fileName', ${v}.file_name, 'mediaType', ${v}.media_type, 'sizeBytes', ${v}.size_bytes,
  'sha256', ${v}.sha256, 'note', ${v}.note, 'uploadedByName', ${u}.name, 'uploadedAt', ${v}.uploaded_at)`;
const SELECT = `SELECT d.id, d.account_id AS "accountId", d.title, d.kind, d.removed_at AS "removedAt", d.version,
    l.latest
  FROM account_document d CROSS JOIN LATERAL (
    SELECT ${VERSION('v', 'u')} AS latest FROM account_document_version v
    LEFT JOIN user_account u ON u.id = v.uploaded_by
    WHERE v.document_id = d.id ORDER BY v.no DESC LIMIT 1) AS l`;

@Injectable()
export class DocumentsRepository {
  constructor(private readonly database: Database) {}

  ofAccount(accountId: string, removed: boolean): Promise<DocumentRow[]> {
    return this.database.manager.query(
      `${SELECT} WHERE d.account_id = $1 AND (d.removed_at IS NOT NULL) = $2 ORDER BY d.updated_at DESC, d.id`,
      [accountId, removed],
    );
  }

  async byId(id: string): Promise<DocumentRow | undefined> {
    const rows: DocumentRow[] = await this.database.manager.query(`${SELECT} WHERE d.id = $1`, [id]);
    return rows[0];
  }

  /** The newest first. */
  async versions(id: string): Promise<VersionRow[]> {
    const rows: { version: VersionRow }[] = await this.database.manager.query(
      `SELECT ${VERSION('v', 'u')} AS version FROM account_document_version v
       LEFT JOIN user_account u ON u.id = v.uploaded_by WHERE v.document_id = $1 ORDER BY v.no DESC`,
      [id],
    );
    return rows.map(({ version }) => version);
  }

  async insert(document: Pick<AccountDocument, 'accountId' | 'title' | 'kind'>): Promise<string> {
    const { identifiers } = await this.database.manager.insert(AccountDocument, document);
    return (identifiers[0] as { id: string }).id;
  }

  /** Two uploads at once take turns at the document's row, so that each gets its own number. */
  async addVersion(
    id: string,
    file: Omit<DocumentVersion, 'documentId' | 'no' | 'uploadedAt'>,
  ): Promise<number> {
    await this.database.manager.query('UPDATE account_document SET updated_at = now() WHERE id = $1', [id]);
    const [row]: { no: number }[] = await this.database.manager.query(
      'SELECT coalesce(max(no), 0) + 1 AS no FROM account_document_version WHERE document_id = $1',
      [id],
    );
    await this.database.manager.insert(DocumentVersion, { ...file, documentId: id, no: row!.no });
    return row!.no;
  }

  /** @throws AppError `record.stale` */
  update(id: string, version: number, change: Partial<AccountDocument>): Promise<void> {
    return saveVersion(this.database.manager, AccountDocument, id, version, change);
  }
}
