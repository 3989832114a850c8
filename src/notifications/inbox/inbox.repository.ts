import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { Page } from '../../../libs/database/keyset';
import { type ListSource, readPage } from '../../../libs/database/list-page';
import type { RecordEvent } from '../../../libs/events/record-event';
import type { Because, Category, RecordKind } from '../rules/categories';
import type { NotificationQueryDto } from './notification.dto';

export interface InboxRow {
  id: string;
  kind: string;
  category: Category;
  because: Because;
  recordType: RecordKind;
  recordId: string;
  actorName: string | null;
  facts: RecordEvent['facts'];
  /** As the reader sees the record now; null when it is out of sight. */
  name: string | null;
  seen: boolean;
  accountName: string | null;
  readAt: Date | null;
  createdAt: Date;
}

const COLUMNS = `n.id, w.kind, n.category, n.because, w.record_type AS "recordType", w.record_id AS "recordId",
  w.actor_name AS "actorName", w.facts, n.read_at AS "readAt", n.created_at AS "createdAt"`;
const FROM = 'FROM notification n JOIN notification_news w ON w.id = n.news_id';
const OWN = 'n.user_id = (SELECT app_user_id()) AND n.in_app';
const LIST: ListSource = {
  columns: COLUMNS,
  from: FROM,
  countFrom: 'FROM notification n',
  filter: `${OWN} AND ($1::boolean IS NULL OR $1 = (n.read_at IS NULL)) AND ($2::text IS NULL OR n.category = $2)`,
  sortColumns: { createdAt: { expression: 'n.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  idColumn: 'n.id',
  // Only the page's rows ask what their records are called.
  around: (page, direction) => `SELECT p.*, r.name, r.branch_id IS NOT NULL AS seen, a.name AS "accountName"
    FROM (${page}) p LEFT JOIN LATERAL notification_record(p."recordType", p."recordId") r ON true
    LEFT JOIN key_account a ON a.id = r.account_id AND p."recordType" <> 'account'
    ORDER BY p."createdAt" ${direction}, p.id ${direction}`,
};

@Injectable()
export class InboxRepository {
  constructor(private readonly database: Database) {}

  page({ unread, category, ...request }: NotificationQueryDto): Promise<Page<InboxRow>> {
    return readPage(this.database.manager, LIST, request, [unread ?? null, category ?? null]);
  }

  async byId(id: string): Promise<InboxRow | undefined> {
    const rows: InboxRow[] = await this.database.manager.query(
      LIST.around!(`SELECT ${COLUMNS} ${FROM} WHERE ${OWN} AND n.id = $1`, 'DESC'),
      [id],
    );
    return rows[0];
  }

  unread(): Promise<{ category: Category; count: number }[]> {
    return this.database.manager.query(
      `SELECT n.category, count(*)::integer AS count FROM notification n
       WHERE ${OWN} AND n.read_at IS NULL GROUP BY 1`,
    );
  }

  async mark(id: string, read: boolean): Promise<void> {
    await this.database.manager.query(
      `UPDATE notification n SET read_at = CASE WHEN $2 THEN coalesce(n.read_at, clock_timestamp()) END
       WHERE n.id = $1`,
      [id, read],
    );
  }

  /** @param upTo the newest to mark; ids grow with time */
  async markAll(category: Category | null, upTo: string | null, readAt: Date): Promise<number> {
    const [, changed]: [unknown, number] = await this.database.manager.query(
      `UPDATE notification n SET read_at = $3 WHERE ${OWN} AND n.read_at IS NULL
         AND ($1::text IS NULL OR n.category = $1) AND ($2::uuid IS NULL OR n.id <= $2)`,
      [category, upTo, readAt],
    );
    return changed;
  }

  async undo(readAt: string): Promise<number> {
    const [, changed]: [unknown, number] = await this.database.manager.query(
      `UPDATE notification n SET read_at = NULL WHERE ${OWN} AND n.read_at = $1::timestamptz(3)`,
      [readAt],
    );
    return changed;
  }
}
