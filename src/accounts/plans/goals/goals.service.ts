import { Injectable } from '@nestjs/common';
import { isUniqueViolation } from '../../../../libs/database/database-errors';
import { fieldChanges } from '../../../../libs/events/field-changes';
import type { AccountRow } from '../../accounts.repository';
import { GROWING, type Measure, OF_PRODUCT } from '../plan-words';
import { PlanRecordsService } from '../plan-records.service';
import { goalNotFound, goalTaken, goalUnfit, planSettled } from '../plans.errors';
import type { CreateGoalDto, UpdateGoalDto } from './plan.dto';
import { type GoalRow, type PlanRow, PlansRepository } from './plans.repository';
import { type GoalView, PlansService, type PlanView } from './plans.service';

const MOST_PERCENT = 100;
/** Of a score of 1 to 5, in hundredths. */
const SCORES = { least: 100, most: 500 };

/** The goals of a plan that is still drawn up. */
@Injectable()
export class GoalsService {
  constructor(
    private readonly records: PlanRecordsService,
    private readonly plans: PlansRepository,
    private readonly plansService: PlansService,
  ) {}

  /** @throws AppError `plan.settled`, `plan.goal-taken`, `plan.goal-unfit` */
  async add(planId: string, input: CreateGoalDto): Promise<GoalView> {
    const { plan, account } = await this.inDraft(planId);
    assertFits(input);
    await this.records.assertPerson(input.ownerId);
    const id = await this.insert({ ...input, planId, accountId: plan.accountId });
    await this.tell('goal-added', account, plan, { measure: input.measure, target: input.target });
    return goalOf(await this.plansService.get(planId), id);
  }

  async update(id: string, { version, ...change }: UpdateGoalDto): Promise<GoalView> {
    const { goal, plan, account } = await this.forWriting(id);
    assertFits({ ...goal, ...change });
    if (change.ownerId !== goal.ownerId) await this.records.assertPerson(change.ownerId);
    await this.plans.updateGoal(id, version, change);
    const changes = fieldChanges<GoalRow>(goal, change, ['target', 'ownerId', 'note']);
    if (changes.length > 0)
      await this.tell('goal-changed', account, plan, { measure: goal.measure }, changes);
    return goalOf(await this.plansService.get(plan.id), id);
  }

  async remove(id: string): Promise<void> {
    const { goal, plan, account } = await this.forWriting(id);
    await this.plans.removeGoal(id);
    await this.tell('goal-removed', account, plan, { measure: goal.measure, target: goal.target });
  }

  private async forWriting(id: string): Promise<{ goal: GoalRow; plan: PlanRow; account: AccountRow }> {
    const goal = await this.plans.goal(id);
    if (!goal) throw goalNotFound();
    return { goal, ...(await this.inDraft(goal.planId)) };
  }

  private async inDraft(planId: string): Promise<{ plan: PlanRow; account: AccountRow }> {
    const found = await this.plansService.forWriting(planId);
    if (found.plan.state !== 'draft') throw planSettled();
    return found;
  }

  private async insert(goal: Parameters<PlansRepository['insertGoal']>[0]): Promise<string> {
    try {
      return await this.plans.insertGoal(goal);
    } catch (error) {
      if (isUniqueViolation(error, 'uq_plan_goal_measure')) throw goalTaken();
      throw error;
    }
  }

  private tell(
    verb: string,
    account: AccountRow,
    plan: PlanRow,
    facts: Record<string, string | number>,
    changes: ReturnType<typeof fieldChanges> = [],
  ): Promise<void> {
    const subject = { type: 'plan', id: plan.id };
    return this.records.tell(account, {
      kind: `plan.${verb}`,
      subject,
      changes,
      facts: { year: plan.year, ...facts },
    });
  }
}

function assertFits({
  measure,
  product,
  reach,
  target,
}: Pick<GoalRow, 'measure' | 'product' | 'reach' | 'target'>) {
  if (product !== null && !OF_PRODUCT.includes(measure)) throw goalUnfit('product');
  if (reach === 'group' && !GROWING.includes(measure)) throw goalUnfit('reach');
  if (!isInRange(measure, target)) throw goalUnfit('target');
}

function isInRange(measure: Measure, target: number): boolean {
  if (GROWING.includes(measure)) return true;
  if (measure === 'satisfaction') return target >= SCORES.least && target <= SCORES.most;
  return target <= MOST_PERCENT;
}

const goalOf = ({ goals }: PlanView, id: string): GoalView => {
  const goal = goals.find((found) => found.id === id);
  if (!goal) throw goalNotFound();
  return goal;
};
