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
import { UpdateAccountDto } from '../account.dto';
import type { WholeAccountRow } from '../accounts.repository';
import { CustomFieldsService, type CustomFieldView } from '../custom-fields/custom-fields.service';
import { changedValues } from '../custom-fields/custom-values';
import { completenessOf } from '../profile/completeness';
import { NO_HABITS } from '../profile/profile-words';
import { reviewDueOn } from '../profile/review-due';
import { AccountEditRepository } from './account-edit.repository';

const NOT_YOURS: Sentence = {
  zh: '此客户属于其他局，须由其所属局修改。',
  en: 'This account belongs to another branch, which has to change it.',
};
const UNFIT: Sentence = { zh: '此客户不能有这个值。', en: 'This account cannot have this value.' };

const SHAPE = UpdateAccountDto.schema.shape;
type PlainField = 'name' | 'tier' | 'industry' | 'active' | 'tags' | 'legalName' | 'phone' | 'website';

const customKeyOf = (field: string): string | null =>
  field.startsWith('custom.') ? field.slice('custom.'.length) : null;

/** Accounts changed many at a time, by the same rules as one by one. */
@Injectable()
export class AccountEditor implements RecordEditor {
  readonly permission = 'accounts:write';

  constructor(
    private readonly database: Database,
    private readonly accounts: AccountEditRepository,
    private readonly customFields: CustomFieldsService,
    private readonly events: EventEmitter2,
  ) {}

  // Nothing an account is set to here refers to another record that might not be there.
  check(): Promise<void> {
    return Promise.resolve();
  }

  async plan(ids: readonly string[], change: RecordChange): Promise<PlannedChange[]> {
    const accounts = await this.accounts.whole(ids);
    const key = customKeyOf(change.field);
    const definitions = key ? await this.definitionsOf(accounts) : null;
    return accounts.map((account) => {
      const before = valueOf(account, change.field);
      const after = changedCell(before, change);
      const checked = key
        ? customValue(account, key, after, definitions!.get(account.branchId) ?? [])
        : plainValue(change.field as PlainField, after);
      const fault = this.owns(account) ? checked.fault : NOT_YOURS;
      const { id, name, code, version } = account;
      return { id, label: `${name} (${code})`, version, before, after: checked.value, fault };
    });
  }

  async values(ids: readonly string[], field: string) {
    const accounts = await this.accounts.whole(ids);
    return accounts.map((account) => ({
      id: account.id,
      version: account.version,
      value: valueOf(account, field),
    }));
  }

  async apply(field: string, planned: readonly PlannedChange[], reason: string): Promise<ChangedRecord[]> {
    const plans = new Map(planned.map((plan) => [plan.id, plan]));
    const accounts = await this.accounts.whole([...plans.keys()]);
    const meant = accounts.filter(
      (account) => this.owns(account) && account.version === plans.get(account.id)?.version,
    );
    const rows = meant.map((account) => {
      const value = plans.get(account.id)!.after;
      const after = withValue(account, field, value);
      return {
        id: account.id,
        version: account.version,
        value,
        completeness: completenessOf({ ...after, mailHabits: after.mailHabits ?? NO_HABITS }).score,
        reviewDueOn: after.reviewedOn ? reviewDueOn(after.reviewedOn, after.tier) : null,
      };
    });
    const changed = await this.accounts.setField(field, rows);
    const done = new Set(changed.map(({ id }) => id));
    await this.tell(
      field,
      meant.filter(({ id }) => done.has(id)),
      plans,
      reason,
    );
    return changed;
  }

  /** One event for each account, all at once, so that the history can write them down in one go. */
  private async tell(
    field: string,
    accounts: readonly WholeAccountRow[],
    plans: ReadonlyMap<string, PlannedChange>,
    reason: string,
  ): Promise<void> {
    const key = customKeyOf(field);
    const told = key ? `customValues.${key}` : field;
    const events = accounts.map(({ id, branchId, code, name, tier }) => {
      const { before, after } = plans.get(id)!;
      return new RecordEvent({
        kind: 'account.changed',
        branchId,
        subject: { type: 'account', id },
        changes: [{ field: told, from: before, to: after }],
        reason: reason || null,
        facts: { code, name, tier },
        oneOfMany: true,
      });
    });
    await Promise.all(events.map((event) => this.events.emitAsync(RecordEvent.event, event)));
  }

  private async definitionsOf(accounts: readonly WholeAccountRow[]): Promise<Map<string, CustomFieldView[]>> {
    const byBranch = new Map<string, CustomFieldView[]>();
    for (const { branchId } of accounts) {
      if (!byBranch.has(branchId)) byBranch.set(branchId, await this.customFields.ofBranch(branchId));
    }
    return byBranch;
  }

  private owns({ branchId }: WholeAccountRow): boolean {
    return this.database.viewer.branchIds.includes(branchId);
  }
}

interface Checked {
  value: CellValue;
  fault: Sentence | null;
}

function plainValue(field: PlainField, value: CellValue): Checked {
  const parsed = SHAPE[field].safeParse(value);
  return parsed.success ? { value: parsed.data as CellValue, fault: null } : { value, fault: UNFIT };
}

function customValue(
  { customValues }: WholeAccountRow,
  key: string,
  value: CellValue,
  definitions: readonly CustomFieldView[],
): Checked {
  const { values, faults } = changedValues(definitions, customValues, { [key]: value });
  // Another field that became required since is no reason to leave this one as it is.
  if (faults.some((fault) => fault.key === key)) return { value, fault: UNFIT };
  return { value: values[key] ?? null, fault: null };
}

function valueOf(account: WholeAccountRow, field: string): CellValue {
  const key = customKeyOf(field);
  return (key ? account.customValues[key] : account[field as PlainField]) ?? null;
}

function withValue(account: WholeAccountRow, field: string, value: CellValue): WholeAccountRow {
  return customKeyOf(field) ? account : { ...account, [field]: value };
}
