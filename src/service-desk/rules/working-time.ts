import { dayAt, dayPlus, instantOf } from '../../../libs/wall-clock/wall-clock';

/** Working hours of one branch. */
export interface WorkingHours {
  /** IANA name: `Asia/Shanghai`. */
  timeZone: string;
  /** 1 Monday … 7 Sunday. */
  weekdays: readonly number[];
  /** Minutes from midnight, in order, not overlapping. */
  periods: readonly { from: number; to: number }[];
  /** Days that are not as their weekday says: `2026-10-01` → whether people work. */
  days: ReadonlyMap<string, boolean>;
}

/** Counts in minutes at which people work. */
export interface WorkingTime {
  /**
   * The first instant at which `minutes` of working time have passed since `from`.
   *
   * @throws RangeError when so much is not worked within five years
   */
  after(from: Date, minutes: number): Date;
  /** Working minutes between two instants, in whole minutes; 0 when `to` is not later. */
  between(from: Date, to: Date): number;
  /** When the working day ends that `at` lies in or, with that day over or free, the next one. */
  endOfDay(at: Date): Date;
}

const MINUTE = 60_000;
/** Whoever never works would be looked for without end. */
const LONGEST_DAYS = 5 * 366;

interface Span {
  from: number;
  to: number;
}

/** Everything that asks for working time asks here; another calendar can stand behind the same three questions. */
export function workingTime(hours: WorkingHours): WorkingTime {
  const spans = (from: Date): Generator<Span> => spansFrom(hours, from.getTime());
  return {
    after(from, minutes) {
      let left = minutes * MINUTE;
      if (left <= 0) return from;
      for (const span of spans(from)) {
        if (span.to - span.from >= left) return new Date(span.from + left);
        left -= span.to - span.from;
      }
      throw new RangeError('less than that is worked within five years');
    },
    between(from, to) {
      let worked = 0;
      if (to <= from) return 0;
      for (const span of spans(from)) {
        if (span.from >= to.getTime()) break;
        worked += Math.min(span.to, to.getTime()) - span.from;
      }
      return Math.floor(worked / MINUTE);
    },
    endOfDay(at) {
      let end: number | undefined;
      let day: string | undefined;
      for (const span of spans(at)) {
        const of = dayAt(span.from, hours.timeZone);
        if (day !== undefined && of !== day) break;
        day = of;
        end = span.to;
      }
      if (end === undefined) throw new RangeError('nothing is worked within five years');
      return new Date(end);
    },
  };
}

/** What is worked from the instant on, span after span, the first cut off at its beginning. */
function* spansFrom(hours: WorkingHours, from: number): Generator<Span> {
  let day = dayAt(from, hours.timeZone);
  for (let count = 0; count < LONGEST_DAYS; count += 1) {
    if (isWorked(hours, day)) {
      for (const period of hours.periods) {
        const begin = instantOf(day, period.from, hours.timeZone);
        const end = instantOf(day, period.to, hours.timeZone);
        if (end > from && end > begin) yield { from: Math.max(begin, from), to: end };
      }
    }
    day = dayPlus(day, 1);
  }
}

function isWorked({ days, weekdays }: WorkingHours, day: string): boolean {
  return days.get(day) ?? weekdays.includes(new Date(`${day}T00:00:00Z`).getUTCDay() || 7);
}
