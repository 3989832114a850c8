import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { Database } from '../../../libs/database/database';
import { RecordEvent } from '../../../libs/events/record-event';
import { mentionUnknown, noteNotFound, noteNotOwn } from '../activity.errors';
import type { RecordType } from '../activity-rules';
import { type RecordPlace, TimelineRepository } from '../timeline/timeline.repository';
import { TimelineService } from '../timeline/timeline.service';
import { mentionsOf } from './mentions';
import type { Note } from './note.entity';
import { NotesRepository, type NoteVersionRow } from './notes.repository';

/**
 * What people write down about a record. The trail keeps a hash of each version, the words stand here: they may name
 * people and can be taken away, and it still shows whether they were what they are now.
 */
@Injectable()
export class NotesService {
  constructor(
    private readonly database: Database,
    private readonly notes: NotesRepository,
    private readonly timelines: TimelineService,
    private readonly rows: TimelineRepository,
    private readonly events: EventEmitter2,
  ) {}

  /** @throws AppError `not-found`, `note.mention-unknown` */
  async write(recordType: RecordType, recordId: string, text: string): Promise<Note> {
    const place = await this.timelines.place(recordType, recordId);
    const mentions = await this.readers(place, text);
    const authorId = this.database.viewer.userId;
    const id = await this.notes.insert({ recordType, recordId, ...place, authorId, text, mentions });
    await this.notes.keepVersion(id, 1, text);
    const note = await this.get(id);
    await this.tell('note.added', note, mentions);
    return note;
  }

  /** @throws AppError `not-found`, `note.not-own`, `note.mention-unknown`, `record.stale` */
  async change(id: string, { text, version }: { text: string; version: number }): Promise<Note> {
    const before = await this.own(id);
    const mentions = await this.readers(before, text);
    await this.notes.update(id, version, { text, mentions });
    await this.notes.keepVersion(id, version + 1, text);
    const after = await this.get(id);
    await this.tell(
      'note.changed',
      after,
      mentions.filter((user) => !before.mentions.includes(user)),
    );
    return after;
  }

  /** Its words leave every timeline; the versions stay for auditors. */
  async remove(id: string): Promise<void> {
    const note = await this.own(id);
    await this.notes.remove(id);
    await this.tell('note.removed', note, []);
  }

  /** What it read before. Of a removed note, to auditors. */
  async versions(id: string): Promise<{ items: NoteVersionRow[] }> {
    const note = await this.notes.byId(id);
    const mayAudit = this.database.viewer.permissions.includes('audit:read');
    if (!note || (note.removedAt !== null && !mayAudit)) throw noteNotFound();
    return { items: await this.notes.versions(id) };
  }

  private async get(id: string): Promise<Note> {
    const note = await this.notes.byId(id);
    if (!note || note.removedAt !== null) throw noteNotFound();
    return note;
  }

  private async own(id: string): Promise<Note> {
    const note = await this.get(id);
    if (note.authorId !== this.database.viewer.userId) throw noteNotOwn();
    return note;
  }

  private async readers(place: RecordPlace, text: string): Promise<string[]> {
    const mentions = mentionsOf(text);
    if (mentions.length === 0) return [];
    const known = new Set((await this.rows.readers(place, { ids: mentions })).map(({ id }) => id));
    if (!mentions.every((id) => known.has(id))) throw mentionUnknown();
    return mentions;
  }

  private async tell(kind: string, note: Note, mentioned: readonly string[]): Promise<void> {
    const { id, branchId, recordType, recordId, accountId } = note;
    const event = new RecordEvent({
      kind,
      branchId,
      subject: { type: 'note', id },
      related: [
        { type: recordType, id: recordId },
        ...(accountId && accountId !== recordId ? [{ type: 'account', id: accountId }] : []),
        ...mentioned.map((userId) => ({ type: 'user', id: userId })),
      ],
      facts: { version: note.version, sha256: createHash('sha256').update(note.text).digest('hex') },
    });
    await this.events.emitAsync(RecordEvent.event, event);
  }
}
