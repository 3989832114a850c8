import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { saveVersion } from '../../../libs/database/save-version';
import { Note } from './note.entity';

export type NewNote = Pick<
  Note,
  'recordType' | 'recordId' | 'branchId' | 'accountId' | 'authorId' | 'text' | 'mentions'
>;

export interface NoteVersionRow {
  version: number;
  text: string;
  writtenAt: Date;
}

@Injectable()
export class NotesRepository {
  constructor(private readonly database: Database) {}

  byId(id: string): Promise<Note | null> {
    return this.database.manager.findOneBy(Note, { id });
  }

  async insert(note: NewNote): Promise<string> {
    const [row]: { id: string }[] = await this.database.manager.query(
      `INSERT INTO note (record_type, record_id, branch_id, account_id, author_id, text, mentions)
       VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
      [
        note.recordType,
        note.recordId,
        note.branchId,
        note.accountId,
        note.authorId,
        note.text,
        note.mentions,
      ],
    );
    return row!.id;
  }

  /** @throws AppError `record.stale` */
  update(id: string, version: number, change: Pick<Note, 'text' | 'mentions'>): Promise<void> {
    return saveVersion(this.database.manager, Note, id, version, change);
  }

  async remove(id: string): Promise<void> {
    await this.database.manager.query('UPDATE note SET removed_at = now() WHERE id = $1', [id]);
  }

  async keepVersion(noteId: string, version: number, text: string): Promise<void> {
    await this.database.manager.query(
      'INSERT INTO note_version (note_id, version, text) VALUES ($1, $2, $3)',
      [noteId, version, text],
    );
  }

  versions(noteId: string): Promise<NoteVersionRow[]> {
    return this.database.manager.query(
      `SELECT version, text, written_at AS "writtenAt" FROM note_version WHERE note_id = $1
       ORDER BY version DESC LIMIT 200`,
      [noteId],
    );
  }
}
