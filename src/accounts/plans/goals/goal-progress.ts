import { GROWING, type Measure } from '../plan-words';

export const STANDINGS = ['not-begun', 'reached', 'on-track', 'behind', 'missed', 'unknown'] as const;

export type Standing = (typeof STANDINGS)[number];

export interface Progress {
  standing: Standing;
  /** Share of the target that is reached, percent, rounded down so that 100 means reached. Null when not known. */
  percent: number | null;
  /** What would be on track today, in the goal's unit. */
  expected: number;
}

const DAY = 86_400_000;

/** Share of a year that is over at the end of a day, 0 to 1. @param today `2026-11-23` */
export function elapsedShare(year: number, today: string): number {
  const begin = Date.UTC(year, 0, 1);
  const whole = Date.UTC(year + 1, 0, 1) - begin;
  const passed = Date.parse(`${today}T00:00:00Z`) + DAY - begin;
  return Math.min(1, Math.max(0, passed / whole));
}

/**
 * Where a goal stands. What grows over the year is held against the target times the share of the year that is over;
 * what is a level (a percentage, a score) against the target itself.
 *
 * @param actual what was counted; null when nothing could be
 * @param elapsed share of the year that is over, 0 to 1
 */
export function progressOf(
  measure: Measure,
  target: number,
  actual: number | null,
  elapsed: number,
): Progress {
  const expected = GROWING.includes(measure) ? Math.floor(target * elapsed) : target;
  if (actual === null) return { standing: elapsed === 0 ? 'not-begun' : 'unknown', percent: null, expected };
  const percent = Math.floor((Math.max(0, actual) / target) * 100);
  return { standing: standingOf(target, actual, expected, elapsed), percent, expected };
}

function standingOf(target: number, actual: number, expected: number, elapsed: number): Standing {
  if (actual >= target) return 'reached';
  if (elapsed === 0) return 'not-begun';
  if (elapsed === 1) return 'missed';
  return actual >= expected ? 'on-track' : 'behind';
}
