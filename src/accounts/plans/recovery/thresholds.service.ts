import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { isUniqueViolation } from '../../../../libs/database/database-errors';
import type { Page } from '../../../../libs/database/keyset';
import { type FieldChange, fieldChanges } from '../../../../libs/events/field-changes';
import { RecordEvent } from '../../../../libs/events/record-event';
import { BranchesService } from '../../../identity/branches/branches.service';
import { PlanRecordsService } from '../plan-records.service';
import { thresholdNotFound, thresholdTaken } from '../plans.errors';
import type { CreateThresholdDto, UpdateThresholdDto } from './recovery.dto';
import { type ThresholdRow, ThresholdsRepository } from './thresholds.repository';

export type ThresholdView = ThresholdRow & { mayChange: boolean };

/** From which fall on an alarm goes off: by tier, a branch's own before those of the branch above it. */
@Injectable()
export class ThresholdsService {
  constructor(
    private readonly records: PlanRecordsService,
    private readonly branches: BranchesService,
    private readonly thresholds: ThresholdsRepository,
    private readonly events: EventEmitter2,
  ) {}

  async all(): Promise<Page<ThresholdView>> {
    const items = (await this.thresholds.all()).map((row) => this.view(row));
    return { items, nextCursor: null, total: items.length };
  }

  /** @throws AppError `decline.threshold-taken` */
  async add(input: CreateThresholdDto): Promise<ThresholdView> {
    await this.branches.get(input.branchId);
    try {
      const added = await this.get(await this.thresholds.insert(input));
      await this.tell('created', added, []);
      return added;
    } catch (error) {
      if (isUniqueViolation(error, 'uq_decline_threshold_tier')) throw thresholdTaken();
      throw error;
    }
  }

  /** @throws AppError `not-found`, also for what a branch above has laid down; `record.stale` */
  async update(id: string, { version, ...change }: UpdateThresholdDto): Promise<ThresholdView> {
    const before = await this.own(id);
    await this.thresholds.update(id, version, change);
    const changes = fieldChanges<ThresholdRow>(before, change, [
      'festivalPercent',
      'monthPercent',
      'leastFen',
      'recoveryDays',
    ]);
    await this.tell('changed', before, changes);
    return this.get(id);
  }

  /** What the branch above has laid down holds again. */
  async remove(id: string): Promise<void> {
    const before = await this.own(id);
    await this.thresholds.remove(id);
    await this.tell('removed', before, []);
  }

  private async own(id: string): Promise<ThresholdView> {
    const row = await this.get(id);
    if (!row.mayChange) throw thresholdNotFound();
    return row;
  }

  private async get(id: string): Promise<ThresholdView> {
    const row = await this.thresholds.byId(id);
    if (!row) throw thresholdNotFound();
    return this.view(row);
  }

  private view(row: ThresholdRow): ThresholdView {
    return { ...row, mayChange: row.branchId !== null && this.records.owns({ branchId: row.branchId }) };
  }

  private async tell(verb: string, { branchId, tier }: ThresholdRow, changes: FieldChange[]): Promise<void> {
    if (branchId === null) return;
    const event = new RecordEvent({
      kind: `decline-threshold.${verb}`,
      branchId,
      subject: { type: 'branch', id: branchId },
      changes,
      facts: { tier },
    });
    await this.events.emitAsync(RecordEvent.event, event);
  }
}
