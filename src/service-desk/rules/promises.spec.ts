import { deadlines, reportDue, reportReason, runOf } from './promises';
import { workingTime } from './working-time';

const time = workingTime({
  timeZone: 'Asia/Shanghai',
  weekdays: [1, 2, 3, 4, 5],
  periods: [
    { from: 510, to: 720 },
    { from: 840, to: 1050 },
  ],
  days: new Map(),
});
const at = (text: string) => new Date(`${text}:00+08:00`);

test('a promise of a working day made on Friday afternoon ends on Monday afternoon', () => {
  expect(deadlines(time, at('2026-11-27T16:30'), { answerMinutes: 30, resolveMinutes: 420 })).toEqual({
    answerDueAt: at('2026-11-27T17:00'),
    halfDueAt: at('2026-11-30T11:00'),
    resolveDueAt: at('2026-11-30T16:30'),
  });
});

test('nights and days off use nothing up, before the end and after it', () => {
  const run = (now: string) => runOf(time, at('2026-11-27T16:30'), at('2026-11-30T09:30'), at(now));
  expect(run('2026-11-27T17:00')).toEqual({
    totalMinutes: 120,
    usedMinutes: 30,
    leftMinutes: 90,
    over: false,
  });
  expect(run('2026-11-29T12:00')).toEqual({
    totalMinutes: 120,
    usedMinutes: 60,
    leftMinutes: 60,
    over: false,
  });
  expect(run('2026-11-30T14:10')).toEqual({
    totalMinutes: 120,
    usedMinutes: 280,
    leftMinutes: -160,
    over: true,
  });
});

test('a promise that ended with the working day is broken in the evening, though nobody has worked since', () => {
  const run = (now: string) => runOf(time, at('2026-11-23T08:30'), at('2026-11-23T17:30'), at(now));
  expect(run('2026-11-23T17:30')).toMatchObject({ leftMinutes: 0, over: false });
  expect(run('2026-11-23T20:00')).toMatchObject({ usedMinutes: 420, over: true });
});

test('the client is told the same day of what is critical, and of more pieces than the threshold', () => {
  expect(reportReason({ urgency: 'critical', affectedPieces: null }, 1000)).toBe('critical');
  expect(reportReason({ urgency: 'low', affectedPieces: 1000 }, 1000)).toBeNull();
  expect(reportReason({ urgency: 'low', affectedPieces: 1001 }, 1000)).toBe('pieces');
  expect(reportReason({ urgency: 'high', affectedPieces: null }, 1000)).toBeNull();
});

test('a report is due when the working day ends; a critical one never later than the same midnight', () => {
  const due = (reason: 'critical' | 'pieces', now: string) =>
    reportDue(time, 'Asia/Shanghai', reason, at(now));
  for (const reason of ['critical', 'pieces'] as const) {
    expect(due(reason, '2026-11-27T09:00')).toEqual(at('2026-11-27T17:30'));
  }
  for (const late of ['2026-11-27T17:31', '2026-11-28T10:00', '2026-11-29T23:59']) {
    expect(due('pieces', late)).toEqual(at('2026-11-30T17:30'));
  }
  expect(due('critical', '2026-11-27T17:31')).toEqual(at('2026-11-28T00:00'));
  expect(due('critical', '2026-11-29T23:59')).toEqual(at('2026-11-30T00:00'));
});
