import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { Database } from '../../../libs/database/database';
import type { FieldChange } from '../../../libs/events/field-changes';
import { RecordEvent } from '../../../libs/events/record-event';
import type { ImportChange, UndoneRow, UndoOutcome } from '../../../libs/lists/record-importer';
import { type AccountChange, AccountsRepository, type WholeAccountRow } from '../accounts.repository';
import type { CustomValues } from '../custom-fields/custom-values';
import { AccountEditRepository } from '../list/account-edit.repository';
import { completenessOf } from '../profile/completeness';
import { NO_HABITS } from '../profile/profile-words';
import { reviewDueOn } from '../profile/review-due';
import { TeamService } from '../team/team.service';
import { AccountImportRepository } from './account-import.repository';

const CUSTOM = 'customValues.';
const isManager = ({ field }: ImportChange): boolean => field === 'managerId';

/** Takes back what an import did to accounts, where nobody has touched them since. */
@Injectable()
export class AccountImportUndo {
  constructor(
    private readonly database: Database,
    private readonly imports: AccountImportRepository,
    private readonly accounts: AccountsRepository,
    private readonly edits: AccountEditRepository,
    private readonly teams: TeamService,
    private readonly events: EventEmitter2,
  ) {}

  async undo(rows: readonly UndoneRow[], reason: string): Promise<Map<number, UndoOutcome>> {
    const now = await this.edits.whole(rows.map(({ recordId }) => recordId));
    const current = new Map(now.map((account) => [account.id, account]));
    const outcomes = new Map<number, UndoOutcome>();
    const { branchIds } = this.database.viewer;
    const added: [UndoneRow, WholeAccountRow][] = [];
    for (const row of rows) {
      const account = current.get(row.recordId);
      const open = account !== undefined && branchIds.includes(account.branchId);
      if (open && row.verdict === 'changed')
        outcomes.set(row.rowNumber, await this.restore(account, row.changes, reason));
      else if (open && account.version === row.version) added.push([row, account]);
      else outcomes.set(row.rowNumber, 'kept');
    }
    for (const [rowNumber, outcome] of await this.takeAway(added, reason)) outcomes.set(rowNumber, outcome);
    return outcomes;
  }

  /** Gives a changed account those values back that are still what the import set. */
  private async restore(
    account: WholeAccountRow,
    changes: readonly ImportChange[],
    reason: string,
  ): Promise<UndoOutcome> {
    const back = changes.filter((change) => isStillSet(account, change));
    if (back.length === 0) return 'kept';
    const seat = back.find(isManager);
    const fields = back.filter((change) => !isManager(change));
    const managerId = seat ? idOf(seat.before) : account.managerId;
    const save = backwards(account, fields);
    if (!(await this.imports.attempt(() => this.save({ ...account, managerId }, save)))) return 'kept';
    if (seat) await this.teams.setPrimary(account.id, managerId, { reason, oneOfMany: true });
    if (fields.length > 0) await this.tell('account.changed', account, reason, fields.map(asFieldChange));
    return 'restored';
  }

  private async takeAway(added: readonly [UndoneRow, WholeAccountRow][], reason: string) {
    const outcomes = new Map<number, UndoOutcome>();
    const given = added.filter(([{ changes }]) => changes.some(isManager));
    const idsOf = (some: typeof added) => some.map(([{ recordId }]) => recordId);
    const bare = new Set(await this.imports.bare(idsOf(added), idsOf(given)));
    const removable = added.filter(([{ recordId }]) => bare.has(recordId));
    // All at once, and where something refers to one of them each by itself.
    const together =
      removable.length > 0 && (await this.imports.remove(removable.map(([{ recordId }]) => recordId)));
    for (const [row, account] of added) {
      const gone = bare.has(row.recordId) && (together || (await this.imports.remove([row.recordId])));
      if (!gone) await this.save(account, { active: false });
      outcomes.set(row.rowNumber, gone ? 'removed' : 'archived');
    }
    await Promise.all(
      added.map(([{ rowNumber }, account]) =>
        outcomes.get(rowNumber) === 'removed'
          ? this.tell('account.removed', account, reason, [])
          : this.tell('account.changed', account, reason, [{ field: 'active', from: true, to: false }]),
      ),
    );
    return outcomes;
  }

  private save(account: WholeAccountRow, change: AccountChange): Promise<void> {
    const after = { ...account, ...change };
    return this.accounts.update(account.id, account.version, {
      ...change,
      completeness: completenessOf({ ...after, mailHabits: after.mailHabits ?? NO_HABITS }).score,
      ...(account.reviewedOn !== null && { reviewDueOn: reviewDueOn(account.reviewedOn, after.tier) }),
    });
  }

  private async tell(
    kind: string,
    { id, branchId, code, name, tier }: WholeAccountRow,
    reason: string,
    changes: FieldChange[],
  ): Promise<void> {
    const subject = { type: 'account', id };
    const facts = { code, name, tier };
    const event = new RecordEvent({ kind, branchId, subject, changes, reason, facts, oneOfMany: true });
    await this.events.emitAsync(RecordEvent.event, event);
  }
}

const asJson = (value: unknown): unknown =>
  value === undefined ? null : (JSON.parse(JSON.stringify(value)) as unknown);

const asFieldChange = ({ field, before, after }: ImportChange): FieldChange => ({
  field,
  from: after,
  to: before,
});

const valueOf = (account: WholeAccountRow, field: string): unknown =>
  field.startsWith(CUSTOM)
    ? account.customValues[field.slice(CUSTOM.length)]
    : account[field as keyof WholeAccountRow];

const idOf = (person: unknown): string | null => (person as { id: string } | null)?.id ?? null;

const isStillSet = (account: WholeAccountRow, change: ImportChange): boolean =>
  isManager(change)
    ? account.managerId === idOf(change.after)
    : isDeepStrictEqual(asJson(valueOf(account, change.field)), change.after);

/** The saved fields as they were before these changes. */
function backwards(account: WholeAccountRow, changes: readonly ImportChange[]): AccountChange {
  const plain = changes.filter(({ field }) => !field.startsWith(CUSTOM));
  const save: AccountChange = Object.fromEntries(plain.map(({ field, before }) => [field, before]));
  const custom = changes.filter(({ field }) => field.startsWith(CUSTOM));
  if (custom.length === 0) return save;
  const values: Record<string, unknown> = { ...account.customValues };
  for (const { field, before } of custom) {
    const key = field.slice(CUSTOM.length);
    if (before === null) delete values[key];
    else values[key] = before;
  }
  return { ...save, customValues: values as CustomValues };
}
