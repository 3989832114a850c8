import { isDeepStrictEqual } from 'node:util';

/** One field before and after, as JSON; null where there was or is nothing. */
export interface FieldChange {
  field: string;
  from: unknown;
  to: unknown;
}

const asJson = (value: unknown): unknown =>
  value === undefined ? null : (JSON.parse(JSON.stringify(value)) as unknown);

/**
 * What differs between two states of a record, in the order of `fields`. A field `after` does not name was not
 * touched. Values are compared as they would be stored: a date equals its ISO text, undefined equals null.
 */
export function fieldChanges<T extends object>(
  before: Partial<T>,
  after: Partial<T>,
  fields: readonly (keyof T & string)[],
): FieldChange[] {
  return fields
    .filter((field) => field in after)
    .map((field) => ({ field, from: asJson(before[field]), to: asJson(after[field]) }))
    .filter(({ from, to }) => !isDeepStrictEqual(from, to));
}
