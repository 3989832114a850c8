import fc from 'fast-check';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database';
import { compileFilter } from './compile-filter';
import type { FieldCatalogue } from './field-catalogue';
import { type Condition, type Filter, isCondition, parseFilter, printFilter } from './filter';

interface Part {
  size: number | null;
}
interface Row {
  id: number;
  name: string | null;
  tier: string | null;
  amount: number | null;
  due: string | null;
  flag: boolean | null;
  tags: string[];
  parts: Part[];
}

const label = { zh: '字段', en: 'Field' };
const CATALOGUE: FieldCatalogue = {
  fields: [
    { name: 'name', type: 'text', label, sql: 't.name' },
    { name: 'tier', type: 'enum', label, sql: 't.tier' },
    { name: 'amount', type: 'money', label, sql: 't.amount' },
    { name: 'due', type: 'date', label, sql: 't.due' },
    { name: 'flag', type: 'boolean', label, sql: 't.flag' },
    { name: 'tags', type: 'tags', label, sql: 't.tags' },
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

const WORDS = ['', '甲', '甲乙', 'a%b', 'A_b', 'ab\\'];
const TIERS = ['provincial', 'key', 'standard'];
const DAYS = ['2025-12-31', '2026-01-01', '2026-02-28'];
const TAGS = ['x', 'y', '甲'];

/** What the compiled SQL has to say of a row, told independently of SQL. */
function holds(filter: Filter, row: Partial<Record<string, unknown>>): boolean {
  if (isCondition(filter)) return answers(filter, row[filter[0]] ?? null);
  if ('not' in filter) return !holds(filter.not, row);
  if ('and' in filter) return filter.and.every((one) => holds(one, row));
  if ('or' in filter) return filter.or.some((one) => holds(one, row));
  const { where } = filter;
  return (row.parts as Part[]).some((part) => !where || holds(where, { ...part }));
}

function answers([, operator, asked]: Condition, value: unknown): boolean {
  if (Array.isArray(value)) {
    const tags = value as unknown[];
    const among = (asked as unknown[] | undefined) ?? [];
    if (operator === 'empty' || operator === 'filled') return (tags.length === 0) === (operator === 'empty');
    if (operator === 'all') return among.every((one) => tags.includes(one));
    return among.some((one) => tags.includes(one)) === (operator === 'any');
  }
  const text = typeof value === 'string' ? value.toLowerCase() : '';
  const looked = typeof asked === 'string' ? asked.toLowerCase() : '';
  const order = value as number;
  switch (operator) {
    case 'empty':
      return value === null || value === '';
    case 'filled':
      return value !== null && value !== '';
    case 'eq':
      return value !== null && value === asked;
    case 'ne':
      return value !== asked;
    case 'in':
      return value !== null && (asked as unknown[]).includes(value);
    case 'nin':
      return value === null || !(asked as unknown[]).includes(value);
    case 'contains':
      return value !== null && text.includes(looked);
    case 'ncontains':
      return value === null || !text.includes(looked);
    case 'starts':
      return value !== null && text.startsWith(looked);
    case 'between': {
      const [low, high] = asked as [number, number];
      return value !== null && order >= low && order <= high;
    }
    case 'lt':
      return value !== null && order < (asked as number);
    case 'lte':
      return value !== null && order <= (asked as number);
    case 'gt':
      return value !== null && order > (asked as number);
    case 'gte':
      return value !== null && order >= (asked as number);
    default:
      throw new Error(operator);
  }
}

const some = (values: readonly string[]) => fc.subarray([...values], { minLength: 1 });
const amounts = fc.integer({ min: -2, max: 2 });
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.tuple(fc.constantFrom('name', 'tier', 'amount', 'due', 'tags'), fc.constantFrom('empty', 'filled')),
  fc.tuple(
    fc.constant('name'),
    fc.constantFrom('eq', 'ne', 'contains', 'ncontains', 'starts'),
    fc.constantFrom(...WORDS.slice(1), 'b', '%', '乙'),
  ),
  fc.tuple(fc.constant('tier'), fc.constantFrom('in', 'nin'), some(TIERS)),
  fc.tuple(fc.constant('amount'), fc.constantFrom('eq', 'ne', 'lt', 'lte', 'gt', 'gte'), amounts),
  fc.tuple(fc.constant('amount'), fc.constant('between'), fc.tuple(amounts, amounts)),
  fc.tuple(
    fc.constant('due'),
    fc.constantFrom('eq', 'ne', 'lt', 'lte', 'gt', 'gte'),
    fc.constantFrom(...DAYS),
  ),
  fc.tuple(fc.constant('flag'), fc.constant('eq'), fc.boolean()),
  fc.tuple(fc.constant('tags'), fc.constantFrom('any', 'all', 'none'), some(TAGS)),
) as fc.Arbitrary<Condition>;
const related: fc.Arbitrary<Filter> = fc
  .option(fc.tuple(fc.constant('size'), fc.constantFrom('gte', 'lt', 'ne'), amounts), { nil: undefined })
  .map((where) => (where ? { has: 'parts', where: where as unknown as Filter } : { has: 'parts' }));
const { filter: filters } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    condition,
    related,
    fc.record({ not: tie('filter') }),
    fc.record({ and: fc.array(tie('filter'), { maxLength: 3 }) }),
    fc.record({ or: fc.array(tie('filter'), { maxLength: 3 }) }),
  ),
}));

