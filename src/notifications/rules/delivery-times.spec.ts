import * as fc from 'fast-check';
import { dayAt, minuteAt } from '../../../libs/wall-clock/wall-clock';
import { atOnce, type Hours, nextDigest, quietUntil } from './delivery-times';

const zone = fc.constantFrom('Asia/Shanghai', 'Asia/Urumqi', 'Europe/Berlin', 'America/New_York', 'UTC');
const minute = fc.integer({ min: 0, max: 1439 });
const hours: fc.Arbitrary<Hours> = fc.record({
  timeZone: zone,
  quietFrom: minute,
  quietTo: minute,
  urgentPasses: fc.boolean(),
  digestHour: fc.integer({ min: 0, max: 23 }),
});
const instant = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2028, 0) }).map((at) => new Date(at));

const NIGHT: Hours = {
  timeZone: 'Asia/Shanghai',
  quietFrom: 22 * 60,
  quietTo: 7 * 60,
  urgentPasses: true,
  digestHour: 8,
};
/** A time of 23 November 2026 in Shanghai. */
const at = (clock: string) => new Date(`2026-11-23T${clock}:00+08:00`);

describe('quiet hours', () => {
  it.each([
    ['21:59', null],
    ['22:00', '2026-11-24T07:00:00+08:00'],
    ['06:59', '2026-11-23T07:00:00+08:00'],
    ['07:00', null],
  ])('%s → %s', (clock, end) => {
    expect(quietUntil(at(clock), NIGHT)).toEqual(end && new Date(end));
  });

  it('within a day, and none', () => {
    const noon = { ...NIGHT, quietFrom: 12 * 60, quietTo: 14 * 60 };
    expect(quietUntil(at('13:00'), noon)).toEqual(at('14:00'));
    expect(quietUntil(at('14:00'), noon)).toBeNull();
    expect(quietUntil(at('23:00'), { ...NIGHT, quietFrom: null, quietTo: null })).toBeNull();
    expect(quietUntil(at('23:00'), { ...NIGHT, quietTo: NIGHT.quietFrom })).toBeNull();
  });

  it('let urgent messages through for whoever lets them', () => {
    expect(atOnce(at('23:00'), NIGHT, true)).toEqual(at('23:00'));
    expect(atOnce(at('23:00'), NIGHT, false) > at('23:00')).toBe(true);
    expect(atOnce(at('23:00'), { ...NIGHT, urgentPasses: false }, true) > at('23:00')).toBe(true);
  });

  it('whenever and wherever: a message goes at a time that is not quiet, and within a day', () => {
    fc.assert(
      fc.property(instant, hours, (now, chosen) => {
        const goes = atOnce(now, chosen, false);
        expect(goes >= now).toBe(true);
        expect(goes.getTime() - now.getTime()).toBeLessThanOrEqual(26 * 3_600_000);
        // Where clocks go back within quiet hours, their end may come twice.
        if (!changesClocks(goes, chosen.timeZone)) expect(quietUntil(goes, chosen)).toBeNull();
        if (!quietUntil(now, chosen)) expect(goes).toEqual(now);
      }),
    );
  });
});

describe('the daily summary', () => {
  it.each([
    ['07:59', '2026-11-23T08:00:00+08:00'],
    ['08:00', '2026-11-24T08:00:00+08:00'],
    ['23:30', '2026-11-24T08:00:00+08:00'],
  ])('%s → %s', (clock, due) => {
    expect(nextDigest(at(clock), NIGHT)).toEqual(new Date(due));
  });

  it('comes later, at its hour, and once a day', () => {
    fc.assert(
      fc.property(instant, hours, (now, chosen) => {
        const due = nextDigest(now, chosen);
        expect(due > now).toBe(true);
        if (changesClocks(due, chosen.timeZone)) return;
        expect(minuteAt(due.getTime(), chosen.timeZone)).toBe(chosen.digestHour * 60);
        const next = nextDigest(due, chosen);
        expect(dayAt(next.getTime(), chosen.timeZone) > dayAt(due.getTime(), chosen.timeZone)).toBe(true);
      }),
    );
  });
});

/** Whether clocks there show another distance to midnight than hours have passed: the day of a change. */
function changesClocks(day: Date, timeZone: string): boolean {
  const offset = (time: number) => minuteAt(time, timeZone) - minuteAt(time, 'UTC');
  const [before, after] = [-26, 26].map((h) => (offset(day.getTime() + h * 3_600_000) + 2880) % 1440);
  return before !== after;
}
