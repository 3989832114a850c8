import { birthdaysAhead, nextBirthday, plusDays, todayIn } from './birthdays';

const next = (today: string, month: number, day: number) =>
  nextBirthday({ calendar: 'solar', month, day, year: 1980 }, today);

test.each([
  ['2026-11-23', 11, 23, '2026-11-23'],
  ['2026-11-23', 11, 22, '2027-11-22'],
  ['2026-12-30', 1, 2, '2027-01-02'],
  ['2026-01-01', 2, 29, '2026-02-28'],
  ['2028-01-01', 2, 29, '2028-02-29'],
  ['2027-03-01', 2, 29, '2028-02-29'],
])('after %s the birthday %i/%i is on %s', (today, month, day, expected) => {
  expect(next(today, month, day)).toBe(expected);
});

test('a lunar birthday is kept and not reckoned', () => {
  expect(nextBirthday({ calendar: 'lunar', month: 8, day: 15, year: null }, '2026-01-01')).toBeNull();
});

test('every birthday lies ahead once in a year, on the day it is next', () => {
  const today = '2026-11-23';
  const ahead = birthdaysAhead(today, 365);
  expect(new Set(ahead.map(({ month, day }) => `${month}-${day}`)).size).toBe(366);
  expect(ahead).toHaveLength(366);
  for (const { month, day, inDays } of ahead) expect(next(today, month, day)).toBe(plusDays(today, inDays));
});

test('a leap year has its own day for 29 February', () => {
  expect(birthdaysAhead('2028-02-28', 2)).toEqual([
    { month: 2, day: 28, inDays: 0 },
    { month: 2, day: 29, inDays: 1 },
  ]);
});

test('today is the day where the offices are', () => {
  expect(todayIn('Asia/Shanghai', new Date('2026-11-22T16:30:00Z'))).toBe('2026-11-23');
});
