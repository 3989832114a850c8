import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { Database } from '../../../libs/database/database';
import { staleVersion } from '../../../libs/http/app-error';
import { fieldChanges } from '../../../libs/events/field-changes';
import { RecordEvent } from '../../../libs/events/record-event';
import { UsersService } from '../../identity/users/users.service';
import type { TeamRole } from '../account-words';
import { accountNotFound, accountOfOtherBranch } from '../accounts.errors';
import {
  conflictOf,
  dayAfter,
  type KeptSeat,
  planTeam,
  type Seat,
  seatsAfter,
  type TeamPlan,
  type WantedSeat,
  withPrimary,
} from './seat-rules';
import { seatDaysTurned, seatTaken, teamMemberTwice } from './team.errors';
import { type TeamMemberRow, TeamRepository, type TeamState } from './team.repository';

export interface Team {
  version: number;
  members: TeamMemberRow[];
}

/** One change of the team as its history tells it. */
interface HowTold {
  reason?: string | undefined;
  /** One of many accounts: the people are not told of each. */
  oneOfMany?: boolean;
}

interface Told {
  verb: 'joined' | 'changed' | 'left';
  seat: Seat;
  before?: KeptSeat;
}

/** Who serves an account, from which day to which. */
@Injectable()
export class TeamService {
  constructor(
    private readonly database: Database,
    private readonly teams: TeamRepository,
    private readonly users: UsersService,
    private readonly events: EventEmitter2,
  ) {}

  /** Who serves it, and who will. @throws AppError `not-found` */
  async get(accountId: string): Promise<Team> {
    const { version } = await this.state(accountId);
    return { version, members: await this.teams.seats(accountId) };
  }

  /** Every seat there ever was. @throws AppError `not-found` */
  async history(accountId: string): Promise<{ items: TeamMemberRow[] }> {
    await this.state(accountId);
    return { items: await this.teams.history(accountId) };
  }

  /** Who serves it today, a line a role. @throws AppError `not-found` */
  async serving(accountId: string): Promise<{ userId: string; userName: string | null; role: TeamRole }[]> {
    await this.state(accountId);
    return this.teams.serving(accountId);
  }

  /** The day it is where the account is. @throws AppError `not-found` */
  async today(accountId: string): Promise<string> {
    return (await this.state(accountId)).today;
  }

  /** Who acts for a person at an account today: they, their cover, the cover's cover; null when nobody does. */
  standIn(accountId: string, userId: string): Promise<string | null> {
    return this.teams.standIn(accountId, userId);
  }

  /**
   * Sets the whole team. People already in it stay even when the viewer cannot see their branch; who is left out has
   * served until yesterday.
   *
   * @throws AppError `record.stale` when somebody else has set it since `version` was read
   */
  async replace(accountId: string, version: number, wanted: readonly WantedSeat[]): Promise<Team> {
    const state = await this.writable(accountId);
    if (!(await this.teams.advance(accountId, version))) throw staleVersion();
    await this.apply(accountId, state, wanted);
    return this.get(accountId);
  }

  /** Makes somebody the primary from a day on, or nobody; the rest of the team stays as it is. */
  async setPrimary(
    accountId: string,
    userId: string | null,
    { fromOn, ...told }: { fromOn?: string } & HowTold = {},
  ): Promise<void> {
    const state = await this.writable(accountId);
    const seats = await this.teams.seats(accountId);
    if (!(await this.teams.advance(accountId, state.version))) throw staleVersion();
    await this.apply(accountId, state, withPrimary(seats, userId, fromOn ?? state.today), told);
  }

  /**
   * Takes a hand-over back, if it still is the last word: what the new primary has not served falls to the one before.
   *
   * @returns false when the seat is somebody else's by now, or has been given other days
   */
  async takeBackPrimary(
    accountId: string,
    { fromId, toId, effectiveOn }: { fromId: string | null; toId: string; effectiveOn: string },
    reason: string,
  ): Promise<boolean> {
    const state = await this.writable(accountId);
    const seats = await this.teams.history(accountId);
    const primaries = seats.filter(({ role }) => role === 'primary');
    const given = primaries.find(({ userId, fromOn }) => userId === toId && fromOn === effectiveOn);
    const last = primaries
      .map(({ fromOn }) => fromOn)
      .sort()
      .at(-1);
    if (!given || given.state === 'past' || last !== effectiveOn) return false;
    if (!(await this.teams.advance(accountId, state.version))) throw staleVersion();
    const open = seats.filter((seat) => seat.state !== 'past' && seat.id !== given.id);
    const before = primaries.find(
      ({ userId, untilOn }) => userId === fromId && untilOn === dayAfter(effectiveOn, -1),
    );
    const reopened = before !== undefined && before.state !== 'past';
    const rest: WantedSeat[] = reopened
      ? [...open.filter(({ id }) => id !== before.id), { ...before, untilOn: given.untilOn }]
      : [
          ...open,
          ...(fromId === null ? [] : [{ userId: fromId, role: 'primary' as const, untilOn: given.untilOn }]),
        ];
    await this.apply(accountId, state, rest, { reason });
    return true;
  }

