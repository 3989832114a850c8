import { z } from 'zod';
import { type Operator, OPERATORS } from './field-catalogue';
import { filterTooLarge, filterUnreadable } from './list-errors';

export type FilterValue = string | number | boolean | readonly (string | number)[];

/** One question to one field: `["tier", "in", ["key"]]`, `["industry", "empty"]`. */
export type Condition =
  | readonly [field: string, operator: Operator]
  | readonly [field: string, operator: Operator, value: FilterValue];

/** There is a related record, of the kind the inner filter describes. */
export interface Has {
  has: string;
  where?: Filter;
}

/** What a list is narrowed to. Plain JSON, so that it fits an address, a saved view and a request alike. */
export type Filter = { and: Filter[] } | { or: Filter[] } | { not: Filter } | Has | Condition;

/** Levels of and, or, not and has, the condition counted. */
export const DEEPEST = 6;
export const MOST_CONDITIONS = 50;
/** Characters of a filter in an address. */
export const LONGEST_FILTER = 6_000;
const MOST_VALUES = 200;

const name = z.string().min(1).max(81);
const scalar = z.union([z.string().max(200), z.number()]);
const value = z.union([scalar, z.boolean(), z.array(scalar).max(MOST_VALUES)]);

const filterSchema: z.ZodType<Filter> = z.lazy(() =>
  z.union([
    z.tuple([name, z.enum(OPERATORS)]),
    z.tuple([name, z.enum(OPERATORS), value]),
    z.strictObject({ and: z.array(filterSchema).max(MOST_CONDITIONS) }),
    z.strictObject({ or: z.array(filterSchema).max(MOST_CONDITIONS) }),
    z.strictObject({ not: filterSchema }),
    z.strictObject({ has: name, where: filterSchema.optional() }),
  ]),
);

/**
 * A filter as it came in JSON, its size checked before its shape, so that nothing large is walked.
 *
 * @throws AppError `filter.unreadable`, `filter.too-large`
 */
export function checkedFilter(input: unknown): Filter {
  assertSize(input);
  const parsed = filterSchema.safeParse(input);
  if (!parsed.success) throw filterUnreadable();
  return parsed.data;
}

/** @throws AppError `filter.unreadable`, `filter.too-large` */
export function parseFilter(text: string): Filter {
  if (text.length > LONGEST_FILTER) throw filterTooLarge();
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    throw filterUnreadable();
  }
  return checkedFilter(input);
}

export const printFilter = (filter: Filter): string => JSON.stringify(filter);

export const isCondition = (filter: Filter): filter is Condition => Array.isArray(filter);

/** Filters that all hold; null when there are none. */
export function allOf(filters: readonly (Filter | null | undefined)[]): Filter | null {
  const given = filters.filter((one): one is Filter => one !== null && one !== undefined);
  if (given.length < 2) return given[0] ?? null;
  return { and: given };
}

function assertSize(input: unknown): void {
  const waiting: { node: unknown; depth: number }[] = [{ node: input, depth: 1 }];
  let leaves = 0;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, depth } = next;
    if (depth > DEEPEST) throw filterTooLarge();
    if (typeof node !== 'object' || node === null || Array.isArray(node)) leaves += 1;
    else {
      if ('has' in node) leaves += 1;
      const inner = Object.values(node).filter((one) => typeof one === 'object');
      for (const child of inner) {
        // A condition is an array as well, but of a name; the members of and, or are not.
        const members = Array.isArray(child) && typeof child[0] !== 'string' ? (child as unknown[]) : [child];
        if (members.length > MOST_CONDITIONS) throw filterTooLarge();
        waiting.push(...members.map((member) => ({ node: member, depth: depth + 1 })));
      }
    }
    if (leaves > MOST_CONDITIONS) throw filterTooLarge();
  }
}
