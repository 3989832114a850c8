import { DiscoveryService } from '@nestjs/core';
import request from 'supertest';
import type { FieldType, Operator } from '../../libs/lists/field-catalogue';
import { type RecordList, RecordListSource } from '../../libs/lists/record-list';
import { DEMO_PASSWORD } from '../../src/demo/demo-people';
import { DemoService } from '../../src/demo/demo.service';
import { Caller, createTestApp, type TestApp } from '../support/test-app';

/** Where the rows of each list are read. A list that is new has to be named here, and is then held to all of this. */
const PATHS: Readonly<Record<string, string>> = {
  accounts: '/api/accounts',
  'address-lists': '/api/address-lists',
  batches: '/api/batches',
  campaigns: '/api/campaigns',
  cases: '/api/service-cases',
  contacts: '/api/contacts',
  designs: '/api/designs',
  revenue: '/api/revenue/lines',
  suppressions: '/api/suppressions',
  users: '/api/users',
};

interface Field {
  name: string;
  type: FieldType;
  operators: Operator[];
  options: { value: string }[];
  sortable: boolean;
  groupable: boolean;
  totalable: boolean;
}
interface Described {
  fields: Field[];
  relations: { name: string; fields: Field[] }[];
  mayExport: boolean;
}
interface Summary {
  count: number;
  totals: { field: string; sum: number }[];
  groups: { value: unknown; count: number; totals: { sum: number }[] }[];
}
type Condition = unknown[] | Record<string, unknown>;

const SOME_ID = '00000000-0000-7000-8000-000000000000';
/** One less than a filter may have: to ask for a related record counts as well. */
const MOST_CONDITIONS = 49;

let program: TestApp;
let people: Record<'administrator' | 'outsider', Caller>;
let names: string[];
let foreignBranch: string;
const known: Record<string, Described> = {};

async function logIn(email: string): Promise<Caller> {
  const response = await request(program.url)
    .post('/api/session')
    .send({ email, password: DEMO_PASSWORD })
    .expect(200);
  const cookie = String(response.headers['set-cookie']).split(';')[0]!;
  return new Caller(program.url, cookie, (response.body as { csrfToken: string }).csrfToken);
}

beforeAll(async () => {
  program = await createTestApp({ DEMO: 'auto', RUN_JOBS: 'false' });
  await program.app.get(DemoService).loadIfEmpty();
  const { fixtures } = program;
  foreignBranch = await fixtures.branch('GD', null, '外省');
  await fixtures.user('outsider@example.test', foreignBranch, ['administrator']);
  people = {
    administrator: await logIn('admin@demo.hongyan'),
    outsider: await program.as('outsider@example.test'),
  };
  const refusal = { kind: 'address', address: '福建省福州市虚构路1号', reason: 'asked', source: '热线' };
  await people.administrator.post('/api/suppressions', refusal).expect(201);
  const first = async (route: string) => ((await get(route)) as { items: { id: string }[] }).items[0]!.id;
  const starterId = await first('/api/designs/starters');
  const design = await people.administrator.post('/api/designs', { starterId, name: '贺函' }).expect(201);
  const { id: designId } = design.body as { id: string };
  const listId = await first('/api/address-lists?limit=1');
  // Two of each, so that there is a second page.
  for (let made = 0; made < 2; made++)
    await people.administrator.post('/api/batches', { listId, designId }).expect(201);
  names = program.app
    .get(DiscoveryService, { strict: false })
    .getProviders({ metadataKey: RecordListSource.KEY })
    .map(({ instance }) => (instance as RecordList).name);
  for (const name of names) known[name] = (await get(`/api/lists/${name}/fields`)) as Described;
});
afterAll(() => program.close());

const get = async (route: string, caller = people.administrator): Promise<unknown> =>
  (await caller.get(route).expect(200)).body;
const narrowed = (filter: unknown): string => `filter=${encodeURIComponent(JSON.stringify(filter))}`;

function single({ type, options }: Field): string | number | boolean {
  const values = {
    text: 'x',
    number: 1,
    money: 100,
    date: '2026-01-31',
    enum: options[0]?.value ?? 'x',
    user: '@me',
    branch: foreignBranch,
    record: SOME_ID,
    tags: options[0]?.value ?? 'x',
    boolean: true,
  };
  return values[type];
}

const MANY: ReadonlySet<Operator> = new Set(['in', 'nin', 'any', 'all', 'none']);

function condition(field: Field, operator: Operator): Condition {
  if (operator === 'empty' || operator === 'filled') return [field.name, operator];
  if (operator === 'last' || operator === 'next') return [field.name, operator, 30];
  const value = single(field);
  if (operator === 'between') return [field.name, operator, [value, value]];
  return [field.name, operator, MANY.has(operator) ? [value] : value];
}

const questions = (fields: readonly Field[]): Condition[] =>
  fields.flatMap((field) => field.operators.map((operator) => condition(field, operator)));

