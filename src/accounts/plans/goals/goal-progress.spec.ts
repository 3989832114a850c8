import fc from 'fast-check';
import { MEASURES } from '../plan-words';
import { elapsedShare, progressOf, STANDINGS } from './goal-progress';

test.each([
  [2026, '2025-12-31', 0],
  [2026, '2026-01-01', 1 / 365],
  [2026, '2026-12-31', 1],
  [2028, '2028-07-01', 183 / 366],
  [2026, '2027-03-01', 1],
])('of %i, %s has seen %d', (year, today, share) => {
  expect(elapsedShare(year, today)).toBeCloseTo(share, 10);
});

test.each([
  ['revenue', 1000, 500, 0.5, 'on-track', 50],
  ['revenue', 1000, 499, 0.5, 'behind', 49],
  ['revenue', 1000, 999, 1, 'missed', 99],
  ['revenue', 1000, 1000, 0.1, 'reached', 100],
  ['revenue', 1000, 0, 0, 'not-begun', 0],
  // A level is not reached by and by: 80 of 90 in March is behind, as it would be in November.
  ['coverage', 90, 80, 0.2, 'behind', 88],
  ['satisfaction', 450, null, 0.5, 'unknown', null],
  ['satisfaction', 450, null, 0, 'not-begun', null],
] as const)('%s, %i wanted, %s there, %d over: %s', (measure, target, actual, elapsed, standing, percent) => {
  expect(progressOf(measure, target, actual, elapsed)).toMatchObject({ standing, percent });
});

test('more is never worse, and later never better', () => {
  // From worst to best; `missed` and `behind` say the same before and after the year's end.
  const rank = { missed: 0, behind: 0, 'not-begun': 1, 'on-track': 1, reached: 2, unknown: 0 };
  const amount = fc.integer({ min: 0, max: 2_000_000 });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      fc.constantFrom(...MEASURES),
      fc.integer({ min: 1, max: 1_000_000 }),
      amount,
      amount,
      share,
      share,
      (measure, target, a, b, s, u) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        const [early, late] = [Math.min(s, u), Math.max(s, u)];
        const at = (actual: number, elapsed: number) => {
          const { standing } = progressOf(measure, target, actual, elapsed);
          expect(STANDINGS).toContain(standing);
          return rank[standing];
        };
        expect(at(more, late)).toBeGreaterThanOrEqual(at(less, late));
        expect(at(less, early)).toBeGreaterThanOrEqual(at(less, late));
      },
    ),
  );
});
