import { dayAt, dayPlus, instantOf } from '../../../libs/wall-clock/wall-clock';
import type { WorkingTime } from './working-time';

/** When a case is to be answered, half over, and solved. */
export interface Deadlines {
  answerDueAt: Date;
  halfDueAt: Date;
  resolveDueAt: Date;
}

/** Deadlines of what was promised, in working time from the instant the clock started. */
export function deadlines(
  time: WorkingTime,
  clockFrom: Date,
  promised: { answerMinutes: number; resolveMinutes: number },
): Deadlines {
  return {
    answerDueAt: time.after(clockFrom, promised.answerMinutes),
    halfDueAt: time.after(clockFrom, Math.ceil(promised.resolveMinutes / 2)),
    resolveDueAt: time.after(clockFrom, promised.resolveMinutes),
  };
}

/** How far one promise has run. */
export interface Run {
  totalMinutes: number;
  usedMinutes: number;
  /** Negative when the time is over and somebody has worked since. */
  leftMinutes: number;
  over: boolean;
}

export function runOf(time: WorkingTime, from: Date, due: Date, now: Date): Run {
  const leftMinutes = now <= due ? time.between(now, due) : -time.between(due, now);
  return {
    totalMinutes: time.between(from, due),
    usedMinutes: time.between(from, now),
    leftMinutes,
    over: now > due,
  };
}

export type ReportReason = 'critical' | 'pieces';

/** Why the client has to be told the same day; null when it has not. */
export function reportReason(
  given: { urgency: string; affectedPieces: number | null },
  moreThanPieces: number,
): ReportReason | null {
  if (given.urgency === 'critical') return 'critical';
  return (given.affectedPieces ?? 0) > moreThanPieces ? 'pieces' : null;
}

/**
 * By when the client is told: the end of the working day, of the next one on a day off. What is critical does not wait
 * for it: the same day is over at midnight.
 */
export function reportDue(time: WorkingTime, timeZone: string, reason: ReportReason, at: Date): Date {
  const workedUntil = time.endOfDay(at);
  if (reason !== 'critical') return workedUntil;
  const midnight = instantOf(dayPlus(dayAt(at.getTime(), timeZone), 1), 0, timeZone);
  return new Date(Math.min(workedUntil.getTime(), midnight));
}
