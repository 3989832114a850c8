import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { Database } from '../../../libs/database/database';
import { RecordEvent } from '../../../libs/events/record-event';
import {
  type ImportColumn,
  type ImportedRecord,
  type ImportedRow,
  type PlannedRow,
  type RecordImporter,
  RecordImporterSource,
  type UndoneRow,
  type UndoOutcome,
} from '../../../libs/lists/record-importer';
import { BranchesService } from '../../identity/branches/branches.service';
import { type AccountChange, AccountsRepository, type WholeAccountRow } from '../accounts.repository';
import { CustomFieldsService, type CustomFieldView } from '../custom-fields/custom-fields.service';
import { AccountEditRepository } from '../list/account-edit.repository';
import {
  type AccountCandidate,
  AccountDuplicatesService,
  type AccountIdentity,
} from '../duplicates/account-duplicates.service';
import { completenessOf, type ScoredProfile } from '../profile/completeness';
import { NO_HABITS } from '../profile/profile-words';
import { dayIn, reviewDueOn } from '../profile/review-due';
import { TeamService } from '../team/team.service';
import { accountColumns } from './account-columns';
import { AccountImportRepository } from './account-import.repository';
import { type BranchReach, branchReach } from './branch-reach';
import { AccountImportUndo } from './account-import-undo';
import { type AccountPlan, type AccountSurroundings, planAccount } from './account-planner';
import { accountRow, type AccountRowInput } from './account-row';

/** Accounts taken in from a file, by the rules of their form. */
@Injectable()
@RecordImporterSource()
export class AccountImporter implements RecordImporter {
  readonly list = 'accounts';
  readonly title = { zh: '大客户', en: 'Key accounts' };
  readonly permissions = ['accounts:read', 'accounts:write'];
  readonly extraPermissions = ['accounts:approve'];

  constructor(
    private readonly database: Database,
    private readonly imports: AccountImportRepository,
    private readonly accounts: AccountsRepository,
    private readonly edits: AccountEditRepository,
    private readonly branches: BranchesService,
    private readonly customFields: CustomFieldsService,
    private readonly duplicates: AccountDuplicatesService,
    private readonly undoing: AccountImportUndo,
    private readonly teams: TeamService,
    private readonly events: EventEmitter2,
  ) {}

  async columns(): Promise<ImportColumn[]> {
    return accountColumns((await this.customFields.all()).items);
  }

  async plan(rows: readonly ImportedRow[]): Promise<AccountPlan[]> {
    const columns = await this.columns();
    const read = rows.map((row) => accountRow(row, columns));
    const around = await this.around(read, columns);
    return this.withLookalikes(read.map((row) => planAccount(row, around)));
  }

  async apply(planned: readonly AccountPlan[], reason: string): Promise<ImportedRecord[]> {
    const fresh = planned.filter(({ verdict }) => verdict === 'created');
    const ids = await this.imports.insert(await this.completed(fresh));
    const created = fresh.map(({ rowNumber }, at) => ({ rowNumber, recordId: ids[at]!, version: 1 }));
    const changed = await this.change(planned.filter(({ verdict }) => verdict === 'changed'));
    const done = [...created, ...changed];
    await this.tell(planned, done, reason);
    await this.seat(planned, done, reason);
    return done;
  }

  /** The manager is who sits in the primary's seat of the team. */
  private async seat(plans: readonly AccountPlan[], done: readonly ImportedRecord[], reason: string) {
    const managers = new Map(plans.map(({ rowNumber, managerId }) => [rowNumber, managerId]));
    for (const { rowNumber, recordId } of done) {
      const managerId = managers.get(rowNumber);
      if (managerId) await this.teams.setPrimary(recordId, managerId, { reason, oneOfMany: true });
    }
  }

  undo(rows: readonly UndoneRow[], reason: string): Promise<Map<number, UndoOutcome>> {
    return this.undoing.undo(rows, reason);
  }

  private async around(
    rows: readonly AccountRowInput[],
    columns: ImportColumn[],
  ): Promise<AccountSurroundings> {
    const { branchId: ownBranchId, branchIds, permissions } = this.database.viewer;
    const codes = rows.flatMap(({ input, parent }) => [input.code ?? [], parent ?? []].flat());
    const creditCodes = rows.flatMap(({ input }) => input.creditCode ?? []);
    const accounts = await this.imports.matching(codes, creditCodes);
    const definitions = await this.definitions(rows, accounts);
    const words = rows.flatMap(({ manager }) => manager ?? []);
    const people = words.length > 0 ? await this.imports.people(words, branchIds) : [];
    const branches = await this.reach();
    return {
      columns,
      ownBranchId,
      branches,
      branchIds,
      accounts,
      people,
      definitions: (branchId) => definitions.get(branchId) ?? [],
      mayGrade: permissions.includes('accounts:approve'),
    };
  }

