import dayjs from 'dayjs';

/** `26250` → `26,250` */
export function count(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 0 });
}

/** A working day, `2026-11-23`. */
export function day(instant: string | null | undefined): string {
  return instant ? dayjs(instant).format('YYYY-MM-DD') : '–';
}

/** A moment to the minute, `2026-11-23 14:05`. */
export function minute(instant: string | null | undefined): string {
  return instant ? dayjs(instant).format('YYYY-MM-DD HH:mm') : '–';
}