/** Each question beside the others, so that all of them reach the database in a few requests. */
function* packed(conditions: readonly Condition[]): Generator<Condition> {
  for (let at = 0; at < conditions.length; at += MOST_CONDITIONS)
    yield { or: conditions.slice(at, at + MOST_CONDITIONS) };
}

test('every list of the product is held to what follows', () => {
  expect([...names].sort()).toEqual(Object.keys(PATHS).sort());
});

describe.each(Object.entries(PATHS))('the list %s', (name, path) => {
  const route = (query: string) => `${path}${path.includes('?') ? '&' : '?'}${query}`;
  const summary = async (query: string, caller = people.administrator) =>
    (await get(`/api/lists/${name}/summary?${query}`, caller)) as Summary;

  test('answers every question to every field, of its own and of what it has', async () => {
    const { fields, relations } = known[name]!;
    const { count } = await summary('');
    expect(count).toBeGreaterThan(0);
    for (const filter of packed(questions(fields)))
      expect((await summary(narrowed(filter))).count).toBeLessThanOrEqual(count);
    for (const relation of relations) {
      for (const where of packed(questions(relation.fields))) {
        const filter = { has: relation.name, where };
        expect((await summary(narrowed(filter))).count).toBeLessThanOrEqual(count);
      }
    }
    // What is empty or filled is every row there is, once.
    for (const { name: field, operators } of fields.filter(({ operators }) => operators.includes('empty'))) {
      if (!operators.includes('filled')) continue;
      const [empty, filled] = [
        await summary(narrowed([field, 'empty'])),
        await summary(narrowed([field, 'filled'])),
      ];
      expect([field, empty.count + filled.count]).toEqual([field, count]);
    }
  });

  test('shows every field as a column, on its page and in its file', async () => {
    const { fields, mayExport } = known[name]!;
    const columns = fields.map((field) => field.name).join(',');
    const page = (await get(route(`columns=${columns}&limit=200`))) as { items: { cells: object }[] };
    expect(Object.keys(page.items[0]!.cells).sort()).toEqual(columns.split(',').sort());
    expect(mayExport).toBe(true);
    const { text } = await people.administrator
      .get(`/api/lists/${name}/export?format=csv&columns=${columns}`)
      .expect(200);
    const { count } = await summary('');
    // Text in quotes may have lines of its own.
    const lines = text
      .replaceAll(/"[^"]*"/g, '')
      .trim()
      .split('\r\n');
    expect(lines).toHaveLength(count + 1);
  });

  test('is in the order of every field that sorts, page by page', async () => {
    const { count } = await summary('');
    for (const { name: field } of known[name]!.fields.filter(({ sortable }) => sortable)) {
      for (const sort of [field, `-${field}`]) {
        const seen = new Set<string>();
        const limit = Math.max(1, Math.ceil(count / 3));
        let cursor = '';
        for (let turn = 0; turn < 4; turn++) {
          const page = (await get(route(`sort=${sort}&limit=${limit}${cursor}`))) as {
            items: { id: string }[];
            nextCursor: string | null;
          };
          for (const { id } of page.items) seen.add(id);
          if (page.nextCursor === null) break;
          cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`;
        }
        expect([sort, seen.size]).toEqual([sort, count]);
      }
    }
  });

  test('falls into groups that add up to the whole', async () => {
    const { fields } = known[name]!;
    const totals = fields.filter(({ totalable }) => totalable).map((field) => field.name);
    const asked = totals.length > 0 ? `&totals=${totals.join(',')}` : '';
    for (const { name: group } of fields.filter(({ groupable }) => groupable)) {
      const whole = await summary(`group=${group}${asked}`);
      const counted = whole.groups.reduce((sum, one) => sum + one.count, 0);
      expect([group, counted]).toEqual([group, whole.count]);
      const sums = whole.totals.map((_, i) => whole.groups.reduce((sum, one) => sum + one.totals[i]!.sum, 0));
      expect(sums).toEqual(whole.totals.map(({ sum }) => sum));
    }
  });

  test('tells another branch nothing, and nothing of another branch', async () => {
    const unseen = (await get(route('limit=200'))) as { items: { id: string }[] };
    const seen = (await get(route('limit=200'), people.outsider)) as { items: { id: string }[] };
    const ids = new Set(unseen.items.map(({ id }) => id));
    expect(seen.items.filter(({ id }) => ids.has(id))).toEqual([]);
    // Of an outsider's own there is nobody but themselves.
    expect((await summary('', people.outsider)).count).toBe(name === 'users' ? 1 : 0);
    if (!known[name]!.fields.some((field) => field.name === 'branch')) return;
    expect((await summary(narrowed(['branch', 'in', [foreignBranch]]))).count).toBe(0);
    const page = await get(route(narrowed(['branch', 'in', [foreignBranch]])));
    expect(page).toMatchObject({ items: [], total: 0 });
  });
});
