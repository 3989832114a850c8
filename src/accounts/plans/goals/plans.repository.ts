import { Injectable } from '@nestjs/common';
import { Database } from '../../../../libs/database/database';
import { saveVersion } from '../../../../libs/database/save-version';
import { AccountPlan } from './account-plan.entity';
import { PlanGoal } from './plan-goal.entity';
import type { PlanState } from './plan-states';

export type PlanRow = Omit<AccountPlan, 'approvedBy' | 'closedBy' | 'createdAt' | 'updatedAt'> & {
  ownerName: string | null;
  approvedByName: string | null;
  closedByName: string | null;
};

export type GoalRow = Omit<PlanGoal, 'createdAt' | 'updatedAt'> & { ownerName: string | null };

const PLAN = `SELECT p.id, p.account_id AS "accountId", p.year, p.state, p.strategy, p.result,
  p.owner_id AS "ownerId", o.name AS "ownerName", a.name AS "approvedByName", p.approved_at AS "approvedAt",
  c.name AS "closedByName", p.closed_at AS "closedAt", p.version
  FROM account_plan p LEFT JOIN user_account o ON o.id = p.owner_id
  LEFT JOIN user_account a ON a.id = p.approved_by LEFT JOIN user_account c ON c.id = p.closed_by`;
const GOAL = `SELECT g.id, g.plan_id AS "planId", g.account_id AS "accountId", g.measure, g.reach, g.product, g.target,
  g.owner_id AS "ownerId", o.name AS "ownerName", g.note, g.closed_value AS "closedValue", g.version
  FROM plan_goal g LEFT JOIN user_account o ON o.id = g.owner_id`;

@Injectable()
export class PlansRepository {
  constructor(private readonly database: Database) {}

  years(accountId: string): Promise<{ year: number; state: PlanState }[]> {
    return this.database.manager.query(
      'SELECT year, state FROM account_plan WHERE account_id = $1 ORDER BY year DESC',
      [accountId],
    );
  }

  async ofYear(accountId: string, year: number): Promise<PlanRow | undefined> {
    const rows: PlanRow[] = await this.database.manager.query(
      `${PLAN} WHERE p.account_id = $1 AND p.year = $2`,
      [accountId, year],
    );
    return rows[0];
  }

  async byId(id: string): Promise<PlanRow | undefined> {
    const rows: PlanRow[] = await this.database.manager.query(`${PLAN} WHERE p.id = $1`, [id]);
    return rows[0];
  }

  /** Goals and state change by turns: a goal must not slip in while the plan is approved. */
  async lock(id: string): Promise<void> {
    await this.database.manager.query('SELECT 1 FROM account_plan WHERE id = $1 FOR UPDATE', [id]);
  }

  async insert(plan: Partial<AccountPlan>): Promise<string> {
    const { identifiers } = await this.database.manager.insert(AccountPlan, plan);
    return (identifiers[0] as { id: string }).id;
  }

  /** @throws AppError `record.stale` */
  update(id: string, version: number, change: Partial<AccountPlan>): Promise<void> {
    return saveVersion(this.database.manager, AccountPlan, id, version, change);
  }

  goals(planId: string): Promise<GoalRow[]> {
    return this.database.manager.query(`${GOAL} WHERE g.plan_id = $1 ORDER BY g.id`, [planId]);
  }

  async goal(id: string): Promise<GoalRow | undefined> {
    const rows: GoalRow[] = await this.database.manager.query(`${GOAL} WHERE g.id = $1`, [id]);
    return rows[0];
  }

  async insertGoal(goal: Partial<PlanGoal>): Promise<string> {
    const { identifiers } = await this.database.manager.insert(PlanGoal, goal);
    return (identifiers[0] as { id: string }).id;
  }

  /** @throws AppError `record.stale` */
  updateGoal(id: string, version: number, change: Partial<PlanGoal>): Promise<void> {
    return saveVersion(this.database.manager, PlanGoal, id, version, change);
  }

  async removeGoal(id: string): Promise<void> {
    await this.database.manager.delete(PlanGoal, { id });
  }

  /** Measure, reach, product and target of every goal, as the other plan has them. */
  async copyGoals(fromPlanId: string, toPlanId: string): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO plan_goal (plan_id, account_id, measure, reach, product, target, owner_id, note)
       SELECT $2, account_id, measure, reach, product, target, owner_id, note
       FROM plan_goal WHERE plan_id = $1 ORDER BY id`,
      [fromPlanId, toPlanId],
    );
  }
}
