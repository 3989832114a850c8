import { filterFaults } from './check-filter';
import { compileFilter } from './compile-filter';
import { assertCatalogue, catalogueFor, type FieldCatalogue } from './field-catalogue';
import {
  allOf,
  checkedFilter,
  DEEPEST,
  type Filter,
  MOST_CONDITIONS,
  parseFilter,
  printFilter,
} from './filter';

const label = { zh: '字段', en: 'Field' };
const CATALOGUE: FieldCatalogue = {
  fields: [
    { name: 'name', type: 'text', label, sql: 't.name' },
    { name: 'tier', type: 'enum', label, sql: 't.tier' },
    { name: 'due', type: 'date', label, sql: 't.due' },
    { name: 'owner', type: 'user', label, sql: 't.owner' },
  ],
  relations: [
    {
      name: 'parts',
      label,
      from: 'FROM part p',
      on: 'p.whole = t.id',
      fields: [{ name: 'size', type: 'number', label, sql: 'p.size' }],
    },
  ],
};
const code = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'none';
};
const nested = (levels: number): unknown => (levels === 1 ? ['name', 'filled'] : { not: nested(levels - 1) });

test('values never become SQL, whatever they say', () => {
  const evil = `'; DROP TABLE t; --`;
  const { sql, parameters } = compileFilter(
    { and: [['name', 'contains', evil], { not: ['tier', 'in', [evil, 'b']] }] },
    CATALOGUE,
    4,
  );
  expect(sql).toBe(
    `(((t.name) IS NOT NULL AND (t.name) ILIKE $4::text) AND NOT (((t.tier) IS NOT NULL AND (t.tier) = ANY ($5::text[]))))`,
  );
  expect(parameters).toEqual([`%${evil}%`, [evil, 'b']]);
});

test('a related record is a sub-select with its own fields', () => {
  const { sql, parameters } = compileFilter(
    { has: 'parts', where: ['size', 'between', [1, 2]] },
    CATALOGUE,
    1,
  );
  expect(sql).toBe(
    'EXISTS (SELECT 1 FROM part p WHERE p.whole = t.id AND ((p.size) IS NOT NULL AND (p.size) BETWEEN $1::numeric AND $2::numeric))',
  );
  expect(parameters).toEqual([1, 2]);
});

test.each<[unknown, string]>([
  [['gone', 'eq', 'x'], 'filter field'],
  [['name', 'any', ['x']], 'filter operator'],
  [['due', 'gte', '2026-02-30'], 'filter value'],
  [['owner', 'in', ['@you']], 'filter value'],
  [['tier', 'in', []], 'filter value'],
  [['name', 'empty', 'x'], 'filter value'],
  [['due', 'last', -1], 'filter value'],
  [{ or: [['tier', 'in', ['a']], { not: { has: 'gone' } }] }, 'filter.or.1.not relation'],
  [{ has: 'parts', where: ['name', 'eq', 'x'] }, 'filter.where field'],
  [{ has: 'parts', where: { has: 'parts' } }, 'filter.where relation'],
])('%j does not fit: %s', (filter, fault) => {
  const [{ path, code: what }] = filterFaults(filter as Filter, CATALOGUE) as [
    { path: string; code: string },
  ];
  expect(`${path} ${what}`).toBe(fault);
  expect(code(() => compileFilter(filter as Filter, CATALOGUE, 1))).toBe('filter.invalid');
});

test('is read from text as it was printed', () => {
  const filter: Filter = {
    and: [['name', 'starts', '甲"%'], { or: [['due', 'next', 30]] }, { has: 'parts' }],
  };
  expect(parseFilter(printFilter(filter))).toEqual(filter);
});

test.each(['{', '"name"', '[]', '{"and":[[1]]}', '{"xor":[]}', '["name","like","x"]', '{"not":{},"and":[]}'])(
  '%s is no filter',
  (text) => {
    expect(code(() => parseFilter(text))).toBe('filter.unreadable');
  },
);

test('is bounded in depth, in conditions and in length', () => {
  expect(code(() => checkedFilter(nested(DEEPEST)))).toBe('none');
  expect(code(() => checkedFilter(nested(DEEPEST + 1)))).toBe('filter.too-large');
  const many = (count: number) => ({ and: Array.from({ length: count }, () => ['name', 'filled']) });
  expect(code(() => checkedFilter(many(MOST_CONDITIONS)))).toBe('none');
  expect(code(() => checkedFilter(many(MOST_CONDITIONS + 1)))).toBe('filter.too-large');
  const spread = { and: [many(MOST_CONDITIONS), { not: ['name', 'filled'] }] };
  expect(code(() => checkedFilter(spread))).toBe('filter.too-large');
  expect(code(() => parseFilter(JSON.stringify(['name', 'eq', 'x'.repeat(7_000)])))).toBe('filter.too-large');
});

test('filters that all hold are joined, those that are none left out', () => {
  expect(allOf([null, undefined])).toBeNull();
  expect(allOf([null, ['name', 'filled']])).toEqual(['name', 'filled']);
  expect(allOf([['name', 'filled'], { has: 'parts' }])).toEqual({
    and: [['name', 'filled'], { has: 'parts' }],
  });
});

test('a catalogue that could not work is refused when it is put together', () => {
  const field = { name: 'a', type: 'text', label, sql: 'a' } as const;
  expect(() => assertCatalogue({ fields: [field, field], relations: [] })).toThrow('twice');
  expect(() => assertCatalogue({ fields: [{ ...field, name: `a'b` }], relations: [] })).toThrow('no name');
});

test('whoever lacks a permission has no such field, relation or field of a relation', () => {
  const field = { name: 'a', type: 'text', label, sql: 'a' } as const;
  const closed = { ...field, name: 'b', permission: 'money' };
  const relation = { name: 'r', label, from: '', on: '', fields: [field, closed] };
  const whole = {
    fields: [field, closed],
    relations: [relation, { ...relation, name: 's', permission: 'money' }],
  };
  const names = ({ fields, relations }: FieldCatalogue) => [
    fields.map(({ name }) => name),
    relations.map((one) => [one.name, ...one.fields.map(({ name }) => name)]),
  ];
  expect(names(catalogueFor(whole, ['other']))).toEqual([['a'], [['r', 'a']]]);
  expect(names(catalogueFor(whole, ['money']))).toEqual([
    ['a', 'b'],
    [
      ['r', 'a', 'b'],
      ['s', 'a', 'b'],
    ],
  ]);
});
