import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { Database } from '../../../libs/database/database';
import { RecordEvent } from '../../../libs/events/record-event';
import { ListRegistry } from '../../../libs/lists/list-registry';
import { changeFits } from '../../../libs/lists/record-change';
import type { PlannedChange, RecordEditor, RecordList } from '../../../libs/lists/record-list';
import { JobQueue } from '../../../libs/queue/job-queue';
import {
  bulkEditNotFound,
  bulkEditNotUndoable,
  bulkEditTooLarge,
  editNotAllowed,
  fieldNotEditable,
  valueUnfit,
} from '../records.errors';
import { RecordsRepository, whereOf } from '../records.repository';
import type { PreviewBulkEditDto } from './bulk-edit.dto';
import type { BulkItemState } from './bulk-edit-item.entity';
import { bulkEditJob } from './bulk-edit.job';
import { type BulkEditRow, BulkEditsRepository } from './bulk-edits.repository';

/** Records one edit may change: with more, somebody should look twice at the filter. */
export const MOST_RECORDS = 20_000;
/** Records planned at a time. */
const PLANNED = 1_000;
const SAMPLES = 8;

/** Many records changed at once: first shown, then done by a job, and undone where nobody changed them since. */
@Injectable()
export class BulkEditsService {
  constructor(
    private readonly database: Database,
    private readonly lists: ListRegistry,
    private readonly records: RecordsRepository,
    private readonly edits: BulkEditsRepository,
    private readonly queue: JobQueue,
    private readonly events: EventEmitter2,
  ) {}

  /**
   * Lays down what will be changed and what each record will become. Only that is done later, however the list looks
   * by then.
   *
   * @throws AppError `permission.missing`, `bulk-edit.field`, `bulk-edit.value`, `bulk-edit.too-large`, `filter.…`
   */
  async preview(name: string, { change, ids, ...narrowing }: PreviewBulkEditDto) {
    const list = this.lists.get(name);
    const editor = this.editorOf(list);
    const catalogue = await this.lists.catalogueOf(list);
    const field = catalogue.fields.find((candidate) => candidate.name === change.field);
    if (!field?.editable) throw fieldNotEditable();
    if (field.editPermission && !this.may(field.editPermission)) throw editNotAllowed();
    if (!changeFits(field, change)) throw valueUnfit();
    await editor.check(change);
    const where = whereOf(list, catalogue, narrowing);
    const meant = ids ?? (await this.records.ids(list, where, MOST_RECORDS + 1));
    if (meant.length > MOST_RECORDS) throw bulkEditTooLarge(MOST_RECORDS);
    const { userId, branchId } = this.database.viewer;
    await this.edits.removeDrafts(userId, list.name);
    const id = await this.edits.insert({
      branchId,
      createdBy: userId,
      list: list.name,
      field: field.name,
      change,
      total: meant.length,
    });
    for (let at = 0; at < meant.length; at += PLANNED) {
      const planned = await editor.plan(meant.slice(at, at + PLANNED), change);
      await this.edits.insertItems(
        id,
        planned.map((one) => ({ ...one, state: stateOf(one) })),
      );
    }
    const refused = await this.edits.items(id, 'refused', SAMPLES);
    return {
      ...(await this.get(id)),
      samples: await this.edits.items(id, 'pending', SAMPLES),
      refusals: refused.map(({ recordId, label, fault }) => ({ recordId, label, fault: fault! })),
    };
  }

  /** @throws AppError `not-found` */
  async get(id: string): Promise<BulkEditRow> {
    const edit = await this.edits.byId(id);
    if (!edit) throw bulkEditNotFound();
    return edit;
  }

  async recent(name: string) {
    return { items: await this.edits.recent(this.lists.get(name).name) };
  }

  /** Starts what was previewed. Asked twice, it is done once. */
  async apply(id: string, reason: string): Promise<BulkEditRow> {
    const edit = await this.get(id);
    this.editorOf(this.lists.get(edit.list));
    if (await this.edits.move(id, 'draft', 'running', { reason, startedAt: new Date() }))
      await this.tell('bulk-edit.started', edit, edit.counts.pending);
    this.database.afterCommit(() => this.queue.add(bulkEditJob, { bulkEditId: id }));
    return this.get(id);
  }

  /** Gives each record its value back, where it still has the one the edit set. @throws AppError `bulk-edit.state` */
  async undo(id: string): Promise<BulkEditRow> {
    const edit = await this.get(id);
    this.editorOf(this.lists.get(edit.list));
    const change = { startedAt: new Date(), finishedAt: null };
    if (await this.edits.move(id, 'done', 'undoing', change))
      await this.tell('bulk-edit.undone', edit, edit.counts.changed);
    else if (edit.state !== 'undoing') throw bulkEditNotUndoable();
    this.database.afterCommit(() => this.queue.add(bulkEditJob, { bulkEditId: id }));
    return this.get(id);
  }

  private editorOf({ editor }: RecordList): RecordEditor {
    if (!editor || !this.may(editor.permission)) throw editNotAllowed();
    return editor;
  }

  private may(permission: string): boolean {
    return this.database.viewer.permissions.includes(permission);
  }

  private async tell(
    kind: string,
    { id, branchId, list, field }: BulkEditRow,
    records: number,
  ): Promise<void> {
    const subject = { type: 'bulk-edit', id };
    const event = new RecordEvent({ kind, branchId, subject, facts: { list, field, records } });
    await this.events.emitAsync(RecordEvent.event, event);
  }
}

function stateOf({ fault, before, after }: PlannedChange): BulkItemState {
  if (fault) return 'refused';
  return JSON.stringify(before) === JSON.stringify(after) ? 'unchanged' : 'pending';
}
