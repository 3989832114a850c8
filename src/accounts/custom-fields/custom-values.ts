/** Kinds of value a field can hold. */
export const CUSTOM_TYPES = ['text', 'number', 'date', 'boolean', 'choice', 'multi-choice'] as const;
export type CustomType = (typeof CUSTOM_TYPES)[number];

export interface CustomOption {
  /** What is stored; labels may change. */
  value: string;
  zh: string;
  en: string;
}

/** What of a definition decides whether a value fits. */
export interface CustomDefinition {
  key: string;
  type: CustomType;
  options: readonly CustomOption[];
  required: boolean;
  archived: boolean;
}

export type CustomValue = string | number | boolean | string[];
export type CustomValues = Readonly<Record<string, CustomValue>>;

const LONGEST_TEXT = 500;

function isDate(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

const fits: Record<CustomType, (value: unknown, offered: ReadonlySet<string>) => boolean> = {
  text: (value) => typeof value === 'string' && value.length <= LONGEST_TEXT,
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  date: isDate,
  boolean: (value) => typeof value === 'boolean',
  choice: (value, offered) => typeof value === 'string' && offered.has(value),
  'multi-choice': (value, offered) =>
    Array.isArray(value) &&
    new Set(value).size === value.length &&
    value.every((one) => typeof one === 'string' && offered.has(one)),
};

const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

export interface CustomFault {
  key: string;
  fault: 'unknown' | 'archived' | 'type' | 'required';
}

/**
 * The values an account has after a change: what the change names is set, or taken away when it is empty.
 *
 * @param change values by key, as sent
 * @returns the faults of every key, or the values when there are none
 */
export function changedValues(
  definitions: readonly CustomDefinition[],
  before: CustomValues,
  change: Readonly<Record<string, unknown>>,
): { values: CustomValues; faults: CustomFault[] } {
  const byKey = new Map(definitions.map((definition) => [definition.key, definition]));
  const values: Record<string, CustomValue> = { ...before };
  const faults: CustomFault[] = [];
  for (const [key, value] of Object.entries(change)) {
    const definition = byKey.get(key);
    if (!definition || definition.archived) faults.push({ key, fault: definition ? 'archived' : 'unknown' });
    else if (isNothing(value)) delete values[key];
    else if (fits[definition.type](value, new Set(definition.options.map((option) => option.value)))) {
      values[key] = value as CustomValue;
    } else faults.push({ key, fault: 'type' });
  }
  // A field that became required does not stop a save that does not touch any field of its kind.
  if (Object.keys(change).length > 0) {
    for (const { key, required, archived } of definitions) {
      if (required && !archived && isNothing(values[key])) faults.push({ key, fault: 'required' });
    }
  }
  return { values, faults };
}
