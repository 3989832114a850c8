import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { Database } from '../../libs/database/database';
import { isUniqueViolation } from '../../libs/database/database-errors';
import { type FieldChange, fieldChanges } from '../../libs/events/field-changes';
import { RecordEvent } from '../../libs/events/record-event';
import type { AppError } from '../../libs/http/app-error';
import { BranchesService } from '../identity/branches/branches.service';
import { UsersService } from '../identity/users/users.service';
import type { ReviewAccountDto, UpdateAccountDto } from './account.dto';
import {
  accountCodeTaken,
  accountCycle,
  accountMerged,
  accountNotFound,
  accountOfOtherBranch,
  creditCodeTaken,
  tierNeedsApproval,
} from './accounts.errors';
import {
  AccountChange,
  AccountProfileRow,
  AccountRow,
  AccountsRepository,
  SameEntityRow,
} from './accounts.repository';
import { CustomFieldsService, type CustomFieldView } from './custom-fields/custom-fields.service';
import { Industry, industryOf } from './industries';
import { type Completeness, completenessOf } from './profile/completeness';
import { given, type NewAccount, newAccount, SAVED_FIELDS, withCreditCode } from './profile/new-account';
import { type MailHabits, NO_HABITS } from './profile/profile-words';
import { dayIn, REVIEW_MONTHS, reviewDueOn } from './profile/review-due';
import { AccountDuplicatesService } from './duplicates/account-duplicates.service';
import { TeamService } from './team/team.service';

export interface AccountProfile extends AccountProfileRow {
  mailHabits: MailHabits;
  industryName: Names | null;
  industrySection: Names | null;
  completenessParts: Completeness['parts'];
  reviewMonths: number;
  customFields: CustomFieldView[];
  sameCreditCode: SameEntityRow[];
  mayChange: boolean;
}

/** As a request has it; `confirmedDuplicates` is left out by callers that are not asked. */
export type AccountUpdate = Omit<UpdateAccountDto, 'confirmedDuplicates'> &
  Partial<Pick<UpdateAccountDto, 'confirmedDuplicates'>>;

type Names = Pick<Industry, 'zh' | 'en'>;

