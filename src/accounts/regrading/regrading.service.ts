import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { Database } from '../../../libs/database/database';
import { isUniqueViolation } from '../../../libs/database/database-errors';
import type { Page } from '../../../libs/database/keyset';
import { RecordEvent } from '../../../libs/events/record-event';
import { yuanText } from '../../../libs/money/money';
import { BranchesService } from '../../identity/branches/branches.service';
import { AccountsService } from '../accounts.service';
import { dayIn } from '../profile/review-due';
import { proposedTier, type TierThresholds, twelveMonths } from './proposed-tier';
import type { CreateTierRuleDto, TierProposalQueryDto, UpdateTierRuleDto } from './regrading.dto';
import {
  tierChangedMeanwhile,
  tierProposalDecided,
  tierProposalNotFound,
  tierRuleNotFound,
  tierRuleTaken,
  tierThresholdsWrong,
} from './regrading.errors';
import { type TierProposalRow, TierProposalsRepository } from './tier-proposals.repository';
import { type TierRuleRow, TierRulesRepository } from './tier-rules.repository';

export interface TierRuleView extends TierRuleRow {
  mayChange: boolean;
}

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

  /** Holds every account against the rule of its branch; what waited before gives way. */
  async run(): Promise<{ proposed: number }> {
    const { timeZone } = await this.branches.get(this.database.viewer.branchId);
    const period = twelveMonths(dayIn(timeZone));
    const proposals = (await this.proposals.graded(period.fromMonth, period.toMonth)).flatMap((account) => {
      const toTier = proposedTier(account.tier, account.revenueFen, account, account.wholePeriod);
      if (!toTier) return [];
      const { accountId, branchId, tier, revenueFen, provincialFromFen, keyFromFen } = account;
      return [
        { accountId, branchId, fromTier: tier, toTier, revenueFen, provincialFromFen, keyFromFen, ...period },
      ];
    });
    await this.proposals.replaceWaiting(proposals);
    if (proposals.length > 0) await this.tellProposed(proposals.length);
    return { proposed: proposals.length };
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
    const { accountId, fromTier, toTier, revenueFen, note } = proposal;
    const { branchId } = await this.accounts.get(accountId);
    const subject = { type: 'account', id: accountId };
    const facts = { fromTier, toTier, revenueFen };
    await this.events.emitAsync(
      RecordEvent.event,
      new RecordEvent({ kind, branchId, subject, facts, reason: note || null }),
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
const reasonOf = ({ fromMonth, toMonth, revenueFen }: TierProposalRow): string =>
  `${fromMonth.slice(0, 7)} 至 ${toMonth.slice(0, 7)} 收入 ${yuanText(revenueFen)} 元`;