  private async apply(
    accountId: string,
    state: TeamState,
    wanted: readonly WantedSeat[],
    how: HowTold = {},
  ): Promise<void> {
    const existing = await this.teams.history(accountId);
    const open = existing.filter((seat) => seat.state !== 'past');
    const plan = planTeam(open, wanted, state.today);
    assertSound(seatsAfter(existing, plan, state.today), plan);
    const names = new Map(existing.map((seat) => [seat.userId, seat.userName]));
    for (const { userId } of plan.added)
      if (!names.has(userId)) names.set(userId, (await this.users.get(userId)).name);
    await this.carryOut(accountId, plan, state.today);
    const told = toldOf(plan, state.today);
    for (const change of told) await this.tell(accountId, state, change, names, how);
  }

  /** Ends before it begins, so that who follows finds the seat free. */
  private async carryOut(accountId: string, plan: TeamPlan, today: string): Promise<void> {
    for (const { id } of plan.dropped) await this.teams.drop(id);
    for (const seat of plan.ended) await this.teams.setDays({ ...seat, untilOn: dayAfter(today, -1) });
    const endsFirst = (a: { after: Seat }, b: { after: Seat }) =>
      (a.after.untilOn ?? '9999').localeCompare(b.after.untilOn ?? '9999');
    for (const { after } of [...plan.changed].sort(endsFirst)) await this.teams.setDays(after);
    for (const seat of plan.added) await this.teams.add(accountId, seat);
  }

  private async tell(
    accountId: string,
    { branchId, name, code }: TeamState,
    { verb, seat, before }: Told,
    names: ReadonlyMap<string, string | null>,
    { reason, oneOfMany = false }: HowTold,
  ): Promise<void> {
    const { userId, role, fromOn, untilOn } = seat;
    const event = new RecordEvent({
      kind: `account.member-${verb}`,
      branchId,
      subject: { type: 'account', id: accountId },
      related: [{ type: 'user', id: userId }],
      changes: before ? fieldChanges<Seat>(before, seat, ['fromOn', 'untilOn']) : [],
      reason: reason || null,
      oneOfMany,
      facts: { name, code, role, member: names.get(userId) ?? null, ...(before ? {} : { fromOn, untilOn }) },
    });
    await this.events.emitAsync(RecordEvent.event, event);
  }

  private async state(accountId: string): Promise<TeamState> {
    const state = await this.teams.state(accountId);
    if (!state) throw accountNotFound();
    return state;
  }

  private async writable(accountId: string): Promise<TeamState> {
    const state = await this.state(accountId);
    if (!this.database.viewer.branchIds.includes(state.branchId)) throw accountOfOtherBranch();
    return state;
  }
}

function toldOf(plan: TeamPlan, today: string): Told[] {
  const served = plan.ended.map((seat) => ({ ...seat, untilOn: dayAfter(today, -1) }));
  return [
    ...[...plan.dropped, ...served].map((seat): Told => ({ verb: 'left', seat })),
    ...plan.changed.map(({ before, after }): Told => ({ verb: 'changed', seat: after, before })),
    ...plan.added.map((seat): Told => ({ verb: 'joined', seat })),
  ];
}

function assertSound(seats: readonly Seat[], { added, changed }: TeamPlan): void {
  for (const { fromOn, untilOn } of [...added, ...changed.map(({ after }) => after)])
    if (untilOn !== null && untilOn < fromOn) throw seatDaysTurned();
  const conflict = conflictOf(seats);
  if (conflict) throw conflict.rule === 'twice' ? teamMemberTwice() : seatTaken(conflict.seat.role);
}
