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

const BYTES_A_KB = 1024;

/** `383150` bytes → `374 KB` */
export function fileSize(bytes: number): string {
  if (bytes < BYTES_A_KB) return `${bytes} B`;
  const kb = bytes / BYTES_A_KB;
  if (kb < BYTES_A_KB) return `${kb.toFixed(kb < 10 ? 1 : 0)} KB`;
  return `${(kb / BYTES_A_KB).toFixed(1)} MB`;
}
