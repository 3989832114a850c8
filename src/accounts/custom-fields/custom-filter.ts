import type { CustomDefinition, CustomValue } from './custom-values';

/** One condition of a list: `key:op:value`, e.g. `region:is:east`, `staff:from:200`. */
export interface CustomCondition {
  key: string;
  op: 'is' | 'has' | 'from' | 'to';
  value: string;
}

export interface CustomFilter {
  /** What the values must contain, as JSON containment asks; answered by the index. */
  contains: Record<string, CustomValue> | null;
  /** The rest, each checked on its own: part of a text, or a bound of a number or date. */
  others: CustomCondition[];
}

/** @returns null when the text is no condition */
export function conditionOf(text: string): CustomCondition | null {
  const match = /^([a-z][a-z0-9_]{0,39}):(is|has|from|to):(.{1,100})$/su.exec(text);
  return match ? { key: match[1]!, op: match[2] as CustomCondition['op'], value: match[3]! } : null;
}

/**
 * Conditions as the list's query takes them.
 *
 * @returns null when a field is unknown or its type does not know the question
 */
export function customFilter(
  definitions: readonly Pick<CustomDefinition, 'key' | 'type'>[],
  conditions: readonly CustomCondition[],
): CustomFilter | null {
  const types = new Map(definitions.map(({ key, type }) => [key, type]));
  const contains: Record<string, CustomValue> = {};
  const others: CustomCondition[] = [];
  for (const condition of conditions) {
    const { key, op, value } = condition;
    const type = types.get(key);
    if (!type) return null;
    const isBounded = type === 'number' || type === 'date';
    if (type === 'number' && (value.trim() === '' || !Number.isFinite(Number(value)))) return null;
    if (type === 'boolean' && value !== 'true' && value !== 'false') return null;
    if (op === 'has' ? type !== 'text' : op !== 'is' && !isBounded) return null;
    if (op !== 'is') others.push(condition);
    else if (type === 'multi-choice')
      contains[key] = [...((contains[key] as string[] | undefined) ?? []), value];
    else contains[key] = type === 'number' ? Number(value) : type === 'boolean' ? value === 'true' : value;
  }
  return { contains: Object.keys(contains).length > 0 ? contains : null, others };
}
