import {
  type FieldCatalogue,
  type FieldType,
  type ListField,
  type Operator,
  operatorsOf,
} from './field-catalogue';
import { type Condition, type Filter, type FilterValue, isCondition } from './filter';
import type { FilterFault } from './list-errors';

/** Stands for whoever asks, so that one view serves everybody: "mine". */
export const ME = '@me';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const FURTHEST_DAYS = 36_500;

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

const FITS: Record<FieldType, (value: unknown) => boolean> = {
  text: isText,
  number: isNumber,
  money: (value) => Number.isSafeInteger(value),
  date: isDay,
  enum: isText,
  user: (value) => typeof value === 'string' && (value === ME || UUID.test(value)),
  branch: (value) => typeof value === 'string' && UUID.test(value),
  record: (value) => typeof value === 'string' && UUID.test(value),
  tags: isText,
  boolean: (value) => typeof value === 'boolean',
};

const LISTS: ReadonlySet<Operator> = new Set(['in', 'nin', 'any', 'all', 'none']);
const ALONE: ReadonlySet<Operator> = new Set(['empty', 'filled']);

function valueFits(type: FieldType, operator: Operator, value: FilterValue | undefined): boolean {
  if (ALONE.has(operator)) return value === undefined;
  if (operator === 'last' || operator === 'next')
    return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= FURTHEST_DAYS;
  if (operator === 'between') return Array.isArray(value) && value.length === 2 && value.every(FITS[type]);
  if (LISTS.has(operator)) return Array.isArray(value) && value.length > 0 && value.every(FITS[type]);
  return FITS[type](value);
}

/** What of a filter does not fit the catalogue: a field that is gone, a question its type does not know, a wrong value. */
export function filterFaults(filter: Filter, catalogue: FieldCatalogue, path = 'filter'): FilterFault[] {
  if (isCondition(filter)) return conditionFaults(filter, catalogue.fields, path);
  if ('not' in filter) return filterFaults(filter.not, catalogue, `${path}.not`);
  if ('has' in filter) {
    const relation = catalogue.relations.find(({ name }) => name === filter.has);
    if (!relation) return [{ path, code: 'relation' }];
    if (!filter.where) return [];
    // A related record has no relations of its own: one step is what people can still picture.
    return filterFaults(filter.where, { fields: relation.fields, relations: [] }, `${path}.where`);
  }
  const [key, members] = 'and' in filter ? ['and', filter.and] : ['or', filter.or];
  return members.flatMap((member, index) => filterFaults(member, catalogue, `${path}.${key}.${index}`));
}

function conditionFaults(
  [name, operator, value]: Condition,
  fields: readonly ListField[],
  path: string,
): FilterFault[] {
  const field = fields.find((candidate) => candidate.name === name);
  if (!field) return [{ path, code: 'field' }];
  if (!operatorsOf(field).includes(operator)) return [{ path, code: 'operator' }];
  return valueFits(field.type, operator, value) ? [] : [{ path, code: 'value' }];
}
