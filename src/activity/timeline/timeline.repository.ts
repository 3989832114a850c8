import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { keysetSql, type SortColumn, toPage } from '../../../libs/database/keyset';
import { containsPattern } from '../../../libs/database/like';
import type { RecordType } from '../activity-rules';
import { ENTRY_COLUMNS } from '../audit/entry-columns';
import type { AuditEntryContent } from '../audit/entry-hash';
import type { TimelineQueryDto } from './timeline.dto';

export interface TimelineRow extends AuditEntryContent {
  pinned: boolean;
  noteId: string | null;
  noteText: string | null;
  noteVersion: number | null;
  noteAuthorId: string | null;
}

/** Rows without a count: a history is read on, not paged through. */
export interface Stretch<T> {
  items: T[];
  nextCursor: string | null;
}

/** Where a record stands, for what is written about it. */
export interface RecordPlace {
  branchId: string;
  accountId: string | null;
}

export interface Reader {
  id: string;
  name: string;
}

const BY_TIME: Record<string, SortColumn> = { at: { expression: 'l.at', type: 'timestamptz' } };
const FROM = `FROM timeline_link l JOIN audit_entry e ON e.id = l.entry_id
  LEFT JOIN timeline_pin p
    ON p.record_type = l.record_type AND p.record_id = l.record_id AND p.entry_id = l.entry_id
  LEFT JOIN note n ON e.subject_type = 'note' AND n.id = e.subject_id`;
const COLUMNS = `${ENTRY_COLUMNS}, p.entry_id IS NOT NULL AS pinned, n.id AS "noteId",
  CASE WHEN n.removed_at IS NULL THEN n.text END AS "noteText", n.version AS "noteVersion",
  n.author_id AS "noteAuthorId"`;
const FILTER = `l.record_type = $1 AND l.record_id = $2
  AND ($3::text[] IS NULL OR l.topic = ANY ($3))
  AND ($4::boolean IS NULL OR (p.entry_id IS NOT NULL) = $4)
  AND ($5::boolean IS NOT TRUE OR EXISTS (
    SELECT 1 FROM timeline_link m WHERE m.record_type = 'user' AND m.record_id = (SELECT app_user_id())
      AND m.at = l.at AND m.entry_id = l.entry_id))
  AND ($6::text IS NULL OR e.reason ILIKE $6 OR e.actor_name ILIKE $6 OR e.facts::text ILIKE $6
    OR e.changes::text ILIKE $6 OR (n.removed_at IS NULL AND n.text ILIKE $6))`;
const MOST_READERS = 20;

@Injectable()
export class TimelineRepository {
  constructor(private readonly database: Database) {}

  stretch(type: RecordType, id: string, query: TimelineQueryDto): Promise<Stretch<TimelineRow>> {
    const { topics, pinned, mentioned, q } = query;
    const parameters = [type, id, topics ?? null, pinned ?? null, mentioned ?? null, containsPattern(q)];
    return this.read<TimelineRow>(COLUMNS, FROM, FILTER, parameters, query);
  }

  /** Entries about the record itself that changed a field, or the field asked for. */
  async fieldHistory(
    type: RecordType,
    id: string,
    field: string | undefined,
    page: { cursor?: string; limit: number },
  ): Promise<Stretch<AuditEntryContent>> {
    const filter = `l.record_type = $1 AND l.record_id = $2 AND e.subject_type = $1 AND e.subject_id = $2
      AND jsonb_array_length(e.changes) > 0
      AND ($3::text IS NULL OR e.changes @> jsonb_build_array(jsonb_build_object('field', $3::text)))`;
    const from = 'FROM timeline_link l JOIN audit_entry e ON e.id = l.entry_id';
    const found = await this.read<AuditEntryContent>(
      ENTRY_COLUMNS,
      from,
      filter,
      [type, id, field ?? null],
      page,
    );
    if (field === undefined) return found;
    const items = found.items.map((entry) => ({
      ...entry,
      changes: entry.changes.filter((change) => change.field === field),
    }));
    return { ...found, items };
  }

  /** Where the record stands, or undefined when the viewer does not see it. */
  async place(type: RecordType, id: string): Promise<RecordPlace | undefined> {
    const rows: RecordPlace[] = await this.database.manager.query(
      'SELECT branch_id AS "branchId", account_id AS "accountId" FROM activity_record($1, $2)',
      [type, id],
    );
    return rows[0];
  }

  /** Colleagues who may read what is written in this place, by name; `ids` asks for these alone. */
  readers(place: RecordPlace, filter: { q?: string; ids?: readonly string[] }): Promise<Reader[]> {
    return this.database.manager.query(
      `SELECT id, name FROM activity_readers($1, $2)
       WHERE ($3::text IS NULL OR name ILIKE $3) AND ($4::uuid[] IS NULL OR id = ANY ($4))
       ORDER BY name COLLATE "zh-x-icu", id LIMIT ${MOST_READERS}`,
      [place.branchId, place.accountId, containsPattern(filter.q), filter.ids ?? null],
    );
  }

  /** @returns false when the record's timeline has no such entry */
  async pin(type: RecordType, id: string, entryId: string): Promise<boolean> {
    const rows: unknown[] = await this.database.manager.query(
      `WITH linked AS (SELECT * FROM timeline_link WHERE record_type = $1 AND record_id = $2 AND entry_id = $3),
       pinned AS (
         INSERT INTO timeline_pin (record_type, record_id, entry_id, branch_id, account_id, pinned_by)
         SELECT record_type, record_id, entry_id, branch_id, account_id, app_user_id() FROM linked
         ON CONFLICT (record_type, record_id, entry_id) DO NOTHING)
       SELECT 1 FROM linked`,
      [type, id, entryId],
    );
    return rows.length === 1;
  }

  async unpin(type: RecordType, id: string, entryId: string): Promise<void> {
    await this.database.manager.query(
      'DELETE FROM timeline_pin WHERE record_type = $1 AND record_id = $2 AND entry_id = $3',
      [type, id, entryId],
    );
  }

  async pins(type: RecordType, id: string): Promise<number> {
    const [row]: { pins: number }[] = await this.database.manager.query(
      'SELECT count(*)::integer AS pins FROM timeline_pin WHERE record_type = $1 AND record_id = $2',
      [type, id],
    );
    return row!.pins;
  }

  private async read<Row extends { id: string }>(
    columns: string,
    from: string,
    filter: string,
    parameters: unknown[],
    { cursor, limit }: { cursor?: string; limit: number },
  ): Promise<Stretch<Row>> {
    const keyset = keysetSql(BY_TIME, '-at', cursor, 'l.entry_id', parameters.length + 1);
    const rows: (Row & { sort_value: string })[] = await this.database.manager.query(
      `SELECT ${columns}, ${keyset.sortValue} AS sort_value ${from}
       WHERE ${filter} AND ${keyset.where} ORDER BY ${keyset.orderBy} LIMIT ${limit + 1}`,
      [...parameters, ...keyset.parameters],
    );
    const { items, nextCursor } = toPage(rows, limit, 0, (row) => row);
    return { items, nextCursor };
  }
}
