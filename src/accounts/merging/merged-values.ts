/** Whose value the merged record has; left out, the survivor's, and the other's where the survivor has none. */
export type Choice = 'survivor' | 'other';

const isBlank = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === 'object' && Object.keys(value).length === 0);

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Every item of both, each once, the survivor's first. */
function united(one: readonly unknown[], other: readonly unknown[]): unknown[] {
  const items = new Map([...one, ...other].map((item) => [JSON.stringify(item), item]));
  return [...items.values()];
}

/**
 * One field of the record that two become. Lists are united unless somebody chose; anything else is the survivor's, or
 * the other's where the survivor has none.
 */
export function mergedValue(survivor: unknown, other: unknown, choice?: Choice): unknown {
  if (choice === 'survivor') return survivor;
  if (choice === 'other') return other;
  if (Array.isArray(survivor) && Array.isArray(other)) return united(survivor, other);
  return isBlank(survivor) ? other : survivor;
}

/** The fields in which the survivor comes to say something else, with what it says then. */
export function mergedValues<T extends object, F extends keyof T & string>(
  survivor: T,
  other: T,
  fields: readonly F[],
  choices: Partial<Record<F, Choice>>,
): Partial<Pick<T, F>> {
  const changed = fields
    .map((field) => [field, mergedValue(survivor[field], other[field], choices[field])] as const)
    .filter(([field, value]) => !same(value, survivor[field]));
  return Object.fromEntries(changed) as Partial<Pick<T, F>>;
}

/** What a field said before a merge and after it. */
export interface MergedField {
  field: string;
  before: unknown;
  after: unknown;
}

/** What goes back to what it was; what says something else by now is left as it is. */
export function restoredValues(
  now: object,
  changes: readonly MergedField[],
): { values: Record<string, unknown>; left: string[] } {
  const current = now as Record<string, unknown>;
  const isAsMerged = ({ field, after }: MergedField): boolean => same(current[field], after);
  return {
    values: Object.fromEntries(changes.filter(isAsMerged).map(({ field, before }) => [field, before])),
    left: changes.filter((change) => !isAsMerged(change)).map(({ field }) => field),
  };
}
