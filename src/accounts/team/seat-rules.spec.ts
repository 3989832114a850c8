import fc from 'fast-check';
import { TEAM_ROLES } from '../account-words';
import {
  conflictOf,
  dayAfter,
  type KeptSeat,
  planTeam,
  type Seat,
  seatsAfter,
  servesOn,
  SINGLE_ROLES,
  withPrimary,
} from './seat-rules';

const TODAY = '2026-03-01';
const seat = (over: Partial<KeptSeat> = {}): KeptSeat => ({
  id: '1',
  userId: 'a',
  role: 'primary',
  fromOn: '2026-01-01',
  untilOn: null,
  ...over,
});

const aDay = fc.integer({ min: -12, max: 12 }).map((days) => dayAfter(TODAY, days));
const aSeat: fc.Arbitrary<Seat> = fc
  .record({
    userId: fc.constantFrom('a', 'b', 'c'),
    role: fc.constantFrom(...TEAM_ROLES),
    fromOn: aDay,
    days: fc.option(fc.nat(10)),
  })
  .map(({ days, ...rest }) => ({
    ...rest,
    untilOn: days === null ? null : dayAfter(rest.fromOn, days),
  }));
/** Seats that can all be, as a team has them. */
const aTeam = fc
  .array(aSeat, { maxLength: 12 })
  .map((seats) =>
    seats
      .reduce<Seat[]>((team, one) => (conflictOf([...team, one]) ? team : [...team, one]), [])
      .map((one, index): KeptSeat => ({ ...one, id: String(index) })),
  );
const WINDOW = Array.from({ length: 60 }, (_, index) => dayAfter(TODAY, index - 25));

/** What the rule means, day by day. */
const crowded = (seats: readonly Seat[]): boolean =>
  WINDOW.some((day) => {
    const serving = seats.filter((one) => servesOn(one, day));
    return [...SINGLE_ROLES].some((role) => serving.filter((one) => one.role === role).length > 1);
  });

describe('seats', () => {
  it('are in conflict exactly when, on some day, two have a role of one or somebody has a role twice', () => {
    fc.assert(
      fc.property(fc.array(aSeat, { maxLength: 8 }), (seats) => {
        const twice = WINDOW.some((day) => {
          const held = seats.filter((one) => servesOn(one, day)).map((one) => `${one.userId} ${one.role}`);
          return new Set(held).size < held.length;
        });
        expect(conflictOf(seats) !== null).toBe(crowded(seats) || twice);
      }),
    );
  });

  it('count both their days', () => {
    const next = seat({ id: '2', userId: 'b', fromOn: '2026-02-01' });
    expect(conflictOf([seat({ untilOn: '2026-02-01' }), next])).toMatchObject({ rule: 'one-at-a-time' });
    expect(conflictOf([seat({ untilOn: '2026-01-31' }), next])).toBeNull();
    expect(conflictOf([seat({ role: 'backup' }), { ...next, role: 'backup' }])).toBeNull();
  });

  it('have no second primary on any day, whoever follows whenever', () => {
    fc.assert(
      fc.property(aTeam, fc.option(fc.constantFrom('a', 'b', 'c', 'd')), fc.nat(12), (team, userId, days) => {
        const fromOn = dayAfter(TODAY, days);
        const open = team.filter((one) => (one.untilOn ?? '9999') >= TODAY);
        const plan = planTeam(open, withPrimary(open, userId, fromOn), TODAY);
        const after = seatsAfter(team, plan, TODAY);
        expect(conflictOf(after)).toBeNull();
        const primary = after.find((one) => one.role === 'primary' && servesOn(one, fromOn));
        expect(primary?.userId ?? null).toBe(userId);
        // What was before that day stays as it was, and so does everybody else.
        const untouched = (seats: readonly Seat[]) =>
          seats
            .filter((one) => one.role !== 'primary')
            .map(({ userId: who, role, fromOn: from, untilOn }) => [who, role, from, untilOn].join(' '))
            .sort();
        expect(untouched(after)).toEqual(untouched(team));
      }),
    );
  });
});

describe('a team', () => {
  it('keeps the days of who stays, ends who leaves with yesterday, and drops who had not begun', () => {
    const stays = seat();
    const leaves = seat({ id: '2', userId: 'b', role: 'backup' });
    const never = seat({ id: '3', userId: 'c', role: 'backup', fromOn: TODAY });
    const plan = planTeam([stays, leaves, never], [{ userId: 'a', role: 'primary' }], TODAY);
    expect(plan).toEqual({ added: [], changed: [], ended: [leaves], dropped: [never] });
    expect(seatsAfter([stays, leaves, never], plan, TODAY)).toEqual([
      stays,
      { ...leaves, untilOn: '2026-02-28' },
    ]);
  });

  it('begins new seats today, and takes a seat for another person as a new one', () => {
    const plan = planTeam([seat()], [{ id: '1', userId: 'b', role: 'primary' }], TODAY);
    expect(plan.added).toEqual([{ userId: 'b', role: 'primary', fromOn: TODAY, untilOn: null }]);
    expect(plan.ended).toEqual([seat()]);
  });

  it('wanted as it is changes nothing', () => {
    fc.assert(
      fc.property(aTeam, (team) => {
        expect(planTeam(team, team, TODAY)).toEqual({ added: [], changed: [], ended: [], dropped: [] });
      }),
    );
  });
});

it('counts days through months and years', () => {
  expect(dayAfter('2026-12-31')).toBe('2027-01-01');
  expect(dayAfter('2028-03-01', -1)).toBe('2028-02-29');
});
