import { birthdaysAhead, NextBirthdays, plusDays, todayIn } from './birthdays';

const next = (today: string, calendar: 'solar' | 'lunar', month: number, day: number) =>
  new NextBirthdays(today).of({ calendar, month, day, year: null });

test.each([
  // Spring Festival and Mid-Autumn as the State Council's holiday notices have them.
  ['2026-01-01', 1, 1, '2026-02-17'],
  ['2026-02-17', 1, 1, '2026-02-17'],
  ['2026-02-18', 1, 1, '2027-02-06'],
  ['2026-01-01', 8, 15, '2026-09-25'],
  ['2025-07-01', 8, 15, '2025-10-06'],
])('after %s the lunar %i/%i is on %s', (today, month, day, expected) => {
  expect(next(today, 'lunar', month, day)).toBe(expected);
});

test('a leap month has no birthdays: they were in the month of the same number before it', () => {
  // 2025 has a second sixth month, from 25 July.
  expect(next('2025-06-20', 'lunar', 6, 1)).toBe('2025-06-25');
  expect(next('2025-07-25', 'lunar', 6, 1)).toBe('2026-07-14');
});

test('a day a year lacks is kept on the last of its month', () => {
  expect(next('2026-01-01', 'solar', 2, 29)).toBe('2026-02-28');
  expect(next('2028-01-01', 'solar', 2, 29)).toBe('2028-02-29');
  // The twelfth month that ended on 16 February 2026 had 29 days.
  expect(next('2026-02-01', 'lunar', 12, 30)).toBe('2026-02-16');
});

test('every birthday comes within a year, and in its own calendar only once a year', () => {
  const ahead = birthdaysAhead('2026-11-23', 365);
  const solar = ahead
    .filter(({ calendar }) => calendar === 'solar')
    .map(({ month, day }) => `${month}-${day}`);
  expect(new Set(solar).size).toBe(366);
  expect(next('2026-11-23', 'solar', 11, 23)).toBe('2026-11-23');
  expect(next('2026-11-23', 'solar', 11, 22)).toBe('2027-11-22');
});

test('today is the day where the offices are', () => {
  expect(todayIn('Asia/Shanghai', new Date('2026-11-22T16:30:00Z'))).toBe('2026-11-23');
  expect(plusDays('2026-02-28', 1)).toBe('2026-03-01');
});
