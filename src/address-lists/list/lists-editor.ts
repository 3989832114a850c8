import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { Database } from '../../../libs/database/database';
import { RecordEvent } from '../../../libs/events/record-event';
import type { Sentence } from '../../../libs/http/app-error';
import { changedCell } from '../../../libs/lists/record-change';
import type {
  CellValue,
  ChangedRecord,
  PlannedChange,
  RecordChange,
  RecordEditor,
} from '../../../libs/lists/record-list';
import { AccountsService } from '../../accounts/accounts.service';
import { UpdateAddressListDto } from '../address-list.dto';
import { listEvent } from '../address-list-news';
import { type ListEditField, type ListToEdit, ListsEditRepository } from './lists-edit.repository';

const NOT_YOURS: Sentence = {
  zh: '此名址库属于其他局，须由其所属局修改。',
  en: 'This list belongs to another branch, which has to change it.',
};
const UNFIT: Sentence = { zh: '此名址库不能有这个值。', en: 'This list cannot have this value.' };

const SHAPE = UpdateAddressListDto.schema.shape;

/** Address lists changed many at a time, by the same rules as one by one. States and legal bases are not. */
@Injectable()
export class ListsEditor implements RecordEditor {
  readonly permission = 'lists:write';

  constructor(
    private readonly database: Database,
    private readonly lists: ListsEditRepository,
    private readonly accounts: AccountsService,
    private readonly events: EventEmitter2,
  ) {}

  /** @throws AppError `not-found` for an account that is not there for the viewer */
  async check(change: RecordChange): Promise<void> {
    if (change.field !== 'accountId' || !('set' in change)) return;
    const id = SHAPE.accountId.safeParse(change.set);
    if (id.success && id.data) await this.accounts.get(id.data);
  }

  async plan(ids: readonly string[], change: RecordChange): Promise<PlannedChange[]> {
    const field = change.field as ListEditField;
    const lists = await this.lists.byIds(ids);
    return lists.map((list) => {
      const after = changedCell(list[field], change);
      const checked = SHAPE[field].safeParse(after);
      const fault = this.owns(list) ? (checked.success ? null : UNFIT) : NOT_YOURS;
      return {
        id: list.id,
        label: list.name,
        version: list.version,
        before: list[field],
        after: checked.success ? (checked.data ?? null) : after,
        fault,
      };
    });
  }

  async values(ids: readonly string[], field: string) {
    const lists = await this.lists.byIds(ids);
    return lists.map((list): { id: string; version: number; value: CellValue } => ({
      id: list.id,
      version: list.version,
      value: list[field as ListEditField],
    }));
  }

  async apply(field: string, planned: readonly PlannedChange[], reason: string): Promise<ChangedRecord[]> {
    const plans = new Map(planned.map((plan) => [plan.id, plan]));
    const lists = await this.lists.byIds([...plans.keys()]);
    const meant = lists.filter((list) => this.owns(list) && list.version === plans.get(list.id)?.version);
    const changed = await this.lists.setField(
      field as ListEditField,
      meant.map(({ id, version }) => ({ id, version, value: plans.get(id)!.after })),
    );
    const done = new Set(changed.map(({ id }) => id));
    // All at once, so that the history can write them down in one go.
    const events = meant
      .filter(({ id }) => done.has(id))
      .map((list) => {
        const { before, after } = plans.get(list.id)!;
        const changes = [{ field, from: before, to: after }];
        return listEvent('list.changed', list, { changes, reason: reason || null, oneOfMany: true });
      });
    await Promise.all(events.map((event) => this.events.emitAsync(RecordEvent.event, event)));
    return changed;
  }

  private owns({ branchId }: ListToEdit): boolean {
    return this.database.viewer.branchIds.includes(branchId);
  }
}
