import { Injectable } from '@nestjs/common';
import { Database } from '../../libs/database/database';
import type { Viewer } from '../../libs/database/viewer';
import { AccountsService } from '../accounts/accounts.service';
import { ViewersService } from '../identity/sessions/viewers.service';
import { CaseStepsService } from '../service-desk/cases/case-steps.service';
import { CasesService } from '../service-desk/cases/cases.service';
import { DEMO_CASES, type DemoCase } from './demo-cases';

const HOUR_MS = 3_600_000;

/** What the demo's clients asked for and complained of, taken by whoever manages the account. */
@Injectable()
export class DemoCasesService {
  constructor(
    private readonly database: Database,
    private readonly viewers: ViewersService,
    private readonly accounts: AccountsService,
    private readonly cases: CasesService,
    private readonly steps: CaseStepsService,
  ) {}

  /** @param viewer somebody who sees the accounts */
  async load(viewer: Viewer): Promise<void> {
    for (const it of DEMO_CASES) {
      const account = await this.database.asViewer(viewer, async () => {
        const [found] = await this.accounts.findByCode(it.account);
        if (!found) throw new Error(`demo: no account ${it.account}`);
        return found;
      });
      const manager = (account.managerId && (await this.viewers.ofUser(account.managerId))) || viewer;
      await this.database.asViewer(manager, () => this.take(it, account.id));
    }
  }

  private async take(it: DemoCase, accountId: string): Promise<void> {
    const { kind, title, description, category, urgency, affectedPieces = null, hoursAgo } = it;
    const id = await this.cases.open(
      { accountId, kind, title, description, category, urgency, affectedPieces, contactName: null },
      new Date(Date.now() - hoursAgo * HOUR_MS),
    );
    let from: 'open' | DemoCase['steps'][number]['to'] = 'open';
    for (const step of it.steps) {
      await this.steps.step(id, { ...step, from });
      from = step.to;
    }
  }
}
