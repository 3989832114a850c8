import type { TeamRole } from '../account-words';

/** Somebody's place in a team, from a day to a day, both included. Days are ISO texts, so they compare as text. */
export interface Seat {
  userId: string;
  role: TeamRole;
  fromOn: string;
  /** Null when no end is known. */
  untilOn: string | null;
}

export interface KeptSeat extends Seat {
  id: string;
}

/** A seat as the team shall have it. Without days it begins today and has no end; a seat that is kept keeps its days. */
export type WantedSeat = Pick<Seat, 'userId' | 'role'> & {
  id?: string;
  fromOn?: string;
  untilOn?: string | null;
};

export interface TeamPlan {
  added: Seat[];
  /** As they were and as they shall be. */
  changed: { before: KeptSeat; after: KeptSeat }[];
  /** Served until yesterday. */
  ended: KeptSeat[];
  /** Had not served a day. */
  dropped: KeptSeat[];
}

/** Roles that one person has at a time. */
export const SINGLE_ROLES: ReadonlySet<TeamRole> = new Set<TeamRole>(['lead', 'primary']);

const NO_END = '9999-12-31';

/** The day so many days after `day`, `2026-11-23`. */
export function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

export const servesOn = ({ fromOn, untilOn }: Pick<Seat, 'fromOn' | 'untilOn'>, day: string): boolean =>
  fromOn <= day && day <= (untilOn ?? NO_END);

const meet = (a: Seat, b: Seat): boolean =>
  a.fromOn <= (b.untilOn ?? NO_END) && b.fromOn <= (a.untilOn ?? NO_END);

/**
 * Two seats that cannot both be: the same person in the same role, or two people in a role that one has, on one day.
 *
 * @returns the later of the first such pair, and which rule it breaks
 */
export function conflictOf(seats: readonly Seat[]): { seat: Seat; rule: 'twice' | 'one-at-a-time' } | null {
  for (const [index, seat] of seats.entries())
    for (const other of seats.slice(0, index)) {
      if (seat.role !== other.role || !meet(seat, other)) continue;
      if (seat.userId === other.userId) return { seat, rule: 'twice' };
      if (SINGLE_ROLES.has(seat.role)) return { seat, rule: 'one-at-a-time' };
    }
  return null;
}

/**
 * What turns the seats there are into those wanted. A wanted seat is an old one when it names it, or, naming none, when
 * person and role are the same; what nobody wants any more ends with yesterday.
 *
 * @param existing seats that have not ended
 * @param today    as the account's branch counts days
 */
export function planTeam(
  existing: readonly KeptSeat[],
  wanted: readonly WantedSeat[],
  today: string,
): TeamPlan {
  const left = new Map(existing.map((seat) => [seat.id, seat]));
  const plan: TeamPlan = { added: [], changed: [], ended: [], dropped: [] };
  for (const seat of wanted) {
    const before = oldSeat(left, seat);
    const { userId, role, fromOn, untilOn } = seat;
    if (!before) {
      plan.added.push({ userId, role, fromOn: fromOn ?? today, untilOn: untilOn ?? null });
      continue;
    }
    left.delete(before.id);
    const after = {
      ...before,
      fromOn: fromOn ?? before.fromOn,
      untilOn: untilOn === undefined ? before.untilOn : untilOn,
    };
    if (after.fromOn !== before.fromOn || after.untilOn !== before.untilOn)
      plan.changed.push({ before, after });
  }
  for (const seat of left.values()) (seat.fromOn < today ? plan.ended : plan.dropped).push(seat);
  return plan;
}

function oldSeat(left: ReadonlyMap<string, KeptSeat>, wanted: WantedSeat): KeptSeat | undefined {
  const isSame = (seat: KeptSeat) => seat.userId === wanted.userId && seat.role === wanted.role;
  if (wanted.id === undefined) return [...left.values()].find(isSame);
  const named = left.get(wanted.id);
  return named && isSame(named) ? named : undefined;
}

/** The seats after the plan, those that ended included. */
export function seatsAfter(existing: readonly KeptSeat[], plan: TeamPlan, today: string): Seat[] {
  const after = new Map(plan.changed.map((change) => [change.before.id, change.after]));
  const gone = new Set(plan.dropped.map(({ id }) => id));
  const ended = new Set(plan.ended.map(({ id }) => id));
  const kept = existing
    .filter(({ id }) => !gone.has(id))
    .map(
      (seat) => after.get(seat.id) ?? (ended.has(seat.id) ? { ...seat, untilOn: dayAfter(today, -1) } : seat),
    );
  return [...kept, ...plan.added];
}

/**
 * The seats of a team whose primary is somebody else from a day on: the seat there is ends the day before, one planned
 * for later stays, and the new one reaches up to it.
 *
 * @param userId null when nobody follows
 */
export function withPrimary(seats: readonly KeptSeat[], userId: string | null, fromOn: string): WantedSeat[] {
  const primaries = seats.filter(({ role }) => role === 'primary');
  const next = primaries.map((seat) => seat.fromOn).filter((day) => day > fromOn);
  const others = seats.filter((seat) => seat.role !== 'primary' || seat.fromOn > fromOn);
  const ending = primaries
    .filter((seat) => seat.fromOn < fromOn)
    .map((seat) => ((seat.untilOn ?? NO_END) < fromOn ? seat : { ...seat, untilOn: dayAfter(fromOn, -1) }));
  const untilOn = next.length > 0 ? dayAfter(next.sort()[0]!, -1) : null;
  return [
    ...others,
    ...ending,
    ...(userId === null ? [] : [{ userId, role: 'primary' as const, fromOn, untilOn }]),
  ];
}
