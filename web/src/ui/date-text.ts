import dayjs from 'dayjs';

/** A day `2026-11-23`, or a month `2026-11`. */
export type DateUnit = 'date' | 'month';

export const FORMATS: Record<DateUnit, string> = { date: 'YYYY-MM-DD', month: 'YYYY-MM' };

export interface DateFieldProps {
  /** `2026-11-23`, for a month `2026-11`. */
  value?: string | null;
  onChange?: (day: string | null) => void;
  id?: string;
  unit?: DateUnit;
  /** Days that cannot be chosen. */
  disabledDay?: (day: string) => boolean;
  placeholder?: string;
  /** Names the field where no label does; else the placeholder does. */
  label?: string;
  width?: number | string;
}

const WRITTEN: Record<DateUnit, RegExp> = {
  date: /^(\d{4})[-/.]?(\d{1,2})[-/.]?(\d{1,2})$/,
  month: /^(\d{4})[-/.]?(\d{1,2})$/,
};

/** What somebody wrote as a day of the calendar, `2026/3/9` and `20260309` too; null when there is no such day. */
export function readDate(text: string, unit: DateUnit): string | null {
  const [, year, month, day] = WRITTEN[unit].exec(text.trim()) ?? [];
  if (year === undefined || month === undefined) return null;
  const parts = [year, month.padStart(2, '0'), ...(day === undefined ? [] : [day.padStart(2, '0')])];
  const read = parts.join('-');
  // The 31st of February would become a day in March.
  return dayjs(unit === 'month' ? `${read}-01` : read).format(FORMATS[unit]) === read ? read : null;
}
