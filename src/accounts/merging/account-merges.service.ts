import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { RecordEvent } from '../../../libs/events/record-event';
import { staleVersion } from '../../../libs/http/app-error';
import { type AccountProfile, AccountsService, type AccountUpdate } from '../accounts.service';
import type { MergeAccountDto } from './merge.dto';
import { MERGED_ACCOUNT_FIELDS } from './merge-words';
import { mergedValues, restoredValues } from './merged-values';
import {
  mergeNotFound,
  mergeOfItself,
  mergeOfOtherBranch,
  undoneAlready,
  undoTooLate,
} from './merges.errors';
import { overtakenIfRefused, blockedIfRefused } from './merge-refusals';
import { type MergeRow, MergesRepository, type MovedRows } from './merges.repository';

export interface AccountMerge {
  account: AccountProfile;
  merge: MergeRow;
  moved: MovedRows[];
}

export interface UndoneMerge {
  account: AccountProfile;
  restoredId: string;
  /** Fields that say something else by now and were left. */
  leftFields: string[];
  /** Rows that have moved on or changed since and were left. */
  leftRows: number;
}

const MOST_TRADE_NAMES = 20;

/** Two accounts become one, and can be parted again. */
@Injectable()
export class AccountMergesService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly merges: MergesRepository,
    private readonly events: EventEmitter2,
  ) {}

  /**
   * @throws AppError `record.stale`, `merge.read-only`, `merge.overtaken`, `account.cycle`, and `record.merged` for an
   *   account that was merged before
   */
  async merge(survivorId: string, input: MergeAccountDto): Promise<AccountMerge> {
    const { otherId, version, otherVersion, fields, reason } = input;
    if (otherId === survivorId) throw mergeOfItself();
    await this.merges.takeTurns();
    const survivor = await this.accounts.profile(survivorId);
    const other = await this.accounts.profile(otherId);
    if (!survivor.mayChange || !other.mayChange) throw mergeOfOtherBranch();
    if (survivor.version !== version || other.version !== otherVersion) throw staleVersion();
    const label = `${other.name} (${other.code})`;
    const mergeId = await overtakenIfRefused(
      this.merges.begin({ type: 'account', survivor, other: { ...other, label }, reason }),
    );
    const moved = await overtakenIfRefused(this.merges.move(mergeId));
    const change = changeOf(survivor, other, fields);
    const account = await this.accounts.update(survivorId, { version, reason, ...change } as AccountUpdate);
    const after = account as unknown as Record<string, unknown>;
    const before = survivor as unknown as Record<string, unknown>;
    await this.merges.keepFields(
      mergeId,
      Object.keys(change).map((field) => ({ field, before: before[field], after: after[field] })),
    );
    await this.tell('account.merged', account, other, reason);
    return { account, merge: (await this.merges.byId('account', mergeId))!, moved };
  }

  /** The last merges into an account. */
  async into(accountId: string): Promise<MergeRow[]> {
    await this.accounts.get(accountId);
    return this.merges.into('account', accountId);
  }

  /** Parts what was merged: rows go back that are still as the merge left them; the rest stays and is counted. */
  async undo(id: string): Promise<UndoneMerge> {
    await this.merges.takeTurns();
    const merge = await this.merges.byId('account', id);
    if (!merge) throw mergeNotFound();
    if (merge.undoneAt) throw undoneAlready();
    if (!merge.mayUndo) throw undoTooLate();
    const survivor = await this.accounts.profile(merge.survivorId);
    if (!(await this.merges.markUndone(id))) throw undoneAlready();
    const { values, left } = restoredValues(survivor, merge.fieldChanges);
    if (values.customValues) values.customValues = withoutNewKeys(survivor.customValues, values.customValues);
    // The licence first: the account that comes back carries it again.
    await this.accounts.update(survivor.id, { version: survivor.version, ...values } as AccountUpdate);
    const leftRows = await blockedIfRefused(this.merges.putBack(id));
    const account = await this.accounts.profile(survivor.id);
    await this.tell('account.unmerged', account, await this.accounts.profile(merge.mergedId), '');
    return { account, restoredId: merge.mergedId, leftFields: left, leftRows };
  }

  private async tell(kind: string, account: AccountProfile, other: AccountProfile, reason: string) {
    const { id, branchId, code, name, tier } = account;
    const event = new RecordEvent({
      kind,
      branchId,
      subject: { type: 'account', id },
      related: [{ type: 'account', id: other.id }],
      reason: reason || null,
      facts: { code, name, tier, mergedCode: other.code, mergedName: other.name },
    });
    await this.events.emitAsync(RecordEvent.event, event);
  }
}

/** Additional fields are set one by one, so what is to go has to be named. */
const withoutNewKeys = (now: object, before: object): object => ({
  ...Object.fromEntries(Object.keys(now).map((key) => [key, null])),
  ...before,
});

/** What the survivor comes to say. The other's name goes on being one it is found by. */
function changeOf(
  survivor: AccountProfile,
  other: AccountProfile,
  choices: MergeAccountDto['fields'],
): Partial<AccountProfile> {
  const change = mergedValues(survivor, other, MERGED_ACCOUNT_FIELDS, choices);
  // Neither can stand below the other any more.
  const inside = [survivor.id, other.id];
  if (change.parentId && inside.includes(change.parentId)) delete change.parentId;
  if (survivor.parentId === other.id) delete change.parentId;
  if (choices.customValues === undefined || choices.customValues === 'other') {
    const known = new Set(survivor.customFields.filter(({ archived }) => !archived).map(({ key }) => key));
    const isKept =
      choices.customValues === 'other' ? () => false : (key: string) => key in survivor.customValues;
    const filled = Object.entries(other.customValues).filter(([key]) => known.has(key) && !isKept(key));
    delete change.customValues;
    if (filled.length > 0) change.customValues = Object.fromEntries(filled) as never;
  }
  if (choices.tradeNames !== undefined) return change;
  const name = change.name ?? survivor.name;
  const known = change.tradeNames ?? survivor.tradeNames;
  const more = [survivor.name, other.name].filter((one) => one !== name && !known.includes(one));
  if (more.length === 0)
    return { ...change, ...(change.tradeNames && { tradeNames: known.slice(0, MOST_TRADE_NAMES) }) };
  return { ...change, tradeNames: [...known, ...more].slice(0, MOST_TRADE_NAMES) };
}
