import fc from 'fast-check';
import { HEALTH_PARTS, HEALTH_WEIGHTS, type HealthFacts, healthOf } from './health-score';

const BEST: HealthFacts = {
  tier: 'key',
  revenueFen: 110,
  revenueBeforeFen: 100,
  daysSinceTouch: 60,
  openComplaints: 0,
  overdueCases: 0,
  satisfaction: 5,
  people: 4,
  met: 4,
  completeness: 100,
  reviewDue: false,
};

const percentOf = (facts: Partial<HealthFacts>, part: string) =>
  healthOf({ ...BEST, ...facts }).parts.find((found) => found.part === part)!.percent;

test('weights make a hundred; all well is a hundred, nothing well is nothing', () => {
  expect(HEALTH_PARTS.reduce((sum, part) => sum + HEALTH_WEIGHTS[part], 0)).toBe(100);
  expect(healthOf(BEST).score).toBe(100);
  const worst: HealthFacts = {
    ...BEST,
    revenueFen: 0,
    daysSinceTouch: null,
    openComplaints: 4,
    satisfaction: 1,
    met: 0,
    completeness: 0,
  };
  expect(healthOf(worst).score).toBe(0);
});

test.each([
  ['revenue', { revenueFen: 80 }, 50],
  ['revenue', { revenueFen: 50 }, 0],
  ['revenue', { revenueFen: 7, revenueBeforeFen: 0 }, 100],
  ['revenue', { revenueFen: 0, revenueBeforeFen: 0 }, null],
  ['contact', { daysSinceTouch: 120 }, 50],
  ['contact', { daysSinceTouch: 120, tier: 'standard' }, 100],
  ['contact', { daysSinceTouch: 120, tier: 'provincial' }, 0],
  ['service', { openComplaints: 1, overdueCases: 1 }, 40],
  ['satisfaction', { satisfaction: 4 }, 75],
  ['satisfaction', { satisfaction: null }, null],
  ['coverage', { met: 1 }, 25],
  ['coverage', { people: 0, met: 0 }, null],
  ['profile', { completeness: 60, reviewDue: true }, 30],
] as const)('%s of %j: %s', (part, facts, percent) => {
  expect(percentOf(facts, part)).toBe(percent);
});

test('what is not known neither helps nor harms', () => {
  const half = { ...BEST, openComplaints: 2 };
  expect(healthOf(half).score).toBe(90);
  expect(healthOf({ ...half, satisfaction: null, people: 0, met: 0 }).score).toBe(
    Math.round((70 / 80) * 100),
  );
});

const money = fc.integer({ min: 0, max: 1_000_000_000 });
const facts: fc.Arbitrary<HealthFacts> = fc.record({
  tier: fc.constantFrom('provincial' as const, 'key' as const, 'standard' as const),
  revenueFen: money,
  revenueBeforeFen: money,
  daysSinceTouch: fc.option(fc.integer({ min: 0, max: 2000 })),
  openComplaints: fc.integer({ min: 0, max: 9 }),
  overdueCases: fc.integer({ min: 0, max: 9 }),
  satisfaction: fc.option(fc.double({ min: 1, max: 5, noNaN: true })),
  people: fc.integer({ min: 5, max: 9 }),
  met: fc.integer({ min: 0, max: 5 }),
  completeness: fc.integer({ min: 0, max: 100 }),
  reviewDue: fc.boolean(),
});

test('never leaves its bounds, nor does any part', () => {
  fc.assert(
    fc.property(facts, (of) => {
      const { score, parts } = healthOf(of);
      for (const value of [score, ...parts.map(({ percent }) => percent ?? 0)]) {
        expect(Number.isInteger(value) && value >= 0 && value <= 100).toBe(true);
      }
    }),
  );
});

test('a better fact never makes it worse', () => {
  const better: ((of: HealthFacts, by: number) => HealthFacts)[] = [
    (of, by) => ({ ...of, revenueFen: of.revenueFen + by }),
    (of, by) => ({ ...of, daysSinceTouch: Math.max(0, (of.daysSinceTouch ?? 5000) - by) }),
    (of, by) => ({ ...of, openComplaints: Math.max(0, of.openComplaints - by) }),
    (of, by) => ({ ...of, overdueCases: Math.max(0, of.overdueCases - by) }),
    (of, by) => ({
      ...of,
      satisfaction: of.satisfaction === null ? null : Math.min(5, of.satisfaction + by / 10),
    }),
    (of, by) => ({ ...of, met: Math.min(of.people, of.met + by) }),
    (of, by) => ({ ...of, completeness: Math.min(100, of.completeness + by) }),
    (of) => ({ ...of, reviewDue: false }),
  ];
  fc.assert(
    fc.property(facts, fc.constantFrom(...better), fc.integer({ min: 1, max: 50 }), (of, improve, by) => {
      // A first revenue makes the part known, and its worth is the best there is.
      expect(healthOf(improve(of, by)).score).toBeGreaterThanOrEqual(healthOf(of).score);
    }),
  );
});
