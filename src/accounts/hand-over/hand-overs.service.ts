import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { Database } from '../../../libs/database/database';
import { RecordEvent } from '../../../libs/events/record-event';
import { permissionsOf } from '../../identity/permissions';
import { UsersService } from '../../identity/users/users.service';
import { type AccountProfile, AccountsService } from '../accounts.service';
import { type COMPLETENESS_PARTS } from '../profile/completeness';
import { servesOn } from '../team/seat-rules';
import { TeamService } from '../team/team.service';
import { checklistFor } from './checklist';
import { type CheckRow, ChecklistRepository } from './checklist.repository';
import {
  checksOpen,
  handOverInPast,
  handOverNotFound,
  handOverToSame,
  handOverUndone,
  notReceiver,
  receiverUnfit,
} from './hand-over.errors';
import { type HandOverRow, HandOversRepository, type OpenCase } from './hand-overs.repository';
import { type ComingDate, comingDates, type PromiseCounts } from './promises';

const DATES_AHEAD = 90;
const RUNNING = new Set(['draft', 'active']);

export interface Promises {
  counts: PromiseCounts;
  cases: OpenCase[];
  campaigns: { id: string; name: string; endsOn: string | null }[];
  dates: ComingDate[];
  missing: (typeof COMPLETENESS_PARTS)[number][];
  reviewDue: boolean;
  people: { id: string; name: string; title: string; lastTouchedOn: string | null }[];
  documents: { id: string; title: string }[];
}

interface Checked {
  items: CheckRow[];
}

export type HandOverView = HandOverRow & Checked;

/** What is handed over, to whom and from which day. */
export interface HandOverInput {
  toId: string;
  effectiveOn?: string;
  note: string;
  moveId?: string;
}

/** An account passes from one primary to the next, with what is open said and the receiver's word for it. */
@Injectable()
export class HandOversService {
  constructor(
    private readonly database: Database,
    private readonly handOvers: HandOversRepository,
    private readonly checks: ChecklistRepository,
    private readonly accounts: AccountsService,
    private readonly teams: TeamService,
    private readonly users: UsersService,
    private readonly events: EventEmitter2,
  ) {}

  /** @throws AppError `not-found` */
  async ofAccount(accountId: string): Promise<{ items: HandOverView[] }> {
    await this.accounts.get(accountId);
    return { items: await this.withChecks(await this.handOvers.ofAccount(accountId)) };
  }

  async waiting() {
    return { items: await this.withChecks(await this.handOvers.waiting()) };
  }

  /** @throws AppError `not-found` */
  async view(id: string): Promise<HandOverView> {
    return (await this.withChecks([await this.get(id)]))[0]!;
  }

  /** What is open at an account, as far as the viewer may know. @throws AppError `not-found` */
  async promises(accountId: string): Promise<Promises> {
    const profile = await this.accounts.profile(accountId);
    const today = await this.teams.today(accountId);
    const may = (permission: string) => this.database.viewer.permissions.includes(permission);
    const cases = may('cases:read') ? await this.handOvers.openCases(accountId) : [];
    const campaigns = may('campaigns:read') ? await this.handOvers.campaigns(accountId) : [];
    const people = await this.handOvers.people(accountId);
    const found = {
      cases,
      campaigns: campaigns.filter(({ state }) => RUNNING.has(state)),
      dates: comingDates(profile.importantDates, today, DATES_AHEAD),
      missing: profile.completenessParts.filter(({ met }) => !met).map(({ part }) => part),
      reviewDue: profile.reviewDue,
      people: people.map(({ id, name, title, lastTouchedOn }) => ({ id, name, title, lastTouchedOn })),
      documents: await this.handOvers.documents(accountId),
    };
    return { counts: countsOf(found), ...found };
  }

  /** @throws AppError `hand-over.*`, `account.read-only` */
  async record(accountId: string, { toId, effectiveOn, note, moveId }: HandOverInput): Promise<HandOverView> {
    const profile = await this.accounts.profile(accountId);
    const today = await this.teams.today(accountId);
    const day = effectiveOn ?? today;
    if (day < today) throw handOverInPast();
    await this.assertFit(toId);
    const { members } = await this.teams.get(accountId);
    const before = members.find((seat) => seat.role === 'primary' && servesOn(seat, day));
    if (before?.userId === toId) throw handOverToSame();
    const { counts } = await this.promises(accountId);
    await this.teams.setPrimary(accountId, toId, { fromOn: day, reason: note });
    const fromId = before?.userId ?? null;
    const { userId: recordedBy } = this.database.viewer;
    const id = await this.handOvers.insert({
      accountId,
      fromId,
      toId,
      effectiveOn: day,
      note,
      promises: counts,
      moveId: moveId ?? null,
      recordedBy,
    });
    await this.checks.add(id, checklistFor(counts));
    const recorded = await this.view(id);
    await this.tell('handed-over', profile, recorded, note);
    return recorded;
  }

  /**
   * The receiver says that they have taken it over; what is open on the checklist then takes a reason.
   *
   * @throws AppError `not-found`, `hand-over.not-receiver`, `hand-over.undone`, `hand-over.checks-open`
   */
  async acknowledge(id: string, openReason: string): Promise<HandOverView> {
    const found = await this.view(id);
    if (found.toId !== this.database.viewer.userId) throw notReceiver();
    if (found.undoneAt !== null) throw handOverUndone();
    if (found.acknowledgedAt !== null) return found;
    const open = found.items.filter(({ mandatory, doneAt }) => mandatory && doneAt === null).length;
    if (open > 0 && !openReason) throw checksOpen(open);
    const reason = open > 0 ? openReason : '';
    await this.handOvers.acknowledge(id, reason);
    await this.tell('taken-over', await this.accounts.profile(found.accountId), found, reason);
    return this.view(id);
  }

  private async withChecks<Row extends HandOverRow>(rows: readonly Row[]): Promise<(Row & Checked)[]> {
    const checks = await this.checks.of(rows.map(({ id }) => id));
    return rows.map((row) => ({ ...row, items: checks.filter(({ handOverId }) => handOverId === row.id) }));
  }

  private async get(id: string): Promise<HandOverRow> {
    const found = await this.handOvers.byId(id);
    if (!found) throw handOverNotFound();
    return found;
  }

  private async assertFit(userId: string): Promise<void> {
    const receiver = await this.users.get(userId);
    if (!receiver.active || !permissionsOf(receiver.roles).includes('accounts:write')) throw receiverUnfit();
  }

  private async tell(
    verb: string,
    { id, branchId, name, code }: AccountProfile,
    { fromName, toName, toId, effectiveOn }: HandOverRow,
    reason?: string,
  ): Promise<void> {
    const event = new RecordEvent({
      kind: `account.${verb}`,
      branchId,
      subject: { type: 'account', id },
      related: [{ type: 'user', id: toId }],
      reason: reason || null,
      facts: { name, code, from: fromName, member: toName, fromOn: effectiveOn },
    });
    await this.events.emitAsync(RecordEvent.event, event);
  }
}

function countsOf(found: Omit<Promises, 'counts'>): PromiseCounts {
  const { cases, campaigns, dates, missing, people, documents } = found;
  return {
    openCases: cases.length,
    overdueCases: cases.filter(({ overdue }) => overdue).length,
    campaigns: campaigns.length,
    dates: dates.length,
    missing: missing.length,
    people: people.length,
    documents: documents.length,
  };
}
