import { type Caller, createTestApp, type TestApp } from '../support/test-app';

let program: TestApp;
let root: string;
let city: string;
let marketer: Caller;
let reader: Caller;
let outsider: Caller;
let marketerId: string;
const ids: Record<string, string> = {};

const filtered = (filter: unknown) => `filter=${encodeURIComponent(JSON.stringify(filter))}`;
const codes = (body: unknown) => (body as { items: { code: string }[] }).items.map(({ code }) => code);
const found = async (filter: unknown, caller = marketer) =>
  codes((await caller.get(`/api/accounts?sort=code&${filtered(filter)}`).expect(200)).body);

beforeAll(async () => {
  program = await createTestApp();
  const { fixtures } = program;
  root = await fixtures.branch('FJ', null, '省局');
  city = await fixtures.branch('FJ-XM', root, '厦门');
  const other = await fixtures.branch('GD', null, '外省');
  marketerId = await fixtures.user('marketer@example.test', root, ['marketer', 'leader']);
  await fixtures.user('reader@example.test', root, ['operator']);
  await fixtures.user('outsider@example.test', other, ['administrator']);
  marketer = await program.as('marketer@example.test');
  reader = await program.as('reader@example.test');
  outsider = await program.as('outsider@example.test');
  const field = { branchId: root, key: 'staff', labelZh: '人数', labelEn: 'Staff', type: 'number' };
  await fixtures.user('admin@example.test', root, ['administrator']);
  await (await program.as('admin@example.test')).post('/api/account-fields', field).expect(201);
  const accounts: [string, object][] = [
    ['A', { branchId: root, tier: 'provincial', industry: 'J66', managerId: marketerId, tags: ['银行'] }],
    ['B', { branchId: city, tier: 'key', industry: 'J66', tags: ['银行', '季度'] }],
    ['C', { branchId: city, tier: 'key', industry: 'F52', phone: '0592-5550000', legalName: '=1+1' }],
    ['D', { branchId: city, tier: 'standard' }],
  ];
  for (const [code, over] of accounts) {
    const { body } = await marketer.post('/api/accounts', { code, name: `客户${code}`, ...over }).expect(201);
    ids[code] = (body as { id: string }).id;
  }
  const custom = { version: 1, customValues: { staff: 300 } };
  await marketer.patch(`/api/accounts/${ids.C}`, custom).expect(200);
  const position = { accountId: ids.B, role: 'decision-maker', rank: 'executive' };
  await marketer.post('/api/contacts', { name: '测试联系人', position }).expect(201);
  await fixtures.sql(
    `INSERT INTO revenue_line (branch_id, account_id, year, month, amount_fen, source)
     SELECT $1, $2, y, make_date(y, 1, 1), 12300, 'stated'
     FROM (SELECT extract(year FROM now() AT TIME ZONE 'Asia/Shanghai')::integer AS y) AS this`,
    [city, ids.B],
  );
});
afterAll(() => program.close());

describe('a filter', () => {
  test.each<[unknown, string[]]>([
    [
      ['tier', 'in', ['key']],
      ['B', 'C'],
    ],
    [{ not: ['tier', 'in', ['key']] }, ['A', 'D']],
    [
      {
        or: [
          ['industry', 'empty'],
          ['phone', 'filled'],
        ],
      },
      ['C', 'D'],
    ],
    [
      {
        and: [
          ['industrySection', 'in', ['J']],
          ['tags', 'any', ['季度']],
        ],
      },
      ['B'],
    ],
    [['custom.staff', 'gte', 200], ['C']],
    [['manager', 'in', ['@me']], ['A']],
    [{ has: 'contacts', where: ['role', 'in', ['decision-maker']] }, ['B']],
    [{ not: { has: 'contacts' } }, ['A', 'C', 'D']],
    [['revenueThisYear', 'gt', 0], ['B']],
  ])('%j finds %j', async (filter, expected) => {
    expect(await found(filter)).toEqual(expected);
  });

  test('of a branch takes in what is below it, or not', async () => {
    expect(await found(['branch', 'in', [root]])).toEqual(['A', 'B', 'C', 'D']);
    expect(await found(['branch', 'eq', root])).toEqual(['A']);
  });

  test('goes with the search and the other questions of the list', async () => {
    const page = await marketer.get(`/api/accounts?q=客户B&${filtered(['tier', 'in', ['key']])}`).expect(200);
    expect(codes(page.body)).toEqual(['B']);
  });

  test('finds nothing of others, whatever it says', async () => {
    expect(
      await found(
        {
          or: [
            ['name', 'filled'],
            ['name', 'empty'],
          ],
        },
        outsider,
      ),
    ).toEqual([]);
  });

  test.each([
    [['gone', 'eq', 1], 'filter.invalid'],
    ['nonsense', 'filter.unreadable'],
  ])('that does not fit is refused: %j', async (filter, code) => {
    const { body } = await marketer.get(`/api/accounts?${filtered(filter)}`).expect(400);
    expect((body as { code: string }).code).toBe(code);
  });
});

test('columns that the query names come as cells, in the order of any of them', async () => {
  const route = '/api/accounts?columns=custom.staff,branch,revenueThisYear&sort=-custom.staff&limit=1';
  const { body } = await marketer.get(route).expect(200);
  const [first] = (body as { items: { code: string; cells: object }[] }).items;
  expect(first!.code).toBe('C');
  expect(first!.cells).toEqual({
    'custom.staff': { value: 300, text: null },
    branch: { value: city, text: '厦门' },
    revenueThisYear: { value: 0, text: null },
  });
  await marketer.get('/api/accounts?columns=password').expect(400);
});

describe('a summary', () => {
  const summary = async (query: string, caller = marketer) =>
    (await caller.get(`/api/lists/accounts/summary?${query}`).expect(200)).body as object;

  test('counts and adds up what the filter leaves', async () => {
    expect(await summary(`totals=revenueThisYear,custom.staff&${filtered(['tier', 'in', ['key']])}`)).toEqual(
      {
        count: 2,
        capped: false,
        totals: [
          { field: 'revenueThisYear', sum: 12_300 },
          { field: 'custom.staff', sum: 300 },
        ],
        groups: null,
        moreGroups: false,
      },
    );
  });

  test('falls into groups, the largest first', async () => {
    expect(await summary('group=tier&totals=revenueThisYear&q=客户')).toMatchObject({
      count: 4,
      groups: [
        { value: 'key', count: 2, totals: [{ field: 'revenueThisYear', sum: 12_300 }] },
        { value: 'provincial', count: 1 },
        { value: 'standard', count: 1 },
      ],
    });
    expect(await summary('group=branch', outsider)).toMatchObject({ count: 0, groups: [] });
  });

  test('groups by what can be grouped only', async () => {
    await marketer.get('/api/lists/accounts/summary?group=name').expect(400);
  });
});

test('a list says what it knows, and lists nobody declared are not there', async () => {
  const { body } = await reader.get('/api/lists/accounts/fields').expect(200);
  const { fields, relations, mayEdit, mayExport } = body as {
    fields: { name: string; editable: boolean }[];
    relations: { name: string }[];
    mayEdit: boolean;
    mayExport: boolean;
  };
  expect(fields.map(({ name }) => name)).toEqual(expect.arrayContaining(['tier', 'custom.staff']));
  expect(relations.map(({ name }) => name)).toEqual(expect.arrayContaining(['contacts', 'team']));
  expect({ mayEdit, mayExport }).toEqual({ mayEdit: false, mayExport: false });
  await marketer.get('/api/lists/nothing/fields').expect(404);
});
