import { isDeepStrictEqual } from 'node:util';
import type { Conflict } from './app-error';

/** Part of a write that is not of the record. */
const ABOUT_THE_WRITE = new Set(['version', 'reason']);

/**
 * Compares what was sent with the record, field by field. What the record does not tell (a password, what is masked)
 * is not compared and not told again.
 */
export function conflictOf(current: Record<string, unknown> | null, body: unknown): Conflict {
  const sent = Object.entries((body ?? {}) as object).filter(
    ([field]) => !ABOUT_THE_WRITE.has(field) && (current === null || Object.hasOwn(current, field)),
  );
  const fields = current === null ? [] : sent.filter(([field, mine]) => !isSame(current[field], mine));
  return {
    current,
    sent: current === null ? {} : Object.fromEntries(sent),
    fields: fields.map(([field, mine]) => ({ field, theirs: current![field], mine })),
  };
}

/** Nothing, in a form, is null in the record. */
function isSame(theirs: unknown, mine: unknown): boolean {
  return isDeepStrictEqual(theirs, mine === '' ? null : mine);
}
