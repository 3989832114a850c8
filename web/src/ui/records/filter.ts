import type { ListField, ListFields } from '../../api/records';

export type Operator = ListField['operators'][number];
export type ConditionValue = string | number | boolean | (string | number)[];
export type Condition = [field: string, operator: Operator, value?: ConditionValue];
export type Filter =
  { and: Filter[] } | { or: Filter[] } | { not: Filter } | { has: string; where?: Filter } | Condition;

/** Stands for whoever is logged in. */
export const ME = '@me';

export const isCondition = (filter: Filter): filter is Condition => Array.isArray(filter);

/** Filters that all hold; null when there are none. */
export function allOf(filters: readonly (Filter | null)[]): Filter | null {
  const given = filters.filter((one): one is Filter => one !== null);
  return given.length < 2 ? (given[0] ?? null) : { and: given };
}

/** A filter as the address keeps it; null when it was tampered with. */
export function readFilter(text: string | null): Filter | null {
  if (!text) return null;
  try {
    const filter: unknown = JSON.parse(text);
    return isFilter(filter, 0) ? filter : null;
  } catch {
    return null;
  }
}

const DEEPEST = 6;

function isFilter(node: unknown, depth: number): node is Filter {
  if (typeof node !== 'object' || node === null || depth > DEEPEST) return false;
  if (Array.isArray(node)) return typeof node[0] === 'string' && typeof node[1] === 'string';
  const inner = (child: unknown) => isFilter(child, depth + 1);
  if ('and' in node) return Array.isArray(node.and) && node.and.every(inner);
  if ('or' in node) return Array.isArray(node.or) && node.or.every(inner);
  if ('not' in node) return inner(node.not);
  return 'has' in node && typeof node.has === 'string' && (!('where' in node) || inner(node.where));
}

/** The conditions of the outermost "all of": what is shown and taken away one by one. */
export function partsOf(filter: Filter | null): Filter[] {
  if (filter === null) return [];
  return 'and' in filter ? filter.and : [filter];
}

type Known = Pick<ListFields, 'fields' | 'relations'>;

/** Whether the list knows every field that a part asks. What it does not know is shown, and left out of the question. */
export function isKnown(filter: Filter, { fields, relations }: Known): boolean {
  if (isCondition(filter)) {
    const field = fields.find(({ name }) => name === filter[0]);
    return field !== undefined && field.operators.includes(filter[1]);
  }
  if ('not' in filter) return isKnown(filter.not, { fields, relations });
  if ('has' in filter) {
    const relation = relations.find(({ name }) => name === filter.has);
    if (!relation) return false;
    return filter.where === undefined || isKnown(filter.where, { fields: relation.fields, relations: [] });
  }
  const members = 'and' in filter ? filter.and : filter.or;
  return members.every((one) => isKnown(one, { fields, relations }));
}
