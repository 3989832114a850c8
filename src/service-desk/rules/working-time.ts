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
const DAY = 86_400_000;
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
    day = dayAfter(day);
  }
}

function isWorked({ days, weekdays }: WorkingHours, day: string): boolean {
  return days.get(day) ?? weekdays.includes(new Date(`${day}T00:00:00Z`).getUTCDay() || 7);
}

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10);

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    const numbers = {
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    } as const;
    format = new Intl.DateTimeFormat('en-CA', { timeZone, hourCycle: 'h23', second: '2-digit', ...numbers });
    formats.set(timeZone, format);
  }
  return format;
}

/** What clocks there show, read as if it were UTC. */
function wallClock(instant: number, timeZone: string): number {
  const parts = formatOf(timeZone).formatToParts(instant);
  const part = (type: string) => Number(parts.find((found) => found.type === type)!.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

/** The calendar day at an instant in a time zone, `2026-11-23`. */
export function dayAt(instant: number, timeZone: string): string {
  return new Date(wallClock(instant, timeZone)).toISOString().slice(0, 10);
}

/** The instant at which clocks there show this minute of the day. */
function instantOf(day: string, minute: number, timeZone: string): number {
  const shown = Date.parse(`${day}T00:00:00Z`) + minute * MINUTE;
  // The offset is that of the instant looked for, which the first guess misses only across a change of clocks.
  const guess = shown - (wallClock(shown, timeZone) - shown);
  return shown - (wallClock(guess, timeZone) - guess);
}
