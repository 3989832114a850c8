import { Injectable } from '@nestjs/common';
import { InfluenceService } from '../../contacts/influence.service';
import type { Measure } from '../plan-words';
import { PlanRecordsService } from '../plan-records.service';
import { MeasuresRepository } from './measures.repository';
import type { GoalRow } from './plans.repository';

/** Who may read what a measure is counted from. */
const TAKES: Readonly<Partial<Record<Measure, string>>> = {
  revenue: 'revenue:read',
  pieces: 'revenue:read',
  campaigns: 'campaigns:read',
  products: 'campaigns:read',
  'answered-in-time': 'cases:read',
  satisfaction: 'cases:read',
};

/** What goals have reached: counted each time, as the reader is allowed to know it. */
@Injectable()
export class GoalValuesService {
  constructor(
    private readonly records: PlanRecordsService,
    private readonly measures: MeasuresRepository,
    private readonly influence: InfluenceService,
  ) {}

  /** False for somebody who would count too little: another branch's books are not open to who serves the account. */
  mayKnow(measure: Measure, account: { branchId: string }): boolean {
    const permission = TAKES[measure];
    return permission === undefined || (this.records.may(permission) && this.records.owns(account));
  }

  async valueOf(
    goal: Pick<GoalRow, 'measure' | 'reach' | 'product' | 'accountId'>,
    account: { branchId: string },
    year: number,
  ): Promise<number | null> {
    const { measure, reach, product, accountId } = goal;
    if (!this.mayKnow(measure, account)) return null;
    if (measure === 'coverage') return this.coverage(accountId);
    const timeZone = await this.records.timeZone();
    return this.measures.count(measure, { accountId, group: reach === 'group', year, product, timeZone });
  }

  /** Share of their people who are met at their own rank, percent. */
  private async coverage(accountId: string): Promise<number | null> {
    const { rows } = await this.influence.coverage(accountId);
    const people = rows.reduce((sum, row) => sum + row.people, 0);
    const met = rows.reduce((sum, row) => sum + row.met, 0);
    return people === 0 ? null : Math.floor((met / people) * 100);
  }
}