const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const rowsOf = fc.array(
  fc.record({
    name: orNull(fc.constantFrom(...WORDS)),
    tier: orNull(fc.constantFrom(...TIERS)),
    amount: orNull(amounts),
    due: orNull(fc.constantFrom(...DAYS)),
    flag: orNull(fc.boolean()),
    tags: fc.subarray(TAGS),
    parts: fc.array(fc.record({ size: orNull(amounts) }), { maxLength: 2 }),
  }),
  { minLength: 150, maxLength: 150 },
);

let database: TestDatabase;
let client: Client;
let rows: Row[];

beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
  rows = fc.sample(rowsOf, { numRuns: 1, seed: 7 })[0]!.map((row, id) => ({ ...row, id }));
  await client.query(`CREATE TEMP TABLE t (id integer, name text, tier text, amount bigint, due date, flag boolean,
    tags text[])`);
  await client.query('CREATE TEMP TABLE part (whole integer, size integer)');
  await client.query(
    `INSERT INTO t SELECT r.id, r.name, r.tier, r.amount, r.due, r.flag,
       ARRAY(SELECT jsonb_array_elements_text(r.tags))
     FROM jsonb_to_recordset($1) AS r (id integer, name text, tier text, amount bigint, due date, flag boolean, tags jsonb)`,
    [JSON.stringify(rows)],
  );
  const parts = rows.flatMap(({ id, parts: own }) => own.map(({ size }) => ({ whole: id, size })));
  await client.query(
    'INSERT INTO part SELECT * FROM jsonb_to_recordset($1) AS p (whole integer, size integer)',
    [JSON.stringify(parts)],
  );
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

async function found(filter: Filter): Promise<number[]> {
  const { sql, parameters } = compileFilter(filter, CATALOGUE, 1);
  const answer = await client.query<{ id: number }>(
    `SELECT t.id FROM t WHERE ${sql} ORDER BY t.id`,
    parameters,
  );
  return answer.rows.map(({ id }) => id);
}

test('finds the rows that plain reading finds, and the rest when turned round', async () => {
  await fc.assert(
    fc.asyncProperty(filters, async (filter) => {
      const read = parseFilter(printFilter(filter));
      expect(compileFilter(read, CATALOGUE, 1)).toEqual(compileFilter(filter, CATALOGUE, 1));
      const expected = rows.filter((row) => holds(filter, { ...row })).map(({ id }) => id);
      expect(await found(read)).toEqual(expected);
      const others = rows.filter(({ id }) => !expected.includes(id)).map(({ id }) => id);
      expect(await found({ not: filter })).toEqual(others);
    }),
    { numRuns: 300, seed: 20_261 },
  );
});

test('days back and ahead include today and both ends', async () => {
  await client.query(`CREATE TEMP TABLE days AS SELECT n AS id,
    ((now() AT TIME ZONE 'Asia/Shanghai')::date + n) AS due FROM generate_series(-3, 3) AS n`);
  const asked = async (filter: Filter) => {
    const catalogue: FieldCatalogue = {
      fields: [{ name: 'due', type: 'date', label, sql: 'd.due' }],
      relations: [],
    };
    const { sql, parameters } = compileFilter(filter, catalogue, 1);
    const answer = await client.query<{ id: number }>(
      `SELECT d.id FROM days d WHERE ${sql} ORDER BY 1`,
      parameters,
    );
    return answer.rows.map(({ id }) => id);
  };
  expect(await asked(['due', 'next', 2])).toEqual([0, 1, 2]);
  expect(await asked(['due', 'last', 2])).toEqual([-2, -1, 0]);
});

test('a field may narrow a question by an index, name a record, and refuse what its type would answer', async () => {
  const named: FieldCatalogue = {
    fields: [
      {
        name: 'name',
        type: 'text',
        label,
        sql: 't.name',
        narrow: { contains: (value) => `strpos(t.name, ${value}) > 0` },
      },
      { name: 'masked', type: 'text', label, sql: `'***'`, operators: ['empty', 'filled'] },
      { name: 'whole', type: 'record', refersTo: 'wholes', label, sql: 't.id' },
    ],
    relations: [],
  };
  const narrowed = compileFilter(['name', 'contains', 'a%b'], named, 3);
  expect(narrowed.sql).toMatch(/^\(strpos\(t\.name, \$\d::text\) > 0 AND /);
  expect([...narrowed.parameters].toSorted()).toEqual(['%a\\%b%', 'a%b']);
  expect(compileFilter(['name', 'eq', 'x'], named, 1).sql).not.toContain('strpos');
  const id = '01890000-0000-7000-8000-000000000001';
  expect(compileFilter(['whole', 'in', [id]], named, 1)).toEqual({
    sql: '((t.id) IS NOT NULL AND (t.id) = ANY ($1::uuid[]))',
    parameters: [[id]],
  });
  for (const filter of [
    ['masked', 'contains', '1'],
    ['masked', 'eq', '1'],
    ['whole', 'in', ['not an id']],
  ] as Filter[])
    expect(() => compileFilter(filter, named, 1)).toThrow(
      expect.objectContaining({ code: 'filter.invalid' }),
    );
  expect(compileFilter(['masked', 'filled'], named, 1).parameters).toEqual([]);
});
