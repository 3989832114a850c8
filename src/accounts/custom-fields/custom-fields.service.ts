import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { Database } from '../../../libs/database/database';
import type { Page } from '../../../libs/database/keyset';
import { type FieldChange, fieldChanges } from '../../../libs/events/field-changes';
import { RecordEvent } from '../../../libs/events/record-event';
import { BranchesService } from '../../identity/branches/branches.service';
import type { CreateCustomFieldDto, UpdateCustomFieldDto } from './custom-field.dto';
import { conditionOf, type CustomFilter, customFilter } from './custom-filter';
import {
  customFieldNotFound,
  customFilterWrong,
  customKeyTaken,
  customOptionsWrong,
  customValuesWrong,
} from './custom-fields.errors';
import { type CustomFieldRow, CustomFieldsRepository } from './custom-fields.repository';
import { changedValues, type CustomType, type CustomValues } from './custom-values';

export interface CustomFieldView extends CustomFieldRow {
  mayChange: boolean;
}

/** Fields of the profile that are defined without code. */
@Injectable()
export class CustomFieldsService {
  constructor(
    private readonly database: Database,
    private readonly fields: CustomFieldsRepository,
    private readonly branches: BranchesService,
    private readonly events: EventEmitter2,
  ) {}

  async all(): Promise<Page<CustomFieldView>> {
    const items = (await this.fields.all()).map((field) => this.view(field));
    return { items, nextCursor: null, total: items.length };
  }

  /** Fields in use on the accounts of a branch. */
  async ofBranch(branchId: string): Promise<CustomFieldView[]> {
    const fields = await this.fields.ofBranch(branchId);
    return fields.filter(({ archived }) => !archived).map((field) => this.view(field));
  }

  async create(input: CreateCustomFieldDto): Promise<CustomFieldView> {
    await this.branches.get(input.branchId);
    if (hasOptions(input.type) !== input.options.length > 0) throw customOptionsWrong();
    if (await this.fields.isKeyTaken(input.branchId, input.key)) throw customKeyTaken();
    const field = await this.get(await this.fields.insert(input));
    await this.tell('account-field.created', field, []);
    return field;
  }

  /** @throws AppError `not-found`, also for what a branch above has laid down; `record.stale` */
  async update(id: string, { version, ...change }: UpdateCustomFieldDto): Promise<CustomFieldView> {
    const before = await this.get(id);
    if (!before.mayChange) throw customFieldNotFound();
    if (change.options) {
      const kept = new Set(change.options.map(({ value }) => value));
      const lost = before.options.some(({ value }) => !kept.has(value));
      if (lost || hasOptions(before.type) !== kept.size > 0) throw customOptionsWrong();
    }
    await this.fields.update(id, version, change);
    const field = await this.get(id);
    await this.tell('account-field.changed', field, fieldChanges<CustomFieldView>(before, field, CHANGEABLE));
    return field;
  }

  /**
   * The values of an account after a change, checked against the fields of its branch, and what changed of them.
   *
   * @returns null when nothing was sent
   * @throws AppError `account.field-values` with a fault for each key
   */
  async changeOf(
    branchId: string,
    before: CustomValues,
    change: Record<string, unknown> | undefined,
  ): Promise<{ values: CustomValues; changes: FieldChange[] } | null> {
    if (!change) return null;
    const { values, faults } = changedValues(await this.fields.ofBranch(branchId), before, change);
    if (faults.length > 0) throw customValuesWrong(faults);
    const keys = Object.keys(change);
    const after = Object.fromEntries(keys.map((key) => [key, values[key]]));
    const changes = fieldChanges<Record<string, unknown>>(before, after, keys);
    return { values, changes: changes.map((one) => ({ ...one, field: `customValues.${one.field}` })) };
  }

  /** What a list is asked of additional fields. @throws AppError `account.field-filter` */
  async filterOf(conditions: readonly string[] | undefined): Promise<CustomFilter | null> {
    if (!conditions || conditions.length === 0) return null;
    const parsed = conditions.map(conditionOf).filter((condition) => condition !== null);
    const filter = parsed.length === conditions.length ? customFilter(await this.fields.all(), parsed) : null;
    if (!filter) throw customFilterWrong();
    return filter;
  }

  private async get(id: string): Promise<CustomFieldView> {
    const field = await this.fields.byId(id);
    if (!field) throw customFieldNotFound();
    return this.view(field);
  }

  private view(field: CustomFieldRow): CustomFieldView {
    return { ...field, mayChange: this.database.viewer.branchIds.includes(field.branchId) };
  }

  private async tell(kind: string, { id, branchId, key, type }: CustomFieldRow, changes: FieldChange[]) {
    const subject = { type: 'account-field', id };
    const event = new RecordEvent({ kind, branchId, subject, changes, facts: { key, type } });
    await this.events.emitAsync(RecordEvent.event, event);
  }
}

const CHANGEABLE = ['labelZh', 'labelEn', 'options', 'required', 'section', 'position', 'archived'] as const;

const hasOptions = (type: CustomType): boolean => type === 'choice' || type === 'multi-choice';
