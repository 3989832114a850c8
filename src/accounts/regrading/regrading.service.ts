import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { Database } from '../../../libs/database/database';
import { isUniqueViolation } from '../../../libs/database/database-errors';
import type { Page } from '../../../libs/database/keyset';
import { RecordEvent } from '../../../libs/events/record-event';
import { yuanText } from '../../../libs/money/money';
import { BranchesService } from '../../identity/branches/branches.service';
import { accountOfOtherBranch } from '../accounts.errors';
import { AccountsService } from '../accounts.service';
import { dayIn } from '../profile/review-due';
import { lastWholeMonth, proposedTier, type TierThresholds, twelveMonths } from './proposed-tier';
import type {
  CreateTierRuleDto,
  ProposeTierDto,
  TierProposalQueryDto,
  UpdateTierRuleDto,
} from './regrading.dto';
import {
  tierChangedMeanwhile,
  tierProposalDecided,
  tierProposalNotFound,
  tierRuleNotFound,
  tierRuleTaken,
  tierSame,
  tierThresholdsWrong,
} from './regrading.errors';
import { type TierProposalRow, TierProposalsRepository } from './tier-proposals.repository';
import { type TierRuleRow, TierRulesRepository } from './tier-rules.repository';

export interface TierRuleView extends TierRuleRow {
  mayChange: boolean;
}

type Period = ReturnType<typeof twelveMonths>;

