import fc from 'fast-check';
import { dayAfter } from '../team/seat-rules';
import { type Absence, coverProblem, standIn } from './cover-rules';

const FIRST = '2026-05-01';
const PEOPLE = ['a', 'b', 'c', 'd'];
const away = (userId: string, coverId: string | null, over: Partial<Absence> = {}): Absence => ({
  id: userId,
  userId,
  coverId,
  fromOn: FIRST,
  untilOn: '2026-05-05',
  accountCovers: [],
  ...over,
});

const aPerson = fc.constantFrom(...PEOPLE);
const anAbsence: fc.Arbitrary<Absence> = fc
  .record({
    userId: aPerson,
    coverId: fc.option(aPerson),
    start: fc.nat(8),
    days: fc.nat(6),
    accountCovers: fc.uniqueArray(fc.record({ accountId: fc.constantFrom('x', 'y'), coverId: aPerson }), {
      selector: ({ accountId }) => accountId,
      maxLength: 2,
    }),
  })
  .map(({ start, days, userId, ...rest }) => ({
    ...rest,
    id: `${userId}${start}`,
    userId,
    fromOn: dayAfter(FIRST, start),
    untilOn: dayAfter(FIRST, start + days),
  }));
/** Nobody is away twice on one day, as the table sees to. */
const absences = fc
  .array(anAbsence, { maxLength: 8 })
  .map((all) =>
    all.reduce<Absence[]>(
      (kept, one) =>
        kept.some((o) => o.userId === one.userId && o.fromOn <= one.untilOn && one.fromOn <= o.untilOn)
          ? kept
          : [...kept, one],
      [],
    ),
  );
const DAYS = Array.from({ length: 16 }, (_, index) => dayAfter(FIRST, index - 1));
const isThere = (all: readonly Absence[], who: string, day: string) =>
  !all.some((one) => one.userId === who && one.fromOn <= day && day <= one.untilOn);

describe('who acts', () => {
  it('is somebody who is there, whatever absences and covers there are; the way there ends', () => {
    fc.assert(
      fc.property(absences, aPerson, fc.constantFrom(null, 'x', 'y'), (all, who, account) => {
        for (const day of DAYS) {
          const acting = standIn(all, who, account, day);
          if (acting !== null) expect(isThere(all, acting, day)).toBe(true);
          if (isThere(all, who, day)) expect(acting).toBe(who);
        }
      }),
    );
  });

  it('is the cover’s cover while the cover is away, and nobody in a circle', () => {
    const all = [away('a', 'b'), away('b', 'c', { fromOn: '2026-05-03' })];
    expect(['2026-05-02', '2026-05-03', '2026-05-06'].map((day) => standIn(all, 'a', null, day))).toEqual([
      'b',
      'c',
      'a',
    ]);
    expect(standIn([away('a', 'b'), away('b', 'a')], 'a', null, FIRST)).toBeNull();
  });

  it('is the account’s own cover before the cover for all', () => {
    const all = [away('a', 'b', { accountCovers: [{ accountId: 'x', coverId: 'c' }] })];
    expect([standIn(all, 'a', 'x', FIRST), standIn(all, 'a', 'y', FIRST)]).toEqual(['c', 'b']);
  });
});

describe('an absence', () => {
  it('is refused exactly when on some day its cover leads to nobody, or somebody loses who acts for them', () => {
    fc.assert(
      fc.property(absences, anAbsence, (others, absence) => {
        const rest = others.filter(({ userId }) => userId !== absence.userId);
        const all = [...rest, absence];
        const bad = DAYS.filter((day) => absence.fromOn <= day && day <= absence.untilOn).some((day) =>
          [null, 'x', 'y'].some((account) => {
            const cover = absence.accountCovers.find((one) => one.accountId === account)?.coverId;
            const named = (cover ?? absence.coverId) !== null;
            return (
              (named && standIn(all, absence.userId, account, day) === null) ||
              PEOPLE.some(
                (who) =>
                  who !== absence.userId &&
                  standIn(rest, who, account, day) !== null &&
                  standIn(all, who, account, day) === null,
              )
            );
          }),
        );
        expect(coverProblem(absence, rest) !== null).toBe(bad);
      }),
      { numRuns: 300 },
    );
  });

  it('says whether the cover is away or somebody relies on who leaves', () => {
    expect(coverProblem(away('b', 'a'), [away('a', 'b')])).toMatchObject({ kind: 'cover-away' });
    expect(coverProblem(away('b', null), [away('a', 'b', { fromOn: '2026-05-03' })])).toEqual({
      kind: 'relied-on',
      day: '2026-05-03',
    });
    expect(coverProblem(away('b', 'c'), [away('a', 'b')])).toBeNull();
    expect(coverProblem(away('b', null), [])).toBeNull();
  });
});
