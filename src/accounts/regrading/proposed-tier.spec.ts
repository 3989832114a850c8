import { proposedTier, tierByRevenue, twelveMonths } from './proposed-tier';

const THRESHOLDS = { provincialFromFen: 1000, keyFromFen: 100 };

test.each([
  [-5, 'standard'],
  [99, 'standard'],
  [100, 'key'],
  [999, 'key'],
  [1000, 'provincial'],
] as const)('%i stands for %s', (revenue, tier) => {
  expect(tierByRevenue(revenue, THRESHOLDS)).toBe(tier);
});

test.each([
  ['standard', 1000, true, 'provincial'],
  ['standard', 1000, false, 'provincial'],
  ['provincial', 0, true, 'standard'],
  ['provincial', 0, false, null],
  ['key', 100, true, null],
] as const)('%s with %i, whole period %s: %s', (current, revenue, whole, proposed) => {
  expect(proposedTier(current, revenue, THRESHOLDS, whole)).toBe(proposed);
});

test.each([
  ['2026-11-23', '2025-12-01', '2026-11-01'],
  ['2026-01-01', '2025-02-01', '2026-01-01'],
  ['2028-12-31', '2028-01-01', '2028-12-01'],
])('twelve months up to %s', (today, fromMonth, toMonth) => {
  expect(twelveMonths(today)).toEqual({ fromMonth, toMonth });
});
