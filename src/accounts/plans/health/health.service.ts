import { Injectable } from '@nestjs/common';
import type { Page } from '../../../../libs/database/keyset';
import { InfluenceService } from '../../contacts/influence.service';
import { lastWholeMonth, twelveMonths } from '../../regrading/proposed-tier';
import { PlanRecordsService } from '../plan-records.service';
import {
  type FactsRow,
  type HealthListRow,
  HealthRepository,
  type Periods,
  type StoredHealth,
} from './health.repository';
import type { HealthQueryDto } from './health.dto';
import { type HealthFacts, healthOf } from './health-score';

export interface HealthView extends StoredHealth {
  months: { month: string; score: number }[];
  mayCount: boolean;
}

/** How well things stand with an account: counted every day, and at once for whoever asks. */
@Injectable()
export class HealthService {
  constructor(
    private readonly records: PlanRecordsService,
    private readonly health: HealthRepository,
    private readonly influence: InfluenceService,
  ) {}

  /** The least healthy first. */
  page(query: HealthQueryDto): Promise<Page<HealthListRow>> {
    return this.health.page(query);
  }

  /** @throws AppError `not-found` */
  async ofAccount(accountId: string): Promise<HealthView> {
    const account = await this.records.forReading(accountId);
    const stored = (await this.health.stored(accountId)) ?? { score: null, parts: [], computedAt: null };
    return { ...stored, months: await this.health.months(accountId), mayCount: this.mayCount(account) };
  }

  /** Counts it now, for whoever may know what it is counted from. @throws AppError `not-found`, `account.read-only` */
  async count(accountId: string): Promise<HealthView> {
    const account = await this.records.forWriting(accountId);
    if (this.mayCount(account)) await this.countAll([accountId]);
    return this.ofAccount(accountId);
  }

  /**
   * Counts accounts that are due and that nobody else is counting.
   *
   * @returns how many were looked at
   */
  async countDue(branchId: string, limit: number): Promise<number> {
    const ids = await this.health.claim(branchId, limit);
    if (ids.length > 0) await this.countAll(ids);
    return ids.length;
  }

  /** A score counted by somebody who sees half of the facts would be wrong for everybody. */
  private mayCount(account: { branchId: string }): boolean {
    const takes = ['revenue:read', 'cases:read'];
    return this.records.owns(account) && takes.every((permission) => this.records.may(permission));
  }

  private async countAll(accountIds: readonly string[]): Promise<void> {
    const periods = periodsUpTo(await this.records.today());
    const rows = await this.health.facts(accountIds, periods);
    const month = `${periods.today.slice(0, 7)}-01`;
    for (const row of rows.filter(({ active }) => active)) {
      await this.health.store(row.accountId, month, healthOf(await this.withCoverage(row)));
    }
    const scored = new Set(rows.filter(({ active }) => active).map((row) => row.accountId));
    await this.health.postpone(accountIds.filter((id) => !scored.has(id)));
  }

  private async withCoverage(row: FactsRow): Promise<HealthFacts> {
    if (row.people === 0) return { ...row, met: 0 };
    const { rows } = await this.influence.coverage(row.accountId);
    const sum = (of: 'people' | 'met') => rows.reduce((total, at) => total + at[of], 0);
    return { ...row, people: sum('people'), met: sum('met') };
  }
}

/** The twelve months that are over, and the twelve before them. A month that runs would look like a fall. */
function periodsUpTo(today: string): Periods {
  const now = twelveMonths(lastWholeMonth(today));
  const yearBefore = (day: string): string => `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
  return {
    today,
    ...now,
    beforeFromMonth: yearBefore(now.fromMonth),
    beforeToMonth: yearBefore(now.toMonth),
  };
}
