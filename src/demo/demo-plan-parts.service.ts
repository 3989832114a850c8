import { Injectable } from '@nestjs/common';
import { ActionsService } from '../accounts/plans/risks/actions.service';
import { RisksService } from '../accounts/plans/risks/risks.service';
import { WhitespaceService } from '../accounts/plans/whitespace/whitespace.service';
import { dayAfter, type DemoAction, type DemoPlan } from './demo-plans';

interface PlannedAccount {
  id: string;
  managerId: string | null;
}

/** What stands around a plan of the demo: words on products, risks and what is done about them. */
@Injectable()
export class DemoPlanPartsService {
  constructor(
    private readonly whitespace: WhitespaceService,
    private readonly risks: RisksService,
    private readonly actions: ActionsService,
  ) {}

  async load(account: PlannedAccount, it: DemoPlan): Promise<void> {
    for (const word of it.words) await this.whitespace.say(account.id, { ...word, amountFen: null });
    for (const { actions, ...risk } of it.risks) {
      const { id } = await this.risks.add(account.id, { ...risk, ownerId: account.managerId, dueOn: null });
      await this.act(account, actions, { riskId: id, recoveryId: null });
    }
  }

  /** Adds actions against a risk, or as steps of a recovery. */
  async act(
    account: PlannedAccount,
    actions: readonly DemoAction[],
    of: { riskId: string | null; recoveryId: string | null },
  ): Promise<void> {
    for (const { title, inDays } of actions) {
      const dueOn = dayAfter(new Date(), inDays);
      await this.actions.add(account.id, { title, dueOn, ownerId: account.managerId, note: '', ...of });
    }
  }
}
