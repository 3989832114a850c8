import { dayAt, dayPlus, instantOf, minuteAt } from '../../../libs/wall-clock/wall-clock';

/** When somebody wants to hear of things; minutes since midnight in their branch's time zone. */
export interface Hours {
  timeZone: string;
  /** Both null: never quiet. From 22:00 to 7:00 is 1320 to 420. */
  quietFrom: number | null;
  quietTo: number | null;
  /** Whether urgent messages come through all the same. */
  urgentPasses: boolean;
  /** Full hour of the daily summary, 0 to 23. */
  digestHour: number;
}

/** The end of the quiet hours that `at` lies in; null when it is not quiet. */
export function quietUntil(at: Date, { timeZone, quietFrom, quietTo }: Hours): Date | null {
  if (quietFrom === null || quietTo === null || quietFrom === quietTo) return null;
  const minute = minuteAt(at.getTime(), timeZone);
  const overMidnight = quietFrom > quietTo;
  const quiet = overMidnight
    ? minute >= quietFrom || minute < quietTo
    : minute >= quietFrom && minute < quietTo;
  if (!quiet) return null;
  const today = dayAt(at.getTime(), timeZone);
  const day = overMidnight && minute >= quietFrom ? dayPlus(today, 1) : today;
  const end = new Date(instantOf(day, quietTo, timeZone));
  // Where clocks go back over the end, it may show twice: the second time counts.
  return end > at ? end : new Date(at.getTime() + 3_600_000);
}

/** When a message that should go at once may go. */
export function atOnce(now: Date, hours: Hours, urgent: boolean): Date {
  if (urgent && hours.urgentPasses) return now;
  return quietUntil(now, hours) ?? now;
}

/** The next time of the daily summary, later than `now`. The hour was chosen for it: quiet hours do not move it. */
export function nextDigest(now: Date, { timeZone, digestHour }: Hours): Date {
  const today = dayAt(now.getTime(), timeZone);
  for (const days of [0, 1, 2]) {
    const due = instantOf(dayPlus(today, days), digestHour * 60, timeZone);
    if (due > now.getTime()) return new Date(due);
  }
  throw new RangeError('a day without this hour');
}
