import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { Database } from '../../../libs/database/database';
import { RecordEvent } from '../../../libs/events/record-event';
import { dayAt } from '../../../libs/wall-clock/wall-clock';
import { BranchesService } from '../../identity/branches/branches.service';
import type { ServedTier, Urgency } from '../cases/case-words';
import { hoursUnusable, standardsInPast } from '../service-desk.errors';
import { type Deadlines, deadlines, reportDue, type ReportReason } from './promises';
import type { SaveCategoryDto, SaveDaysDto, SaveHoursDto, SaveStandardsDto } from './service-rules.dto';
import { type Promised, ServiceRulesRepository, type StandardRow } from './service-rules.repository';
import { type WorkingTime, workingTime } from './working-time';

const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** Hours, days, categories and standards: a branch's own where it has some, else those of the branch above it. */
@Injectable()
export class ServiceRulesService {
  constructor(
    private readonly database: Database,
    private readonly rules: ServiceRulesRepository,
    private readonly branches: BranchesService,
    private readonly events: EventEmitter2,
  ) {}

  now(): Promise<Date> {
    return this.rules.now();
  }

  async published(of: string = this.database.viewer.branchId, wantedYear?: number) {
    const branch = await this.branches.get(of);
    const today = dayAt((await this.rules.now()).getTime(), branch.timeZone);
    const year = wantedYear ?? Number(today.slice(0, 4));
    return {
      branchId: branch.id,
      branchName: branch.name,
      timeZone: branch.timeZone,
      today,
      year,
      hours: await this.hours(of),
      days: await this.rules.days(of, `${year}-01-01`, `${year}-12-31`),
      yearWithoutDays: await this.yearWithoutDays(of, today),
      categories: await this.rules.categories(of),
      standards: await this.rules.standards(of, today),
      upcoming: bySet(await this.rules.upcoming(of, today)),
    };
  }

  // The State Council announces the days off of a year in November of the one before.
  private async yearWithoutDays(of: string, today: string): Promise<number | null> {
    const [year, month] = today.split('-').map(Number) as [number, number];
    for (const each of month >= 11 ? [year, year + 1] : [year]) {
      const days = await this.rules.days(of, `${each}-01-01`, `${each}-12-31`);
      if (days.length === 0) return each;
    }
    return null;
  }

  /** Pieces above which the client is told the same day. */
  async reportPieces(branchId: string): Promise<number> {
    return (await this.hours(branchId)).reportPieces;
  }

  /** The working time of a branch, good for what begins now or began within the last year. */
  async workingTime(branchId: string, timeZone: string): Promise<WorkingTime> {
    const { weekdays, periods } = await this.hours(branchId);
    const year = (await this.rules.now()).getUTCFullYear();
    const days = await this.rules.days(branchId, `${year - 1}-01-01`, `${year + 5}-12-31`);
    return workingTime({
      timeZone,
      weekdays,
      periods: periods.map(({ from, to }) => ({ from: minuteOf(from), to: minuteOf(to) })),
      days: new Map(days.map(({ day, working }) => [day, working])),
    });
  }

  /**
   * What is promised to an account of this tier, counted from an instant.
   *
   * @throws AppError `service-rules.no-working-time`
   */
  async deadlines(branchId: string, tier: ServedTier, urgency: Urgency, clockFrom: Date): Promise<Deadlines> {
    const { timeZone } = await this.branches.get(branchId);
    const standards = await this.rules.standards(branchId, dayAt(clockFrom.getTime(), timeZone));
    const promised = standards.find((row) => row.tier === tier && row.urgency === urgency);
    if (!promised) throw hoursUnusable();
    const time = await this.workingTime(branchId, timeZone);
    return counted(() => deadlines(time, clockFrom, promised));
  }

  /**
   * By when the client is told of what became known at an instant.
   *
   * @throws AppError `service-rules.no-working-time`
   */
  async reportDue(branchId: string, reason: ReportReason, at: Date): Promise<Date> {
    const { timeZone } = await this.branches.get(branchId);
    const time = await this.workingTime(branchId, timeZone);
    return counted(() => reportDue(time, timeZone, reason, at));
  }

  async saveHours({ of, ...hours }: SaveHoursDto) {
    const branchId = await this.branch(of);
    await this.rules.saveHours(branchId, hours);
    await this.tell(branchId, 'hours');
    return this.published(branchId);
  }

  async saveDays({ of, year, days }: SaveDaysDto) {
    const branchId = await this.branch(of);
    await this.rules.replaceDays(branchId, year, days);
    await this.tell(branchId, 'days');
    return this.published(branchId, year);
  }

  async saveCategory({ of, kind, names }: SaveCategoryDto) {
    const branchId = await this.branch(of);
    await this.rules.saveCategory(branchId, kind, names);
    await this.tell(branchId, 'categories');
    return this.published(branchId);
  }

  async saveStandards({ of, effectiveFrom, standards }: SaveStandardsDto) {
    const branchId = await this.branch(of);
    const { timeZone } = await this.branches.get(branchId);
    if (effectiveFrom < dayAt((await this.rules.now()).getTime(), timeZone)) throw standardsInPast();
    await this.rules.saveStandards(branchId, effectiveFrom, standards, this.database.viewer.userId);
    await this.tell(branchId, 'standards');
    return this.published(branchId);
  }

  private async hours(branchId: string) {
    const hours = await this.rules.hours(branchId);
    if (!hours) throw hoursUnusable();
    return hours;
  }

  private async branch(of: string = this.database.viewer.branchId): Promise<string> {
    return (await this.branches.get(of)).id;
  }

  private async tell(branchId: string, part: string): Promise<void> {
    const subject = { type: 'branch', id: branchId };
    const event = new RecordEvent({ kind: 'service-rules.changed', branchId, subject, facts: { part } });
    await this.events.emitAsync(RecordEvent.event, event);
  }
}

function counted<T>(count: () => T): T {
  try {
    return count();
  } catch (error) {
    if (error instanceof RangeError) throw hoursUnusable();
    throw error;
  }
}

function bySet(rows: readonly StandardRow[]): { effectiveFrom: string; standards: Promised[] }[] {
  const sets = new Map<string, Promised[]>();
  for (const { effectiveFrom, own: _own, ...promised } of rows) {
    sets.set(effectiveFrom, [...(sets.get(effectiveFrom) ?? []), promised]);
  }
  return [...sets].map(([effectiveFrom, standards]) => ({ effectiveFrom, standards }));
}
