import { reviewDueOn } from './review-due';

test.each([
  ['2026-11-23', 'provincial', '2027-02-23'],
  ['2026-11-30', 'provincial', '2027-02-28'],
  ['2027-11-30', 'provincial', '2028-02-29'],
  ['2026-08-31', 'key', '2027-02-28'],
  ['2026-03-31', 'key', '2026-09-30'],
  ['2028-02-29', 'standard', '2029-02-28'],
] as const)('reviewed on %s, %s: due on %s', (from, tier, due) => {
  expect(reviewDueOn(from, tier)).toBe(due);
});
