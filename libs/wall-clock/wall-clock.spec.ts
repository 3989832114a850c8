import * as fc from 'fast-check';
import { dayAt, dayPlus, instantOf, minuteAt } from './wall-clock';

const zones = fc.constantFrom(
  'Asia/Shanghai',
  'Asia/Urumqi',
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'UTC',
);
const instants = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2035, 0) });

test('a day and a minute of it name an instant that shows them', () => {
  expect(dayAt(Date.UTC(2026, 10, 22, 16, 30), 'Asia/Shanghai')).toBe('2026-11-23');
  expect(minuteAt(Date.UTC(2026, 10, 22, 16, 30), 'Asia/Shanghai')).toBe(30);
  expect(instantOf('2026-11-23', 30, 'Asia/Shanghai')).toBe(Date.UTC(2026, 10, 22, 16, 30));
  expect(instantOf('2026-03-29', 150, 'Europe/Berlin')).toBe(Date.UTC(2026, 2, 29, 1, 30));
});

test('whatever is shown at an instant leads back to an instant that shows the same', () => {
  fc.assert(
    fc.property(instants, zones, (instant, zone) => {
      const back = instantOf(dayAt(instant, zone), minuteAt(instant, zone), zone);
      expect([dayAt(back, zone), minuteAt(back, zone)]).toEqual([
        dayAt(instant, zone),
        minuteAt(instant, zone),
      ]);
    }),
  );
});

test('days are counted over months and leap days', () => {
  expect([dayPlus('2028-02-28', 1), dayPlus('2028-03-01', -1), dayPlus('2026-12-31', 1)]).toEqual([
    '2028-02-29',
    '2028-02-29',
    '2027-01-01',
  ]);
});