  private async reach(): Promise<BranchReach> {
    return branchReach((await this.branches.list()).items, this.database.viewer.branchIds);
  }

  private async definitions(
    rows: readonly AccountRowInput[],
    accounts: readonly WholeAccountRow[],
  ): Promise<Map<string, CustomFieldView[]>> {
    const byBranch = new Map<string, CustomFieldView[]>();
    if (rows.every(({ custom }) => Object.keys(custom).length === 0)) return byBranch;
    const named = [...(await this.reach()).values()].filter((id) => id !== null);
    const wanted = rows.some(({ branch }) => branch !== null) ? named : [];
    const { branchId } = this.database.viewer;
    for (const id of new Set([branchId, ...wanted, ...accounts.map((account) => account.branchId)]))
      byBranch.set(id, await this.customFields.ofBranch(id));
    return byBranch;
  }

  /** New accounts that look like one that is there, by what a save compares too. */
  private async withLookalikes(plans: readonly AccountPlan[]): Promise<AccountPlan[]> {
    const fresh = plans.filter(({ verdict }) => verdict === 'created');
    const found = await this.duplicates.candidatesOfEach(fresh.map(({ save }) => save as AccountIdentity));
    const similar = new Map(fresh.map((plan, at) => [plan, likely(found[at]!)]));
    return plans.map((plan) => ({ ...plan, similar: similar.get(plan) ?? [] }));
  }

  /** With what the program reckons itself. */
  private async completed(plans: readonly AccountPlan[]): Promise<AccountChange[]> {
    const zones = new Map((await this.branches.list()).items.map(({ id, timeZone }) => [id, timeZone]));
    return plans.map(({ save, branchId, managerId }) => {
      const profile = { ...save, managerId } as ScoredProfile;
      const today = dayIn(zones.get(branchId) ?? 'Asia/Shanghai');
      return {
        ...save,
        completeness: completenessOf(profile).score,
        reviewDueOn: reviewDueOn(today, save.tier!),
      };
    });
  }

  private async change(plans: readonly AccountPlan[]): Promise<ImportedRecord[]> {
    const before = new Map(
      (await this.edits.whole(plans.map(({ recordId }) => recordId!))).map((account) => [
        account.id,
        account,
      ]),
    );
    if (plans.some(({ save }) => save.parentId)) await this.accounts.lockMoves();
    const done: ImportedRecord[] = [];
    for (const { rowNumber, recordId, save, managerId } of plans) {
      const account = before.get(recordId!);
      if (!account) continue;
      // One after the other, so that two rows cannot each put an account below the other.
      if (save.parentId && (await this.accounts.isAtOrAbove(account.id, save.parentId))) continue;
      const after = { ...account, ...save, managerId: managerId ?? account.managerId };
      await this.accounts.update(account.id, account.version, {
        ...save,
        completeness: completenessOf({ ...after, mailHabits: after.mailHabits ?? NO_HABITS }).score,
        ...(account.reviewedOn !== null && { reviewDueOn: reviewDueOn(account.reviewedOn, after.tier) }),
      });
      done.push({ rowNumber, recordId: account.id, version: account.version + 1 });
    }
    return done;
  }

  /** One event for each account, all at once, so that the history can write them down in one go. */
  private async tell(plans: readonly AccountPlan[], done: readonly ImportedRecord[], reason: string) {
    const byRow = new Map(plans.map((plan) => [plan.rowNumber, plan]));
    const events = done.map(({ rowNumber, recordId }) => {
      const { verdict, branchId, facts, changes } = byRow.get(rowNumber)!;
      return new RecordEvent({
        kind: `account.${verdict}`,
        branchId,
        subject: { type: 'account', id: recordId },
        changes:
          verdict === 'created'
            ? []
            : changes.flatMap(({ field, before, after }) =>
                // Of the manager the team's history tells.
                field === 'managerId' ? [] : [{ field, from: before, to: after }],
              ),
        reason,
        facts,
        oneOfMany: true,
      });
    });
    const news = events.filter(({ kind, changes }) => kind === 'account.created' || changes.length > 0);
    await Promise.all(news.map((event) => this.events.emitAsync(RecordEvent.event, event)));
  }
}

const likely = (candidates: readonly AccountCandidate[]): PlannedRow['similar'] =>
  candidates
    .filter((candidate) => candidate.likely)
    .map(({ id, name, code }) => ({ id, label: `${name} (${code})` }));
