import { Injectable } from '@nestjs/common';
import { Database } from '../../libs/database/database';
import { isUniqueViolation } from '../../libs/database/database-errors';
import type { Page } from '../../libs/database/keyset';
import { BranchesService } from '../identity/branches/branches.service';
import { UsersService } from '../identity/users/users.service';
import type { AccountQueryDto, CreateAccountDto, ReplaceTeamDto, UpdateAccountDto } from './account.dto';
import {
  accountCodeTaken,
  accountCycle,
  accountNotFound,
  accountOfOtherBranch,
  teamMemberTwice,
  teamStale,
} from './accounts.errors';
import { AccountProfileRow, AccountRow, AccountsRepository } from './accounts.repository';
import { Industry, industryOf } from './industries';
import { TeamMemberRow, TeamRepository } from './team.repository';

export interface AccountProfile extends AccountProfileRow {
  industryName: Pick<Industry, 'zh' | 'en'> | null;
  mayChange: boolean;
}

export interface Team {
  version: number;
  members: TeamMemberRow[];
}

@Injectable()
export class AccountsService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountsRepository,
    private readonly teams: TeamRepository,
    private readonly branches: BranchesService,
    private readonly users: UsersService,
  ) {}

  page(query: AccountQueryDto): Promise<Page<AccountRow>> {
    return this.accounts.page(query);
  }

  /** @throws AppError `not-found`, also for an account the viewer may not see */
  async get(id: string): Promise<AccountRow> {
    const account = await this.accounts.byId(id);
    if (!account) throw accountNotFound();
    return account;
  }

  /** Every account the viewer sees with this code; a code is unique within its branch only. */
  findByCode(code: string): Promise<AccountRow[]> {
    return this.accounts.byCode(code.trim().toUpperCase());
  }

  async profile(id: string): Promise<AccountProfile> {
    const account = await this.accounts.profile(id);
    if (!account) throw accountNotFound();
    const industry = account.industry ? industryOf(account.industry) : undefined;
    return {
      ...account,
      industryName: industry ? { zh: industry.zh, en: industry.en } : null,
      mayChange: this.owns(account),
    };
  }

  async create(input: CreateAccountDto): Promise<AccountProfile> {
    await this.branches.get(input.branchId);
    if (input.managerId) await this.users.get(input.managerId);
    if (input.parentId) await this.get(input.parentId);
    try {
      return await this.profile(await this.accounts.insert(input));
    } catch (error) {
      if (isUniqueViolation(error, 'uq_key_account_branch_code')) throw accountCodeTaken();
      throw error;
    }
  }

  async update(id: string, input: UpdateAccountDto): Promise<AccountProfile> {
    const before = await this.writable(id);
    const { version, ...change } = input;
    if (change.branchId) await this.branches.get(change.branchId);
    if (change.managerId && change.managerId !== before.managerId) await this.users.get(change.managerId);
    if (change.parentId && change.parentId !== before.parentId) await this.assertParent(id, change.parentId);
    try {
      await this.accounts.update(id, version, change);
    } catch (error) {
      if (isUniqueViolation(error, 'uq_key_account_branch_code')) throw accountCodeTaken();
      throw error;
    }
    return this.profile(id);
  }

  async team(id: string): Promise<Team> {
    const version = await this.teams.version(id);
    if (version === undefined) throw accountNotFound();
    return { version, members: await this.teams.ofAccount(id) };
  }

  /**
   * Sets the whole team. People already in it stay even when the viewer cannot see their branch.
   *
   * @throws AppError `account.team-stale` when somebody else has set it since `version` was read
   */
  async replaceTeam(id: string, input: ReplaceTeamDto): Promise<Team> {
    await this.writable(id);
    const seats = new Set(input.members.map((member) => `${member.userId} ${member.role}`));
    if (seats.size < input.members.length) throw teamMemberTwice();
    if (!(await this.teams.advance(id, input.version))) throw teamStale();
    const known = new Set((await this.teams.ofAccount(id)).map((member) => member.userId));
    for (const userId of new Set(input.members.map((member) => member.userId))) {
      if (!known.has(userId)) await this.users.get(userId);
    }
    await this.teams.replace(id, input.members);
    return this.team(id);
  }

  private owns(account: AccountRow): boolean {
    return this.database.viewer.branchIds.includes(account.branchId);
  }

  private async writable(id: string): Promise<AccountRow> {
    const account = await this.get(id);
    if (!this.owns(account)) throw accountOfOtherBranch();
    return account;
  }

  private async assertParent(id: string, parentId: string): Promise<void> {
    await this.get(parentId);
    await this.accounts.lockMoves();
    if (await this.accounts.isAtOrAbove(id, parentId)) throw accountCycle();
  }
}
