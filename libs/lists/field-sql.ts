import type { SortColumn } from '../database/keyset';
import type { ListField } from './field-catalogue';

/** The calendar day of an instant, where the product is used. */
export const dayOf = (column: string): string => `(${column} AT TIME ZONE 'Asia/Shanghai')::date`;

/** The order of Chinese names; what has none comes first. */
export const nameOrder = (expression: string): SortColumn => ({
  expression: `coalesce(${expression}, '') COLLATE "zh-x-icu"`,
  type: 'text',
});

/** The order of days or instants; what has none comes first. */
export const timeOrder = (expression: string, type: 'date' | 'timestamptz'): SortColumn => ({
  expression: `coalesce(${expression}, '-infinity')`,
  type,
});

/** The branch a row belongs to, in the order of the branches' codes. @param b alias of the joined branch */
export const branchField = (column: string, b = 'b'): ListField => ({
  name: 'branch',
  type: 'branch',
  label: { zh: '所属局', en: 'Branch' },
  sql: column,
  text: `${b}.name`,
  sort: { expression: `coalesce(${b}.code, '')`, type: 'text' },
  groupable: true,
});
