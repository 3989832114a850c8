import { Injectable } from '@nestjs/common';
import type { Page } from '../../../../libs/database/keyset';
import { fieldChanges } from '../../../../libs/events/field-changes';
import { PlanRecordsService } from '../plan-records.service';
import { riskNotFound, stateStep } from '../plans.errors';
import type { CreateRiskDto, UpdateRiskDto } from './risk.dto';
import { gravity, riskStates } from './risk-states';
import { type RiskRow, RisksRepository } from './risks.repository';

export type RiskView = RiskRow & { gravity: number };

/** What may go wrong with an account, how bad and how likely, and who keeps an eye on it. */
@Injectable()
export class RisksService {
  constructor(
    private readonly records: PlanRecordsService,
    private readonly risks: RisksRepository,
  ) {}

  /** @throws AppError `not-found` */
  async ofAccount(accountId: string): Promise<Page<RiskView>> {
    await this.records.forReading(accountId);
    const items = (await this.risks.ofAccount(accountId)).map(withGravity);
    return { items, nextCursor: null, total: items.length };
  }

  async add(accountId: string, input: CreateRiskDto): Promise<RiskView> {
    const account = await this.records.forWriting(accountId);
    await this.records.assertPerson(input.ownerId);
    const id = await this.risks.insertRisk({ ...input, accountId });
    const { title, severity, likelihood } = input;
    await this.records.tell(account, {
      kind: 'risk.added',
      subject: { type: 'risk', id },
      facts: { title, severity, likelihood },
    });
    return this.get(id);
  }

  /** @throws AppError `record.state` */
  async update(id: string, { version, ...change }: UpdateRiskDto): Promise<RiskView> {
    const before = await this.get(id);
    const account = await this.records.forWriting(before.accountId);
    const moves = change.state !== undefined && change.state !== before.state;
    if (moves && !riskStates.may(before.state, change.state!)) throw stateStep();
    if (change.ownerId !== before.ownerId) await this.records.assertPerson(change.ownerId);
    await this.risks.updateRisk(id, version, change);
    const changes = fieldChanges<RiskRow>(before, change, [
      'title',
      'note',
      'severity',
      'likelihood',
      'ownerId',
      'dueOn',
      'state',
    ]);
    if (changes.length > 0) {
      const kind = moves ? `risk.${change.state === 'open' ? 'reopened' : change.state}` : 'risk.changed';
      const subject = { type: 'risk', id };
      await this.records.tell(account, { kind, subject, changes, facts: { title: before.title } });
    }
    return this.get(id);
  }

  private async get(id: string): Promise<RiskView> {
    const risk = await this.risks.risk(id);
    if (!risk) throw riskNotFound();
    return withGravity(risk);
  }
}

const withGravity = (risk: RiskRow): RiskView => ({
  ...risk,
  gravity: gravity(risk.severity, risk.likelihood),
});
