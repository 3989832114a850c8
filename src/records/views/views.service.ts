import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { Database } from '../../../libs/database/database';
import { fieldChanges } from '../../../libs/events/field-changes';
import { RecordEvent } from '../../../libs/events/record-event';
import type { FieldCatalogue } from '../../../libs/lists/field-catalogue';
import { ListRegistry } from '../../../libs/lists/list-registry';
import { checkedState, staleParts } from './view-state';
import type { CreateViewDto, UpdateViewDto } from './view.dto';
import { viewNotFound, viewNotShared, viewNotYours } from './views.errors';
import { type ViewRow, ViewsRepository } from './views.repository';

/** Views of lists that people keep and share. */
@Injectable()
export class ViewsService {
  constructor(
    private readonly database: Database,
    private readonly lists: ListRegistry,
    private readonly views: ViewsRepository,
    private readonly events: EventEmitter2,
  ) {}

  async ofList(name: string) {
    const catalogue = await this.catalogueOf(name);
    const rows = await this.views.ofList(name);
    return { items: rows.map((row) => this.shown(row, catalogue)), mayShare: this.mayShare() };
  }

  /** @throws AppError `not-found`, also for a private view of somebody else */
  async get(id: string) {
    const view = await this.view(id);
    return this.shown(view, await this.catalogueOf(view.list));
  }

  async create(input: CreateViewDto) {
    const { userId, branchId } = this.database.viewer;
    this.lists.get(input.list);
    if (input.scope === 'team' && !this.mayShare()) throw viewNotShared();
    const view = { ...input, state: checkedState(input.state), ownerId: userId, branchId };
    if (view.isDefault) await this.views.clearDefault(view);
    const id = await this.views.insert(view);
    await this.tell('view.created', await this.view(id));
    return this.get(id);
  }

  /** @throws AppError `view.read-only`, `view.may-not-share`, `record.stale` */
  async update(id: string, { version, state, ...others }: UpdateViewDto) {
    const change = state ? { ...others, state: checkedState(state) } : others;
    const before = await this.view(id);
    if (!this.mayChange(before)) throw viewNotYours();
    const after = { ...before, ...change };
    if (after.scope === 'team' && !this.mayShare()) throw viewNotShared();
    // What a leader made private again is its owner's alone, so only the owner may.
    if (after.scope === 'private' && before.ownerId !== this.database.viewer.userId) throw viewNotYours();
    if (after.isDefault && !(before.isDefault && before.scope === after.scope))
      await this.views.clearDefault(after);
    await this.views.update(id, version, change);
    await this.tell('view.changed', after, before);
    return this.get(id);
  }

  async remove(id: string): Promise<void> {
    const view = await this.view(id);
    if (!this.mayChange(view)) throw viewNotYours();
    await this.views.remove(id);
    await this.tell('view.removed', view);
  }

  private async view(id: string): Promise<ViewRow> {
    const view = await this.views.byId(id);
    if (!view) throw viewNotFound();
    return view;
  }

  private catalogueOf(list: string): Promise<FieldCatalogue> {
    return this.lists.catalogueOf(this.lists.get(list));
  }

  private shown(view: ViewRow, catalogue: FieldCatalogue) {
    return { ...view, stale: staleParts(view.state, catalogue), mayChange: this.mayChange(view) };
  }

  private mayShare(): boolean {
    return this.database.viewer.permissions.includes('views:share');
  }

  private mayChange({ scope, ownerId, branchId }: ViewRow): boolean {
    const { userId, branchIds } = this.database.viewer;
    return scope === 'private' ? ownerId === userId : branchIds.includes(branchId) && this.mayShare();
  }

  /** What is shared is everybody's business; what somebody keeps for themselves is not. */
  private async tell(kind: string, view: ViewRow, before?: ViewRow): Promise<void> {
    if (view.scope === 'private' && before?.scope !== 'team') return;
    const changes = before
      ? fieldChanges<ViewRow>(before, view, ['name', 'scope', 'isDefault', 'state'])
      : [];
    const { id, branchId, list, name } = view;
    const subject = { type: 'view', id };
    const event = new RecordEvent({ kind, branchId, subject, changes, facts: { list, name } });
    await this.events.emitAsync(RecordEvent.event, event);
  }
}
