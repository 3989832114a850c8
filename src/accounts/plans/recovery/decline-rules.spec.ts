import fc from 'fast-check';
import {
  DECLINE_KINDS,
  fallPercent,
  isDecline,
  isFestivalOver,
  monthsToCompare,
  type Thresholds,
} from './decline-rules';

const AT: Thresholds = { tier: 'key', festivalPercent: 20, monthPercent: 30, leastFen: 1_000 };

test.each([
  ['month', 10_000, 7_000, true],
  ['month', 10_000, 7_001, false],
  ['festival', 10_000, 8_000, true],
  ['festival', 10_000, 8_001, false],
  ['month', 1_000, 0, true],
  ['month', 999, 0, false],
  ['month', 0, 0, false],
  ['month', 10_000, -5, true],
] as const)('%s, %i before and %i now: %s', (kind, before, now, alarmed) => {
  expect(isDecline(kind, before, now, AT)).toBe(alarmed);
});

test.each([
  [100, 71, 29],
  [3, 1, 66],
  [100, 100, 0],
  [0, 5, 0],
  [100, -50, 150],
  [9_007_199_254_740_991, 1, 99],
])('from %i to %i are %i percent', (before, now, percent) => {
  expect(fallPercent(before, now)).toBe(percent);
});

test.each([
  ['2026-11-23', '2026-10-01', '2025-10-01'],
  ['2026-11-05', '2026-10-01', '2025-10-01'],
  ['2026-11-04', '2026-09-01', '2025-09-01'],
  ['2026-01-04', '2025-11-01', '2024-11-01'],
  ['2026-01-05', '2025-12-01', '2024-12-01'],
])('on %s the month is %s', (today, month, before) => {
  expect(monthsToCompare(today)).toEqual({ month, before });
});

test.each([
  // Mid-Autumn of 2025 earned until October: the one of 2026 may earn until November.
  ['2025-10-01', null, '2026-11-23', false],
  ['2025-10-01', null, '2026-12-04', false],
  ['2025-10-01', null, '2026-12-05', true],
  ['2025-10-01', '2026-12-20', '2026-12-05', false],
  ['2025-10-01', null, '2027-03-05', true],
  ['2025-10-01', null, '2027-04-05', false],
  [null, null, '2027-01-31', false],
  [null, null, '2027-02-05', true],
])('last earned in %s, running until %s, on %s: %s', (lastMonthBefore, runsUntil, today, over) => {
  expect(isFestivalOver({ year: 2026, lastMonthBefore, runsUntil }, today)).toBe(over);
});

test('no alarm when it rises or stays, or nothing was before; a deeper fall and a lower threshold never silence one', () => {
  const fen = fc.integer({ min: 0, max: 2_000_000_000 });
  const percent = fc.integer({ min: 1, max: 100 });
  fc.assert(
    fc.property(
      fc.constantFrom(...DECLINE_KINDS),
      fen,
      fen,
      fen,
      percent,
      (kind, before, now, more, threshold) => {
        const at = { ...AT, festivalPercent: threshold, monthPercent: threshold };
        expect(isDecline(kind, before, before + more, at)).toBe(false);
        expect(isDecline(kind, 0, -now, at)).toBe(false);
        if (!isDecline(kind, before, now, at)) return;
        expect(now).toBeLessThan(before);
        expect(fallPercent(before, now)).toBeGreaterThanOrEqual(threshold);
        expect(isDecline(kind, before, now - more, at)).toBe(true);
        const lower = Math.max(1, threshold - 1);
        expect(isDecline(kind, before, now, { ...at, festivalPercent: lower, monthPercent: lower })).toBe(
          true,
        );
      },
    ),
  );
});
