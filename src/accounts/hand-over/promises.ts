import type { ImportantDate } from '../profile/profile-words';

/** What is open at an account, in numbers. */
export interface PromiseCounts {
  openCases: number;
  overdueCases: number;
  campaigns: number;
  dates: number;
  missing: number;
  people: number;
  documents: number;
}

export interface ComingDate {
  on: string;
  kind: ImportantDate['kind'];
  note: string;
}

const DAY_MS = 86_400_000;

/**
 * The important dates that come in so many days, the next first. A date of a whole month counts from its first day.
 *
 * @param today `2026-11-23`
 */
export function comingDates(dates: readonly ImportantDate[], today: string, days: number): ComingDate[] {
  const start = Date.parse(`${today}T00:00:00Z`);
  const last = new Date(start + days * DAY_MS).toISOString().slice(0, 10);
  const year = Number(today.slice(0, 4));
  return dates
    .flatMap(({ kind, note, ...date }) => {
      const years = date.yearly ? [year, year + 1] : [date.year ?? year];
      const on = years.map((one) => dayOf(one, date.month, date.day)).find((day) => day >= today);
      return on !== undefined && on <= last ? [{ on, kind, note }] : [];
    })
    .sort((a, b) => a.on.localeCompare(b.on));
}

/** The month's last day when it has no such day. */
function dayOf(year: number, month: number, day: number | null): string {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1, Math.min(day ?? 1, last))).toISOString().slice(0, 10);
}
