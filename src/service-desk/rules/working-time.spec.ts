import fc from 'fast-check';
import { dayAt } from '../../../libs/wall-clock/wall-clock';
import { type WorkingHours, workingTime } from './working-time';

const HOURS: WorkingHours = {
  timeZone: 'Asia/Shanghai',
  weekdays: [1, 2, 3, 4, 5],
  periods: [
    { from: 8 * 60 + 30, to: 12 * 60 },
    { from: 14 * 60, to: 17 * 60 + 30 },
  ],
  days: new Map([
    ['2026-10-01', false],
    ['2026-10-02', false],
    ['2026-10-10', true],
  ]),
};
const time = workingTime(HOURS);
const at = (text: string) => new Date(`${text}+08:00`);

test.each([
  ['within the morning', '2026-11-23T09:00:00', 30, '2026-11-23T09:30:00'],
  ['over noon', '2026-11-23T11:30:00', 60, '2026-11-23T14:30:00'],
  ['to the very end of the day', '2026-11-23T08:30:00', 420, '2026-11-23T17:30:00'],
  ['from before the day begins', '2026-11-23T03:00:00', 1, '2026-11-23T08:31:00'],
  ['over a weekend', '2026-11-27T17:00:00', 60, '2026-11-30T09:00:00'],
  ['over days off, from Wednesday to Monday', '2026-09-30T17:00:00', 60, '2026-10-05T09:00:00'],
  ['on a Saturday that is worked', '2026-10-09T17:00:00', 60, '2026-10-10T09:00:00'],
])('%s', (_what, from, minutes, to) => {
  expect(time.after(at(from), minutes)).toEqual(at(to));
  expect(time.between(at(from), at(to))).toBe(minutes);
});

test.each([
  ['2026-11-23T09:00:00', '2026-11-23T17:30:00'],
  ['2026-11-23T12:30:00', '2026-11-23T17:30:00'],
  ['2026-11-23T17:30:00', '2026-11-24T17:30:00'],
  ['2026-11-28T10:00:00', '2026-11-30T17:30:00'],
])('the working day at %s ends at %s', (instant, end) => {
  expect(time.endOfDay(at(instant))).toEqual(at(end));
});

test('who never works is told so instead of being looked for without end', () => {
  const never = workingTime({ ...HOURS, weekdays: [], days: new Map() });
  expect(() => never.after(at('2026-11-23T09:00:00'), 1)).toThrow(RangeError);
  expect(() => never.endOfDay(at('2026-11-23T09:00:00'))).toThrow(RangeError);
});

test('hours follow the clocks of the place, also when these change', () => {
  const berlin = workingTime({ ...HOURS, timeZone: 'Europe/Berlin', days: new Map() });
  expect(berlin.after(new Date('2026-10-23T15:00:00Z'), 60)).toEqual(new Date('2026-10-26T08:00:00Z'));
});

const instants = fc.date({
  min: at('2026-09-25T00:00:00'),
  max: at('2026-11-25T00:00:00'),
  noInvalidDate: true,
});
const wholeMinutes = instants.map((date) => new Date(Math.floor(date.getTime() / 60_000) * 60_000));
const amounts = fc.integer({ min: 1, max: 3_000 });

test('a minute of work is found by walking minute by minute', () => {
  const worked = (instant: number): boolean => {
    const local = new Date(instant + 8 * 3_600_000);
    const day = dayAt(instant, 'Asia/Shanghai');
    const minute = local.getUTCHours() * 60 + local.getUTCMinutes();
    const open = HOURS.days.get(day) ?? HOURS.weekdays.includes(local.getUTCDay() || 7);
    return open && HOURS.periods.some(({ from, to }) => minute >= from && minute < to);
  };
  fc.assert(
    fc.property(wholeMinutes, fc.integer({ min: 1, max: 900 }), (from, minutes) => {
      let instant = from.getTime();
      for (let left = minutes; left > 0; instant += 60_000) if (worked(instant)) left -= 1;
      expect(time.after(from, minutes)).toEqual(new Date(instant));
    }),
    { numRuns: 40 },
  );
});

test('what is added is what lies between, part by part, and later is never earlier', () => {
  fc.assert(
    fc.property(wholeMinutes, wholeMinutes, amounts, amounts, (one, other, first, second) => {
      const middle = time.after(one, first);
      expect(time.between(one, middle)).toBe(first);
      expect(time.after(middle, second)).toEqual(time.after(one, first + second));
      const [early, late] = one <= other ? [one, other] : [other, one];
      expect(time.after(early, first).getTime()).toBeLessThanOrEqual(time.after(late, first).getTime());
      expect(time.between(late, early)).toBe(0);
    }),
    { numRuns: 60 },
  );
});