/** Tiers by revenue: an administrator lays down thresholds, a run proposes, a leader decides. */
@Injectable()
export class RegradingService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountsService,
    private readonly branches: BranchesService,
    private readonly tierRules: TierRulesRepository,
    private readonly proposals: TierProposalsRepository,
    private readonly events: EventEmitter2,
  ) {}

  async rules(): Promise<Page<TierRuleView>> {
    const items = (await this.tierRules.all()).map((rule) => this.view(rule));
    return { items, nextCursor: null, total: items.length };
  }

  async addRule(input: CreateTierRuleDto): Promise<TierRuleView> {
    await this.branches.get(input.branchId);
    assertOrder(input);
    try {
      return await this.rule(await this.tierRules.insert(input));
    } catch (error) {
      if (isUniqueViolation(error, 'uq_account_tier_rule_branch')) throw tierRuleTaken();
      throw error;
    }
  }

  /** @throws AppError `not-found`, also for what a branch above has laid down; `record.stale` */
  async changeRule(id: string, { version, ...change }: UpdateTierRuleDto): Promise<TierRuleView> {
    const rule = await this.rule(id);
    if (!rule.mayChange) throw tierRuleNotFound();
    assertOrder(change);
    await this.tierRules.update(id, version, change);
    return this.rule(id);
  }

  page(query: TierProposalQueryDto): Promise<Page<TierProposalRow>> {
    return this.proposals.page(query);
  }

  /** What waits for an account to be decided. @throws AppError `not-found` */
  async waitingOf(accountId: string): Promise<{ waiting: TierProposalRow | null }> {
    await this.accounts.get(accountId);
    return { waiting: (await this.proposals.waitingOf(accountId)) ?? null };
  }

  /** @throws AppError `not-found`, `account.read-only`, `account.tier-same` */
  async propose({ accountId, toTier, reason }: ProposeTierDto): Promise<TierProposalRow> {
    const { branchId, tier: fromTier, mayChange } = await this.accounts.profile(accountId);
    if (!mayChange) throw accountOfOtherBranch();
    if (toTier === fromTier) throw tierSame();
    const { userId, permissions } = this.database.viewer;
    const period = await this.period();
    const revenueFen = permissions.includes('revenue:read')
      ? await this.proposals.revenueOf(accountId, period.fromMonth, period.toMonth)
      : null;
    const proposal = { accountId, branchId, fromTier, toTier, revenueFen, ...period };
    const byPerson = { proposedBy: userId, reason, provincialFromFen: null, keyFromFen: null };
    const id = await this.proposals.propose({ ...proposal, ...byPerson });
    const subject = { type: 'account', id: accountId };
    const facts = { fromTier, toTier };
    const event = new RecordEvent({ kind: 'regrading.asked', branchId, subject, facts, reason });
    await this.events.emitAsync(RecordEvent.event, event);
    return this.proposal(id);
  }

  /** Holds every account in reach against the rule of its branch; what rules proposed before gives way. */
  async run(): Promise<{ proposed: number }> {
    return this.grade(await this.period(), null);
  }

  /** What a rule does by itself every month. What was turned down of late is not proposed again. */
  async gradeMonth(ruleId: string): Promise<void> {
    const month = await this.tierRules.beginMonth(ruleId);
    if (month) await this.grade(twelveMonths(lastWholeMonth(month)), ruleId);
  }

  private async grade(period: Period, ruleId: string | null): Promise<{ proposed: number }> {
    const graded = await this.proposals.graded(period.fromMonth, period.toMonth, ruleId);
    const proposals = graded.flatMap((account) => {
      const { accountId, branchId, tier, revenueFen, provincialFromFen, keyFromFen, wholePeriod } = account;
      const toTier = proposedTier(tier, revenueFen, account, wholePeriod);
      if (!toTier || (ruleId !== null && account.rejected.includes(toTier))) return [];
      return [
        { accountId, branchId, fromTier: tier, toTier, revenueFen, provincialFromFen, keyFromFen, ...period },
      ];
    });
    const accountIds = graded.map(({ accountId }) => accountId);
    const proposed = await this.proposals.replaceWaiting(accountIds, proposals);
    if (proposed > 0) await this.tellProposed(proposed);
    return { proposed };
  }

  /** The last twelve months whose figures are whole. */
  private async period(): Promise<Period> {
    const { timeZone } = await this.branches.get(this.database.viewer.branchId);
    return twelveMonths(lastWholeMonth(dayIn(timeZone)));
  }

  /** Gives the account its new tier, with the figures as the reason in its history. */
  async approve(id: string, note: string): Promise<TierProposalRow> {
    const proposal = await this.decide(id, 'approved', note);
    const account = await this.accounts.get(proposal.accountId);
    if (account.tier !== proposal.fromTier) throw tierChangedMeanwhile();
    await this.accounts.update(proposal.accountId, {
      tier: proposal.toTier,
      version: account.version,
      reason: note || reasonOf(proposal),
    });
    return this.tell('account.regrading-approved', id);
  }

  async reject(id: string, note: string): Promise<TierProposalRow> {
    await this.decide(id, 'rejected', note);
    return this.tell('account.regrading-rejected', id);
  }

  private async decide(id: string, state: 'approved' | 'rejected', note: string): Promise<TierProposalRow> {
    const proposal = await this.proposal(id);
    if (!(await this.proposals.decide(id, state, this.database.viewer.userId, note)))
      throw tierProposalDecided();
    return proposal;
  }

  private async tell(kind: string, id: string): Promise<TierProposalRow> {
    const proposal = await this.proposal(id);
    const { accountId, fromTier, toTier, revenueFen, note, proposedBy } = proposal;
    const { branchId } = await this.accounts.get(accountId);
    const subject = { type: 'account', id: accountId };
    const facts = { fromTier, toTier, revenueFen };
    const concerns = proposedBy ? [proposedBy] : [];
    await this.events.emitAsync(
      RecordEvent.event,
      new RecordEvent({ kind, branchId, subject, facts, reason: note || null, concerns }),
    );
    return proposal;
  }

  private async tellProposed(proposed: number): Promise<void> {
    const { branchId } = this.database.viewer;
    const subject = { type: 'branch', id: branchId };
    const event = new RecordEvent({ kind: 'regrading.proposed', branchId, subject, facts: { proposed } });
    await this.events.emitAsync(RecordEvent.event, event);
  }

  private async proposal(id: string): Promise<TierProposalRow> {
    const proposal = await this.proposals.byId(id);
    if (!proposal) throw tierProposalNotFound();
    return proposal;
  }

  private async rule(id: string): Promise<TierRuleView> {
    const rule = await this.tierRules.byId(id);
    if (!rule) throw tierRuleNotFound();
    return this.view(rule);
  }

  private view(rule: TierRuleRow): TierRuleView {
    return { ...rule, mayChange: this.database.viewer.branchIds.includes(rule.branchId) };
  }
}

function assertOrder({ provincialFromFen, keyFromFen }: TierThresholds): void {
  if (provincialFromFen <= keyFromFen) throw tierThresholdsWrong();
}

/** What stands in the account's history when the leader adds no words, in the product's first language. */
const reasonOf = ({ fromMonth, toMonth, revenueFen, reason }: TierProposalRow): string =>
  reason || `${fromMonth.slice(0, 7)} 至 ${toMonth.slice(0, 7)} 收入 ${yuanText(revenueFen ?? 0)} 元`;
