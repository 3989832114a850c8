import type { SortColumn } from '../database/keyset';
import type { Sentence } from '../http/app-error';

/** Kinds of value a list knows; money is integer fen, a date a calendar day, a record one of another list, tags an array of text. */
export const FIELD_TYPES = [
  'text',
  'number',
  'money',
  'date',
  'enum',
  'user',
  'branch',
  'record',
  'tags',
  'boolean',
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** Questions a filter can ask. What is empty answers `ne`, `nin`, `ncontains` and `none` with yes. */
export const OPERATORS = [
  'eq',
  'ne',
  'lt',
  'lte',
  'gt',
  'gte',
  'between',
  'last',
  'next',
  'in',
  'nin',
  'any',
  'all',
  'none',
  'contains',
  'ncontains',
  'starts',
  'empty',
  'filled',
] as const;
export type Operator = (typeof OPERATORS)[number];

const ORDERED = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'between'] as const;
const PRESENCE = ['empty', 'filled'] as const;
const AMONG = ['in', 'nin', ...PRESENCE] as const;

/**
 * What can be asked of each type, the usual question first. `in` of a branch takes in everything below it, `eq` does
 * not; `last` and
 * `next` of a date are days back and ahead from today, both ends included.
 */
export const OPERATORS_OF: Readonly<Record<FieldType, readonly Operator[]>> = {
  text: ['contains', 'ncontains', 'eq', 'ne', 'starts', ...PRESENCE],
  number: ['gte', 'lte', ...ORDERED.filter((one) => one !== 'gte' && one !== 'lte'), ...PRESENCE],
  money: ['gte', 'lte', ...ORDERED.filter((one) => one !== 'gte' && one !== 'lte'), ...PRESENCE],
  date: ['gte', 'lte', 'between', 'last', 'next', 'eq', 'ne', 'lt', 'gt', ...PRESENCE],
  enum: AMONG,
  user: AMONG,
  branch: ['in', 'nin', 'eq', ...PRESENCE],
  record: AMONG,
  tags: ['any', 'all', 'none', ...PRESENCE],
  boolean: ['eq'],
};

export interface FieldOption {
  value: string;
  zh: string;
  en: string;
}

/** One field of a list, declared once for filter, sort, groups, totals, columns, files and edits. */
export interface ListField {
  /** `tier`, or `custom.region` for what an administrator added; see {@link FIELD_NAME}. */
  name: string;
  type: FieldType;
  label: Sentence;
  /** SQL expression over the list's `FROM`; may be null. Fixed text of the program, never of a request. */
  sql: string;
  /** What files and headings of groups say instead of the bare value, e.g. a person's name. */
  text?: string;
  options?: readonly FieldOption[];
  /** Of a record: the list it is in, e.g. `accounts`. */
  refersTo?: string;
  /** Questions it answers, where those of its type are too many: what is masked tells whether it is there, no more. */
  operators?: readonly Operator[];
  /**
   * A condition that whatever answers the question with yes meets, over the parameter that holds the value: by an index
   * that row security keeps from ordinary conditions. The question itself is asked besides.
   */
  narrow?: Partial<Record<Operator, (parameter: string) => string>>;
  sort?: SortColumn;
  groupable?: boolean;
  /** A sum of it means something. */
  totalable?: boolean;
  /** Changeable in its cell and for many at once, where the list has an editor. */
  editable?: boolean;
  /** What it takes to change it, besides what the list's editor asks for. */
  editPermission?: string;
  /** An edit may not leave it empty. */
  required?: boolean;
  /** Whoever lacks this permission has no such field: not to see, not to ask by. */
  permission?: string;
}

/** Records elsewhere that belong to a row: `has contacts where role is …`. */
export interface ListRelation {
  name: string;
  label: Sentence;
  /** `FROM` of a sub-select with aliases of its own. */
  from: string;
  /** Condition that ties it to the row of the list. */
  on: string;
  fields: readonly ListField[];
  permission?: string;
}

export interface FieldCatalogue {
  fields: readonly ListField[];
  relations: readonly ListRelation[];
}

/** What can be asked of a field. */
export const operatorsOf = ({ type, operators }: ListField): readonly Operator[] =>
  operators ?? OPERATORS_OF[type];

/** Names are written into SQL as keys of JSON, so that they are checked where they are declared. */
export const FIELD_NAME = /^[a-z][A-Za-z0-9]{0,39}(\.[a-z][a-z0-9_]{0,39})?$/;

/** @throws Error when a catalogue is declared wrongly: a mistake in the program */
export function assertCatalogue({ fields, relations }: FieldCatalogue): void {
  for (const group of [fields, ...relations.map((relation) => relation.fields)]) {
    const names = group.map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice) throw new Error(`field "${twice}" is declared twice`);
    const odd = names.find((name) => !FIELD_NAME.test(name));
    if (odd !== undefined) throw new Error(`"${odd}" is no name for a field`);
    const lost = group.find(({ type, refersTo }) => (type === 'record') !== (refersTo !== undefined));
    if (lost) throw new Error(`field "${lost.name}" is a record of a list, or it is neither`);
  }
}

/** The catalogue as a reader with these permissions has it. */
export function catalogueFor(catalogue: FieldCatalogue, permissions: readonly string[]): FieldCatalogue {
  const may = ({ permission }: { permission?: string }) => !permission || permissions.includes(permission);
  return {
    fields: catalogue.fields.filter(may),
    relations: catalogue.relations
      .filter(may)
      .map((relation) => ({ ...relation, fields: relation.fields.filter(may) })),
  };
}
