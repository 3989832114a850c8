import { Injectable } from '@nestjs/common';
import { Database } from '../../libs/database/database';
import type { RecordKind } from './record-kinds';

export interface FoundRow {
  kind: RecordKind;
  id: string;
  title: string;
  detail: string;
  accountName: string | null;
}

export interface UnheardRow {
  kind: RecordKind;
  id: string;
  title: string;
}

@Injectable()
export class SearchRepository {
  constructor(private readonly database: Database) {}

  /** Nearest first, at most `limit` of a kind, of what the viewer sees. */
  find(typed: string, kinds: readonly RecordKind[], limit: number): Promise<FoundRow[]> {
    return this.database.manager.query(
      `SELECT f.record_type AS kind, f.record_id AS id, f.title, f.detail, search_account_name(f.account_id) AS "accountName"
       FROM search_everywhere($1, $2, $3) WITH ORDINALITY
         AS f (record_type, record_id, title, detail, account_id, nearness, place)
       WHERE search_sees(f.record_type, f.record_id) ORDER BY f.place`,
      [typed, kinds, limit],
    );
  }

  /** Names nobody has worked out the sounds of, held for this transaction. Runs as the system role. */
  unheard(limit: number): Promise<UnheardRow[]> {
    return this.database.manager.query(
      `SELECT record_type AS kind, record_id AS id, title FROM search_entry WHERE sounds IS NULL
       ORDER BY record_type, record_id LIMIT $1 FOR UPDATE SKIP LOCKED`,
      [limit],
    );
  }

  async anyUnheard(): Promise<boolean> {
    const [row]: [{ due: boolean }] = await this.database.manager.query(
      'SELECT EXISTS (SELECT 1 FROM search_entry WHERE sounds IS NULL) AS due',
    );
    return row.due;
  }

  async heard(rows: readonly { kind: RecordKind; id: string; sounds: string }[]): Promise<void> {
    await this.database.manager.query(
      `UPDATE search_entry e SET sounds = u.sounds
       FROM unnest($1::text[], $2::uuid[], $3::text[]) AS u (kind, id, sounds)
       WHERE e.record_type = u.kind AND e.record_id = u.id`,
      [rows.map(({ kind }) => kind), rows.map(({ id }) => id), rows.map(({ sounds }) => sounds)],
    );
  }
}