@Injectable()
export class AccountsService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountsRepository,
    private readonly teams: TeamService,
    private readonly branches: BranchesService,
    private readonly users: UsersService,
    private readonly customFields: CustomFieldsService,
    private readonly duplicates: AccountDuplicatesService,
    private readonly events: EventEmitter2,
  ) {}

  /** @throws AppError `not-found`, also for an account the viewer may not see; `record.merged` with where it went */
  async get(id: string): Promise<AccountRow> {
    const account = await this.accounts.byId(id);
    if (!account) throw await this.gone(id);
    return account;
  }

  /** Every account the viewer sees with this code; a code is unique within its branch only. */
  findByCode(code: string): Promise<AccountRow[]> {
    return this.accounts.byCode(code.trim().toUpperCase());
  }

  async profile(id: string): Promise<AccountProfile> {
    const account = await this.accounts.profile(id);
    if (!account) throw await this.gone(id);
    const { creditCode } = account;
    const habits = account.mailHabits ?? NO_HABITS;
    return {
      ...account,
      mailHabits: habits,
      industryName: namesOf(account.industry),
      industrySection: namesOf(account.industry?.charAt(0) ?? null),
      completenessParts: completenessOf({ ...account, mailHabits: habits }).parts,
      reviewMonths: REVIEW_MONTHS[account.tier],
      customFields: await this.customFields.ofBranch(account.branchId),
      sameCreditCode: creditCode === null ? [] : await this.accounts.sameEntity(id, creditCode),
      mayChange: this.owns(account),
    };
  }

  /**
   * @throws AppError `record.likely-duplicate` when `confirmedDuplicates` is false. Imports and other makers of many
   *   leave it out and are not asked.
   */
  async create({ reason, confirmedDuplicates, ...input }: NewAccount): Promise<AccountProfile> {
    const branch = await this.branches.get(input.branchId);
    if (input.managerId) await this.users.get(input.managerId);
    if (input.parentId) await this.get(input.parentId);
    const account = newAccount(input);
    const id = await this.saving(() =>
      this.accounts.insert({
        ...account,
        completeness: completenessOf(account).score,
        reviewDueOn: reviewDueOn(dayIn(branch.timeZone), account.tier),
      }),
    );
    if (confirmedDuplicates === false) await this.duplicates.refuseLikely(account, id);
    const created = await this.profile(id);
    await this.tell('account.created', created, [], reason);
    if (!input.managerId) return created;
    await this.teams.setPrimary(id, input.managerId, { reason });
    return this.profile(id);
  }

  /**
   * @throws AppError `record.likely-duplicate` as {@link create} does, when a name or number changes;
   *   `account.tier-needs-approval`
   */
  async update(
    id: string,
    { version, reason, customValues, confirmedDuplicates, ...input }: AccountUpdate,
  ): Promise<AccountProfile> {
    const before = await this.profile(id);
    if (!before.mayChange) throw accountOfOtherBranch();
    const change = withCreditCode(given(input));
    if (change.tier && change.tier !== before.tier && !this.mayGrade()) throw tierNeedsApproval();
    if (change.branchId) await this.branches.get(change.branchId);
    if (change.managerId && change.managerId !== before.managerId) await this.users.get(change.managerId);
    if (change.parentId && change.parentId !== before.parentId) await this.assertParent(id, change.parentId);
    const after = { ...before, ...change };
    const custom = await this.customFields.changeOf(after.branchId, before.customValues, customValues);
    const { reviewedOn } = before;
    await this.saving(() =>
      this.accounts.update(id, version, {
        ...change,
        ...(custom && { customValues: custom.values }),
        completeness: completenessOf(after).score,
        ...(reviewedOn !== null && { reviewDueOn: reviewDueOn(reviewedOn, after.tier) }),
      }),
    );
    if (confirmedDuplicates === false && this.duplicates.concerns(before, change))
      await this.duplicates.refuseLikely(after, id);
    const changes = [
      ...fieldChanges<AccountChange>(before, change, SAVED_FIELDS),
      ...(custom?.changes ?? []),
    ];
    if (changes.length > 0) await this.tell('account.changed', after, changes, reason);
    if (change.managerId !== undefined && change.managerId !== before.managerId)
      await this.teams.setPrimary(id, change.managerId, { reason });
    return this.profile(id);
  }

  /** Somebody has looked at the whole profile and found it as it is. */
  async review(id: string, { version, reason }: ReviewAccountDto): Promise<AccountProfile> {
    const before = await this.profile(id);
    if (!before.mayChange) throw accountOfOtherBranch();
    const branch = await this.branches.get(before.branchId);
    const reviewedOn = dayIn(branch.timeZone);
    const change = { reviewedOn, reviewDueOn: reviewDueOn(reviewedOn, before.tier) };
    await this.accounts.update(id, version, change);
    const changes = fieldChanges<AccountChange>(before, change, ['reviewedOn', 'reviewDueOn']);
    await this.tell('account.reviewed', before, changes, reason);
    return this.profile(id);
  }

  /** Who serves the account today, a line a role. */
  serving(id: string) {
    return this.teams.serving(id);
  }

  private async tell(
    kind: string,
    { id, branchId, code, name, tier }: Pick<AccountRow, 'id' | 'branchId' | 'code' | 'name' | 'tier'>,
    changes: FieldChange[],
    reason?: string,
  ): Promise<void> {
    const facts = { code, name, tier };
    const subject = { type: 'account', id };
    const event = new RecordEvent({ kind, branchId, subject, changes, reason: reason || null, facts });
    await this.events.emitAsync(RecordEvent.event, event);
  }

  private async saving<T>(save: () => Promise<T>): Promise<T> {
    try {
      return await save();
    } catch (error) {
      if (isUniqueViolation(error, 'uq_key_account_branch_code')) throw accountCodeTaken();
      if (isUniqueViolation(error, 'uq_key_account_branch_credit_code')) throw creditCodeTaken();
      throw error;
    }
  }

  private async gone(id: string): Promise<AppError> {
    const survivorId = await this.accounts.survivor(id);
    return survivorId ? accountMerged(survivorId) : accountNotFound();
  }

  private mayGrade(): boolean {
    return this.database.viewer.permissions.includes('accounts:approve');
  }

  private owns(account: AccountRow): boolean {
    return this.database.viewer.branchIds.includes(account.branchId);
  }

  private async assertParent(id: string, parentId: string): Promise<void> {
    await this.get(parentId);
    await this.accounts.lockMoves();
    if (await this.accounts.isAtOrAbove(id, parentId)) throw accountCycle();
  }
}

function namesOf(code: string | null): Names | null {
  const industry = code === null ? undefined : industryOf(code);
  return industry ? { zh: industry.zh, en: industry.en } : null;
}
