import { Injectable } from '@nestjs/common';
import { isUniqueViolation } from '../../../../libs/database/database-errors';
import { fieldChanges } from '../../../../libs/events/field-changes';
import type { AccountRow } from '../../accounts.repository';
import { PlanRecordsService } from '../plan-records.service';
import { nothingToCopy, planNotFound, planStep, planTaken, planWithoutGoals } from '../plans.errors';
import { GoalValuesService } from './goal-values.service';
import { elapsedShare, type Progress, progressOf } from './goal-progress';
import type { CreatePlanDto, StepPlanDto, UpdatePlanDto } from './plan.dto';
import { type PlanState, planStates } from './plan-states';
import { type GoalRow, type PlanRow, PlansRepository } from './plans.repository';

export type GoalView = GoalRow & Progress & { actual: number | null };

export interface PlanView extends PlanRow {
  elapsedPercent: number;
  goals: GoalView[];
  mayChange: boolean;
}

export interface PlanOfYear {
  year: number;
  plan: PlanView | null;
  years: { year: number; state: PlanState }[];
  mayChange: boolean;
}

const VERBS: Readonly<Record<PlanState, string>> = {
  draft: 'reopened',
  approved: 'approved',
  closed: 'closed',
};

/** The plan of an account for a year: drawn up by whoever serves it, agreed on by a leader. */
@Injectable()
export class PlansService {
  constructor(
    private readonly records: PlanRecordsService,
    private readonly plans: PlansRepository,
    private readonly values: GoalValuesService,
  ) {}

  /** @throws AppError `not-found` */
  async ofYear(accountId: string, wanted?: number): Promise<PlanOfYear> {
    const account = await this.records.forReading(accountId);
    const year = wanted ?? Number((await this.records.today()).slice(0, 4));
    const plan = await this.plans.ofYear(accountId, year);
    return {
      year,
      plan: plan ? await this.view(plan, account) : null,
      years: await this.plans.years(accountId),
      mayChange: this.records.owns(account),
    };
  }

  /** @throws AppError `plan.year-taken`, `plan.nothing-to-copy` */
  async create(
    accountId: string,
    { year, strategy, ownerId, copyLastYear }: CreatePlanDto,
  ): Promise<PlanView> {
    const account = await this.records.forWriting(accountId);
    await this.records.assertPerson(ownerId);
    const before = copyLastYear ? await this.plans.ofYear(accountId, year - 1) : undefined;
    if (copyLastYear && !before) throw nothingToCopy();
    const id = await this.insert({
      accountId,
      year,
      strategy: strategy || (before?.strategy ?? ''),
      ownerId: ownerId === undefined ? (before?.ownerId ?? account.managerId) : ownerId,
    });
    if (before) await this.plans.copyGoals(before.id, id);
    await this.records.tell(account, {
      kind: 'plan.created',
      subject: { type: 'plan', id },
      facts: { name: account.name, year, copied: before !== undefined },
    });
    return this.get(id);
  }

  async update(id: string, { version, ...change }: UpdatePlanDto): Promise<PlanView> {
    const { plan, account } = await this.forWriting(id);
    if (planStates.isEnd(plan.state)) throw planStep();
    if (change.ownerId !== plan.ownerId) await this.records.assertPerson(change.ownerId);
    await this.plans.update(id, version, change);
    const changes = fieldChanges<PlanRow>(plan, change, ['strategy', 'ownerId']);
    if (changes.length > 0) {
      const subject = { type: 'plan', id };
      await this.records.tell(account, {
        kind: 'plan.changed',
        subject,
        changes,
        facts: { year: plan.year },
      });
    }
    return this.get(id);
  }

  /** Approves, opens again or closes. Closing keeps what every goal has reached. */
  async step(id: string, { to, version, note }: StepPlanDto): Promise<PlanView> {
    const { plan, account } = await this.forWriting(id);
    if (!planStates.may(plan.state, to)) throw planStep();
    const goals = await this.plans.goals(id);
    if (to === 'approved' && goals.length === 0) throw planWithoutGoals();
    const by = { by: this.records.userId, at: new Date() };
    await this.plans.update(id, version, {
      state: to,
      ...(to === 'draft' && { approvedBy: null, approvedAt: null }),
      ...(to === 'approved' && { approvedBy: by.by, approvedAt: by.at }),
      ...(to === 'closed' && { closedBy: by.by, closedAt: by.at, result: note }),
    });
    if (to === 'closed') await this.keepValues(goals, account, plan.year);
    await this.records.tell(account, {
      kind: `plan.${VERBS[to]}`,
      subject: { type: 'plan', id },
      reason: note || null,
      facts: { name: account.name, year: plan.year, goals: goals.length },
    });
    return this.get(id);
  }

  /** @throws AppError `not-found` */
  async get(id: string): Promise<PlanView> {
    const plan = await this.plans.byId(id);
    if (!plan) throw planNotFound();
    return this.view(plan, await this.records.forReading(plan.accountId));
  }

  /** The plan, locked until the transaction ends, and its account. @throws AppError `not-found`, `account.read-only` */
  async forWriting(id: string): Promise<{ plan: PlanRow; account: AccountRow }> {
    const seen = await this.plans.byId(id);
    if (!seen) throw planNotFound();
    const account = await this.records.forWriting(seen.accountId);
    await this.plans.lock(id);
    return { plan: (await this.plans.byId(id)) ?? seen, account };
  }

  private async view(plan: PlanRow, account: AccountRow): Promise<PlanView> {
    const elapsed = elapsedShare(plan.year, await this.records.today());
    const goals: GoalView[] = [];
    for (const goal of await this.plans.goals(plan.id)) {
      const actual = await this.actual(goal, plan, account);
      const share = plan.state === 'closed' ? 1 : elapsed;
      goals.push({ ...goal, actual, ...progressOf(goal.measure, goal.target, actual, share) });
    }
    return {
      ...plan,
      elapsedPercent: Math.floor(elapsed * 100),
      goals,
      mayChange: this.records.owns(account),
    };
  }

  private actual(goal: GoalRow, plan: PlanRow, account: AccountRow): Promise<number | null> {
    if (plan.state !== 'closed') return this.values.valueOf(goal, account, plan.year);
    return Promise.resolve(this.values.mayKnow(goal.measure, account) ? goal.closedValue : null);
  }

  private async keepValues(goals: readonly GoalRow[], account: AccountRow, year: number): Promise<void> {
    for (const goal of goals) {
      const closedValue = await this.values.valueOf(goal, account, year);
      await this.plans.updateGoal(goal.id, goal.version, { closedValue });
    }
  }

  private async insert(plan: Parameters<PlansRepository['insert']>[0]): Promise<string> {
    try {
      return await this.plans.insert(plan);
    } catch (error) {
      if (isUniqueViolation(error, 'uq_account_plan_year')) throw planTaken();
      throw error;
    }
  }
}
