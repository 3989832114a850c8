import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { Viewer } from '../../../libs/database/viewer';
import { ListRegistry } from '../../../libs/lists/list-registry';
import type { PlannedChange, RecordEditor } from '../../../libs/lists/record-list';
import type { Permission } from '../../identity/permissions';
import { ViewersService } from '../../identity/sessions/viewers.service';
import { MOST_RECORDS } from './bulk-edits.service';
import type { BulkEdit } from './bulk-edit.entity';
import { BulkEditsRepository, type ItemRow } from './bulk-edits.repository';

/** Records changed in one transaction: short enough that nobody waits long for one of them. */
const CHUNK = 500;
const MOST_CHUNKS = MOST_RECORDS / CHUNK + 1;
const UNDO_REASON = '撤销批量修改 / bulk edit undone';

/**
 * Carries out and undoes bulk edits, some records at a time. What was done is committed together with its place in the
 * edit's items, so that whoever goes on after a crash changes no record twice.
 */
@Injectable()
export class BulkEditRunner {
  constructor(
    private readonly database: Database,
    private readonly lists: ListRegistry,
    private readonly edits: BulkEditsRepository,
    private readonly viewers: ViewersService,
  ) {}

  due(limit: number): Promise<string[]> {
    return this.edits.due(limit);
  }

  /** Goes on with the edit until nothing is left to do. @throws what should be tried again */
  async run(id: string, signal: AbortSignal): Promise<void> {
    const owner = await this.database.asSystem(() => this.edits.ownerOf(id));
    if (!owner) return;
    const { permission, editor } = this.lists.named(owner.list);
    if (!editor) throw new Error(`list "${owner.list}" has no editor any more`);
    const needed = [permission, editor.permission] as Permission[];
    const viewer = await this.viewers.ofJob(owner.branchId, owner.createdBy, needed);
    for (let chunk = 0; chunk < MOST_CHUNKS; chunk += 1) {
      signal.throwIfAborted();
      if (!(await this.chunk(id, viewer, editor))) return;
    }
  }

  /** @returns false when nothing was left to do */
  private chunk(id: string, viewer: Viewer, editor: RecordEditor): Promise<boolean> {
    return this.database.asViewer(viewer, async () => {
      const edit = await this.edits.locked(id);
      if (edit?.state === 'running') return this.applySome(edit, editor);
      if (edit?.state === 'undoing') return this.undoSome(edit, editor);
      return false;
    });
  }

  private async applySome(edit: BulkEdit, editor: RecordEditor): Promise<boolean> {
    const items = await this.edits.items(edit.id, 'pending', CHUNK);
    if (items.length === 0) return this.end(edit, 'done');
    const changed = await editor.apply(edit.field, items.map(planned), edit.reason);
    await this.settle(edit.id, items, changed, 'changed', 'stale');
    return true;
  }

  private async undoSome(edit: BulkEdit, editor: RecordEditor): Promise<boolean> {
    const items = await this.edits.items(edit.id, 'changed', CHUNK);
    if (items.length === 0) return this.end(edit, 'undone');
    const now = await editor.values(
      items.map(({ recordId }) => recordId),
      edit.field,
    );
    const current = new Map(now.map((one) => [one.id, one]));
    const backwards = items.flatMap((item): PlannedChange[] => {
      const record = current.get(item.recordId);
      if (!record || JSON.stringify(record.value) !== JSON.stringify(item.after)) return [];
      const { before, after, label } = item;
      return [
        { id: item.recordId, label, version: record.version, before: after, after: before, fault: null },
      ];
    });
    const restored = await editor.apply(edit.field, backwards, UNDO_REASON);
    await this.settle(edit.id, items, restored, 'restored', 'kept');
    return true;
  }

  private async settle(
    id: string,
    items: readonly ItemRow[],
    done: readonly { id: string; version: number }[],
    ifDone: 'changed' | 'restored',
    otherwise: 'stale' | 'kept',
  ): Promise<void> {
    const ids = new Set(done.map((one) => one.id));
    const left = items.filter(({ recordId }) => !ids.has(recordId));
    await this.edits.setItems(id, ifDone, done);
    await this.edits.setItems(
      id,
      otherwise,
      left.map(({ recordId, version }) => ({ id: recordId, version })),
    );
  }

  private async end({ id, state }: BulkEdit, to: 'done' | 'undone'): Promise<false> {
    await this.edits.move(id, state, to, { finishedAt: new Date() });
    return false;
  }
}

const planned = ({ recordId, label, version, before, after }: ItemRow): PlannedChange => ({
  id: recordId,
  label,
  version,
  before,
  after,
  fault: null,
});
