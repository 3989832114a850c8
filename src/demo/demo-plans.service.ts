import { Injectable } from '@nestjs/common';
import { Database } from '../../libs/database/database';
import type { Viewer } from '../../libs/database/viewer';
import { AccountsService } from '../accounts/accounts.service';
import { GoalsService } from '../accounts/plans/goals/goals.service';
import { PlansService } from '../accounts/plans/goals/plans.service';
import { DeclineService } from '../accounts/plans/recovery/decline.service';
import { RecoveryService } from '../accounts/plans/recovery/recovery.service';
import { RegradingService } from '../accounts/regrading/regrading.service';
import { TeamService } from '../accounts/team/team.service';
import { ViewersService } from '../identity/sessions/viewers.service';
import { DEMO_YEAR, demoFacts } from './demo-facts';
import { DEMO_DECLINE, DEMO_PLANS, DEMO_TIER_RULE, type DemoPlan, statedFen, targetOf } from './demo-plans';
import { DemoPlanPartsService } from './demo-plan-parts.service';

/** A plan and who agrees to it. */
interface Agreed {
  planId: string;
  sponsorId: string;
}

/** Plans of the demo's accounts, what was said of products, risks, and a festival that fell. */
@Injectable()
export class DemoPlansService {
  private readonly facts = demoFacts();

  constructor(
    private readonly database: Database,
    private readonly viewers: ViewersService,
    private readonly accounts: AccountsService,
    private readonly teams: TeamService,
    private readonly plans: PlansService,
    private readonly goals: GoalsService,
    private readonly parts: DemoPlanPartsService,
    private readonly decline: DeclineService,
    private readonly recoveries: RecoveryService,
    private readonly regrading: RegradingService,
  ) {}

  /** @param viewer somebody who sees the accounts */
  async load(viewer: Viewer): Promise<void> {
    const agreed = await this.database.asViewer(viewer, async () => {
      const plans: Agreed[] = [];
      for (const it of DEMO_PLANS) plans.push(...(await this.plan(it)));
      await this.fall();
      return plans;
    });
    await this.tierRule();
    // A leader agrees, not who drew it up.
    for (const { planId, sponsorId } of agreed) {
      const sponsor = await this.viewers.ofUser(sponsorId);
      if (sponsor) await this.database.asViewer(sponsor, () => this.approve(planId));
    }
  }

  /** The first grading by it is a worker's. */
  private async tierRule(): Promise<void> {
    const administrator = await this.viewers.ofAdministrator();
    if (!administrator) return;
    const { branchId } = administrator;
    await this.database.asViewer(administrator, () =>
      this.regrading.addRule({ branchId, ...DEMO_TIER_RULE }),
    );
  }

  private async plan(it: DemoPlan): Promise<Agreed[]> {
    const account = await this.account(it.account);
    const { id } = await this.plans.create(account.id, {
      year: DEMO_YEAR,
      strategy: it.strategy,
      copyLastYear: false,
    });
    const yearFen = statedFen(this.facts, it.account);
    for (const goal of it.goals) {
      const target = targetOf(goal, yearFen);
      await this.goals.add(id, {
        measure: goal.measure,
        reach: 'account',
        product: null,
        target,
        ownerId: null,
        note: '',
      });
    }
    await this.parts.load(account, it);
    if (!it.approved) return [];
    const sponsors = (await this.teams.serving(account.id)).filter(({ role }) => role === 'sponsor');
    return sponsors.slice(0, 1).map(({ userId }) => ({ planId: id, sponsorId: userId }));
  }

  private async approve(planId: string): Promise<void> {
    const { version } = await this.plans.get(planId);
    await this.plans.step(planId, { to: 'approved', version, note: '' });
  }

  private async fall(): Promise<void> {
    const { account: code, occasion, moreBeforePercent, cause, actions } = DEMO_DECLINE;
    const account = await this.account(code);
    const rule = await this.decline.ruleOf(account);
    if (!rule) throw new Error(`demo: no decline threshold for ${code}`);
    const nowFen = statedFen(this.facts, code, occasion);
    const { recoveryId } = await this.decline.raise(account, rule, {
      compared: { kind: 'festival', year: DEMO_YEAR, month: null, occasion },
      beforeFen: Math.round((nowFen * (100 + moreBeforePercent)) / 100),
      nowFen,
    });
    if (!recoveryId) return;
    const { version } = await this.recoveries.get(recoveryId);
    await this.recoveries.update(recoveryId, { cause, version });
    await this.parts.act(account, actions, { riskId: null, recoveryId });
  }

  private async account(code: string) {
    const [found] = await this.accounts.findByCode(code);
    if (!found) throw new Error(`demo: no account ${code}`);
    return found;
  }
}
