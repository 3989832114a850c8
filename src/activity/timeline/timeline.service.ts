import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { entryNotFound, recordNotFound, tooManyPins } from '../activity.errors';
import type { RecordType } from '../activity-rules';
import { entryView } from '../entry-view';
import type { FieldHistoryQueryDto, PinDto, TimelineQueryDto } from './timeline.dto';
import { type Reader, type RecordPlace, TimelineRepository, type TimelineRow } from './timeline.repository';

const MOST_PINS = 20;

/** What happened around one record, newest first. */
@Injectable()
export class TimelineService {
  constructor(
    private readonly database: Database,
    private readonly timelines: TimelineRepository,
  ) {}

  async of(type: RecordType, id: string, query: TimelineQueryDto) {
    await this.place(type, id);
    const { items, nextCursor } = await this.timelines.stretch(type, id, query);
    const { userId } = this.database.viewer;
    return { items: items.map((row) => timelineView(row, userId)), nextCursor };
  }

  async fieldHistory(type: RecordType, id: string, { field, ...page }: FieldHistoryQueryDto) {
    await this.place(type, id);
    const { items, nextCursor } = await this.timelines.fieldHistory(type, id, field, page);
    return { items: items.map(entryView), nextCursor };
  }

  /** @throws AppError `not-found`, `timeline.too-many-pins` */
  async pin(type: RecordType, id: string, { entryId, pinned }: PinDto): Promise<void> {
    await this.place(type, id);
    if (!pinned) return this.timelines.unpin(type, id, entryId);
    if (!(await this.timelines.pin(type, id, entryId))) throw entryNotFound();
    if ((await this.timelines.pins(type, id)) > MOST_PINS) throw tooManyPins(MOST_PINS);
  }

  /** Whom a note on this record may mention. */
  async readers(type: RecordType, id: string, q: string | undefined): Promise<{ items: Reader[] }> {
    return { items: await this.timelines.readers(await this.place(type, id), { q }) };
  }

  /** @throws AppError `not-found`, also for a record the viewer may not see */
  async place(type: RecordType, id: string): Promise<RecordPlace> {
    const place = await this.timelines.place(type, id);
    if (!place) throw recordNotFound();
    return place;
  }
}

function timelineView(row: TimelineRow, userId: string) {
  const { pinned, noteId, noteText, noteVersion, noteAuthorId } = row;
  const note =
    noteId === null
      ? null
      : { id: noteId, text: noteText, version: noteVersion!, mine: noteAuthorId === userId };
  return { ...entryView(row), pinned, note };
}
