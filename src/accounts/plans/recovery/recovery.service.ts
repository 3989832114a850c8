import { Injectable } from '@nestjs/common';
import type { Page } from '../../../../libs/database/keyset';
import { fieldChanges } from '../../../../libs/events/field-changes';
import type { AccountRow } from '../../accounts.repository';
import { PlanRecordsService } from '../plan-records.service';
import { recoveryNeedsResult, recoveryNotFound, stateStep } from '../plans.errors';
import { fallPercent, monthsToCompare } from './decline-rules';
import type { RecoveryQueryDto, StepRecoveryDto, UpdateRecoveryDto } from './recovery.dto';
import { type AlarmRow, RecoveryRepository, type RecoveryRow } from './recovery.repository';
import { type RecoveryState, recoveryStates } from './recovery-states';

export interface RecoveryView extends RecoveryRow {
  figures: (AlarmRow & { fallPercent: number })[];
  since: { fromMonth: string; toMonth: string; earnedFen: number; beforeFen: number } | null;
  mayChange: boolean;
}

const VERBS: Readonly<Record<RecoveryState, string>> = {
  open: 'opened',
  'in-progress': 'begun',
  recovered: 'recovered',
  closed: 'closed',
};

/** Plans to win back what fell away: whose they are, until when, and what came of them. */
@Injectable()
export class RecoveryService {
  constructor(
    private readonly records: PlanRecordsService,
    private readonly recoveries: RecoveryRepository,
  ) {}

  async page(query: RecoveryQueryDto): Promise<Page<RecoveryRow>> {
    const page = await this.recoveries.page(query, await this.records.today());
    return { ...page, items: page.items.map((row) => this.asReadable(row)) };
  }

  /** @throws AppError `not-found` */
  async get(id: string): Promise<RecoveryView> {
    const today = await this.records.today();
    const row = await this.byId(id, today);
    const mayKnow = this.mayKnow(row);
    const alarms = mayKnow ? await this.recoveries.alarms(id) : [];
    return {
      ...this.asReadable(row),
      figures: alarms.map((alarm) => ({ ...alarm, fallPercent: fallPercent(alarm.beforeFen, alarm.nowFen) })),
      since: mayKnow ? await this.since(row, today) : null,
      mayChange: this.records.owns(row),
    };
  }

  async update(id: string, { version, ...change }: UpdateRecoveryDto): Promise<RecoveryView> {
    const { row, account } = await this.forWriting(id);
    if (change.ownerId !== row.ownerId) await this.records.assertPerson(change.ownerId);
    await this.recoveries.update(id, version, change);
    const changes = fieldChanges<RecoveryRow>(row, change, ['ownerId', 'dueOn', 'cause']);
    if (changes.length > 0) {
      const subject = { type: 'recovery', id };
      await this.records.tell(account, { kind: 'recovery.changed', subject, changes });
    }
    return this.get(id);
  }

  /** @throws AppError `record.state`, `recovery.result-missing` */
  async step(id: string, { to, version, result }: StepRecoveryDto): Promise<RecoveryView> {
    const { row, account } = await this.forWriting(id);
    if (!recoveryStates.may(row.state, to)) throw stateStep();
    const ends = recoveryStates.isEnd(to);
    if (ends && result === '') throw recoveryNeedsResult();
    await this.recoveries.update(id, version, {
      state: to,
      ...(ends && { result, endedBy: this.records.userId, endedAt: new Date() }),
    });
    await this.records.tell(account, {
      kind: `recovery.${VERBS[to]}`,
      subject: { type: 'recovery', id },
      reason: result || null,
      facts: { name: account.name },
    });
    return this.get(id);
  }

  private async forWriting(id: string): Promise<{ row: RecoveryRow; account: AccountRow }> {
    const row = await this.byId(id, await this.records.today());
    const account = await this.records.forWriting(row.accountId);
    if (recoveryStates.isEnd(row.state)) throw stateStep();
    return { row, account };
  }

  private async byId(id: string, today: string): Promise<RecoveryRow> {
    const row = await this.recoveries.byId(id, today);
    if (!row) throw recoveryNotFound();
    return row;
  }

  private mayKnow(row: { branchId: string }): boolean {
    return this.records.may('revenue:read') && this.records.owns(row);
  }

  private asReadable(row: RecoveryRow): RecoveryRow {
    return this.mayKnow(row) ? row : { ...row, alarms: 0, worstPercent: null };
  }

  private async since(row: RecoveryRow, today: string): Promise<RecoveryView['since']> {
    const { month: toMonth, before } = monthsToCompare(today);
    const fromMonth = `${row.openedAt.toISOString().slice(0, 7)}-01`;
    if (fromMonth > toMonth) return null;
    const yearBefore = `${Number(fromMonth.slice(0, 4)) - 1}${fromMonth.slice(4)}`;
    return {
      fromMonth,
      toMonth,
      earnedFen: await this.recoveries.earned(row.accountId, fromMonth, toMonth),
      beforeFen: await this.recoveries.earned(row.accountId, yearBefore, before),
    };
  }
}
