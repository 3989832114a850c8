import { containsPattern } from '../database/like';
import { filterFaults, ME } from './check-filter';
import type { FieldCatalogue, ListField, Operator } from './field-catalogue';
import { type Condition, type Filter, isCondition } from './filter';
import { filterInvalid } from './list-errors';

/** A condition over the list's `FROM`; everything that came with the request is a parameter. */
export interface CompiledFilter {
  sql: string;
  parameters: unknown[];
}

/** SQL type that a value of each field type is passed as. */
const CASTS = {
  text: 'text',
  number: 'numeric',
  money: 'bigint',
  date: 'date',
  enum: 'text',
  user: 'uuid',
  branch: 'uuid',
  record: 'uuid',
  tags: 'text',
  boolean: 'boolean',
} as const;

const COMPARISONS: Partial<Record<Operator, string>> = { eq: '=', lt: '<', lte: '<=', gt: '>', gte: '>=' };

/** The day it is where the product is used; a filter's "next 30 days" need not know each row's branch. */
const TODAY = `(now() AT TIME ZONE 'Asia/Shanghai')::date`;

/**
 * Two-valued: every part is true or false, never unknown, so that NOT means what people mean by it. What is known of a
 * value is asked with AND beside the question, which leaves an index over the expression usable.
 *
 * @param firstParameter number of the first free `$n`
 * @throws AppError `filter.invalid` with a fault for each part that does not fit
 */
export function compileFilter(
  filter: Filter,
  catalogue: FieldCatalogue,
  firstParameter: number,
): CompiledFilter {
  const faults = filterFaults(filter, catalogue);
  if (faults.length > 0) throw filterInvalid(faults);
  const parameters: unknown[] = [];
  const bind = (value: unknown, cast: string): string => {
    parameters.push(value);
    return `$${firstParameter + parameters.length - 1}::${cast}`;
  };
  return { sql: tree(filter, catalogue, bind), parameters };
}

type Bind = (value: unknown, cast: string) => string;

function tree(filter: Filter, catalogue: FieldCatalogue, bind: Bind): string {
  if (isCondition(filter)) {
    const field = catalogue.fields.find(({ name }) => name === filter[0])!;
    const asked = condition(filter, field, bind);
    const narrow = field.narrow?.[filter[1]];
    return narrow ? `(${narrow(bind(filter[2], narrowedBy(filter[1], field)))} AND ${asked})` : asked;
  }
  if ('not' in filter) return `NOT (${tree(filter.not, catalogue, bind)})`;
  if ('has' in filter) {
    const { from, on, fields } = catalogue.relations.find(({ name }) => name === filter.has)!;
    const where = filter.where ? tree(filter.where, { fields, relations: [] }, bind) : 'TRUE';
    return `EXISTS (SELECT 1 ${from} WHERE ${on} AND ${where})`;
  }
  const [members, joint, nothing] =
    'and' in filter ? [filter.and, ' AND ', 'TRUE'] : [filter.or, ' OR ', 'FALSE'];
  return members.length === 0
    ? nothing
    : `(${members.map((member) => tree(member, catalogue, bind)).join(joint)})`;
}

/** SQL type of what a narrowing condition is given: days for `last` and `next`, otherwise the field's own. */
const narrowedBy = (operator: Operator, { type }: ListField): string =>
  operator === 'last' || operator === 'next'
    ? 'integer'
    : operator === 'in'
      ? `${CASTS[type]}[]`
      : CASTS[type];

function condition([, operator, value]: Condition, field: ListField, bind: Bind): string {
  const { sql, type } = field;
  const known = `(${sql}) IS NOT NULL`;
  const cast = CASTS[type];
  if (operator === 'empty') return isEmpty(field);
  if (operator === 'filled') return `NOT ${isEmpty(field)}`;
  if (type === 'tags') return ofTags(operator, sql, bind(value, 'text[]'));
  if (operator === 'in' || operator === 'nin') {
    const among = `(${known} AND ${member(field, value as readonly string[], bind)})`;
    return operator === 'in' ? among : `NOT ${among}`;
  }
  if (operator === 'between') {
    const [low, high] = value as readonly (string | number)[];
    return `(${known} AND (${sql}) BETWEEN ${bind(low, cast)} AND ${bind(high, cast)})`;
  }
  if (operator === 'last')
    return `(${known} AND (${sql}) BETWEEN ${TODAY} - ${bind(value, 'integer')} AND ${TODAY})`;
  if (operator === 'next')
    return `(${known} AND (${sql}) BETWEEN ${TODAY} AND ${TODAY} + ${bind(value, 'integer')})`;
  if (operator === 'contains' || operator === 'ncontains' || operator === 'starts')
    return like(operator, sql, value as string, bind);
  if (operator === 'ne') return `((${sql}) IS NULL OR (${sql}) <> ${bind(value, cast)})`;
  return `(${known} AND (${sql}) ${COMPARISONS[operator]!} ${bind(value, cast)})`;
}

function isEmpty({ sql, type }: ListField): string {
  if (type === 'tags') return `(cardinality(coalesce((${sql}), '{}')) = 0)`;
  return type === 'text' ? `((${sql}) IS NULL OR (${sql}) = '')` : `((${sql}) IS NULL)`;
}

function member({ sql, type }: ListField, values: readonly string[], bind: Bind): string {
  if (type === 'branch')
    return `(${sql}) IN (SELECT branch_subtree(top) FROM unnest(${bind(values, 'uuid[]')}) AS top)`;
  if (type === 'record') return `(${sql}) = ANY (${bind(values, 'uuid[]')})`;
  if (type !== 'user') return `(${sql}) = ANY (${bind(values, 'text[]')})`;
  const others = values.filter((one) => one !== ME);
  const asked = `(${sql}) = ANY (${bind(others, 'uuid[]')})`;
  return others.length < values.length ? `(${asked} OR (${sql}) = (SELECT app_user_id()))` : asked;
}

function ofTags(operator: Operator, sql: string, values: string): string {
  const tags = `coalesce((${sql}), '{}')`;
  if (operator === 'all') return `(${tags} @> ${values})`;
  return operator === 'any' ? `(${tags} && ${values})` : `(NOT ${tags} && ${values})`;
}

function like(operator: Operator, sql: string, text: string, bind: Bind): string {
  const pattern = containsPattern(text)!;
  const asked = bind(operator === 'starts' ? pattern.slice(1) : pattern, 'text');
  if (operator === 'ncontains') return `((${sql}) IS NULL OR (${sql}) NOT ILIKE ${asked})`;
  return `((${sql}) IS NOT NULL AND (${sql}) ILIKE ${asked})`;
}
