import { type Caller, createTestApp, type TestApp } from '../support/test-app';
import { until } from '../support/until';

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

  test('asks other features for what they know of an account', async () => {
    const campaign = { branchId: root, accountId: ids.A, name: '季度商函', product: 'statement' };
    await marketer.post('/api/campaigns', campaign).expect(201);
    await marketer
      .post('/api/service-cases', { accountId: ids.C, kind: 'complaint', title: '延误' })
      .expect(201);
    expect(await found({ has: 'campaigns', where: ['state', 'in', ['draft']] })).toEqual(['A']);
    expect(await found({ has: 'cases', where: ['running', 'eq', true] })).toEqual(['C']);
    const { body } = await marketer
      .get(`/api/campaigns?columns=budgetFen&${filtered(['name', 'contains', '季度'])}`)
      .expect(200);
    expect(body).toMatchObject({ total: 1, items: [{ cells: { budgetFen: { value: null } } }] });
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

describe('a file', () => {
  const CSV = '\uFEFF客户编号,等级,人数,工商登记名称\r\n';
  const query = `columns=code,tier,custom.staff,legalName&sort=-code&${filtered(['tier', 'in', ['key']])}`;

  test('has the columns, the filter and the order of the list, and nothing that runs', async () => {
    const { text, headers } = await marketer.get(`/api/lists/accounts/export?${query}`).expect(200);
    expect(text).toBe(`${CSV}C,重点,300,'=1+1\r\nB,重点,,\r\n`);
    expect(headers['content-disposition']).toContain('accounts.csv');
    const trail = await program.fixtures.sql<{ facts: object }>(
      `SELECT facts FROM audit_entry WHERE kind = 'export.created'`,
    );
    expect(trail).toEqual([{ facts: { list: 'accounts', format: 'csv', columns: 4, filtered: true } }]);
  });

  test('can be a workbook', async () => {
    const { body, headers } = await marketer
      .get(`/api/lists/accounts/export?format=xlsx&${query}`)
      .buffer(true)
      .parse((response, done) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => done(null, Buffer.concat(parts)));
      })
      .expect(200);
    expect(headers['content-type']).toContain('spreadsheetml');
    expect((body as Buffer).subarray(0, 2).toString()).toBe('PK');
  });

  test('goes to whoever may export, and says before it begins what does not fit', async () => {
    await reader.get('/api/lists/accounts/export').expect(403);
    await marketer.get('/api/lists/accounts/export?sort=gone').expect(400);
    await marketer.get('/api/lists/accounts/export?columns=gone').expect(400);
    const { text } = await outsider.get('/api/lists/accounts/export?columns=code').expect(200);
    expect(text).toBe('\uFEFF客户编号\r\n');
  });
});

describe('a saved view', () => {
  const state = { columns: ['name', 'custom.staff'], sort: '-name', filter: ['tier', 'in', ['key']] };
  const view = (over: object) => ({ list: 'accounts', name: '重点客户', scope: 'private', state, ...over });
  const named = async (caller: Caller) => {
    const { body } = await caller.get('/api/list-views?list=accounts').expect(200);
    return (body as { items: { name: string; isDefault: boolean; mayChange: boolean }[] }).items;
  };

  test('is its owner’s alone, or everybody’s from the branch down', async () => {
    const own = (await marketer.post('/api/list-views', view({})).expect(201)).body as { id: string };
    await marketer.post('/api/list-views', view({ name: '共享', scope: 'team' })).expect(201);
    expect((await named(marketer)).map(({ name }) => name)).toEqual(['重点客户', '共享']);
    expect(await named(reader)).toMatchObject([{ name: '共享', mayChange: false }]);
    expect(await named(outsider)).toEqual([]);
    await reader.get(`/api/list-views/${own.id}`).expect(404);
    await reader.post('/api/list-views', view({ scope: 'team' })).expect(403);
  });

  test('is the only one that opens by itself', async () => {
    await reader.post('/api/list-views', view({ name: '一', isDefault: true })).expect(201);
    await reader.post('/api/list-views', view({ name: '二', isDefault: true })).expect(201);
    const mine = (await named(reader)).filter(({ mayChange }) => mayChange);
    expect(mine.map(({ name, isDefault }) => [name, isDefault])).toEqual([
      ['二', true],
      ['一', false],
    ]);
  });

  test('is changed by version, removed, and told when it is shared', async () => {
    const { body } = await marketer.post('/api/list-views', view({ name: '改' })).expect(201);
    const { id, version } = body as { id: string; version: number };
    await marketer.patch(`/api/list-views/${id}`, { scope: 'team', version }).expect(200);
    const stale = await marketer.patch(`/api/list-views/${id}`, { name: '又改', version });
    expect(stale.status).toBeGreaterThanOrEqual(409);
    await reader.patch(`/api/list-views/${id}`, { name: '不行', version: 2 }).expect(403);
    await marketer.delete(`/api/list-views/${id}`).expect(204);
    await marketer.get(`/api/list-views/${id}`).expect(404);
    const kinds = await program.fixtures.sql<{ kind: string }>(
      `SELECT kind FROM audit_entry WHERE subject_id = $1 ORDER BY at, id`,
      [id],
    );
    expect(kinds.map(({ kind }) => kind)).toEqual(['view.changed', 'view.removed']);
  });

  test('says which of its parts the list no longer knows', async () => {
    const gone = {
      columns: ['name', 'custom.gone'],
      filter: {
        and: [
          ['tier', 'in', ['key']],
          ['custom.gone', 'eq', 1],
        ],
      },
    };
    const { body } = await marketer.post('/api/list-views', view({ name: '旧', state: gone })).expect(201);
    expect((body as { stale: string[] }).stale).toEqual(['columns.custom.gone', 'filter.and.1']);
    await marketer.post('/api/list-views', view({ state: { filter: ['name', 'like', 'x'] } })).expect(400);
  });
});

describe('a bulk edit', () => {
  interface Edit {
    id: string;
    state: string;
    counts: Record<string, number>;
    samples: { label: string; before: unknown; after: unknown }[];
  }
  const preview = async (change: object, filter: unknown = ['tier', 'in', ['key']]) =>
    (
      await marketer
        .post('/api/lists/accounts/bulk-edits', { change, filter: JSON.stringify(filter) })
        .expect(201)
    ).body as Edit;
  const ended = (id: string, state: string) =>
    until(`the edit is ${state}`, async () => {
      const edit = (await marketer.get(`/api/bulk-edits/${id}`).expect(200)).body as Edit;
      return edit.state === state ? edit : undefined;
    });
  const tagsOf = async (code: string) =>
    ((await marketer.get(`/api/accounts/${ids[code]}`)).body as { tags: string[]; version: number }).tags;

  test('shows what it would do, does that once, and gives back what nobody changed since', async () => {
    const change = { field: 'tags', add: ['新'], remove: ['银行'] };
    const shown = await preview(change);
    expect(shown.counts).toMatchObject({ pending: 2, unchanged: 0, refused: 0 });
    expect(shown.samples.find(({ label }) => label.endsWith('(B)'))).toMatchObject({
      before: ['银行', '季度'],
      after: ['季度', '新'],
    });
    expect(await tagsOf('B')).toEqual(['银行', '季度']);

    await marketer.post(`/api/bulk-edits/${shown.id}/apply`, { reason: '整理标签' }).expect(202);
    await marketer.post(`/api/bulk-edits/${shown.id}/apply`, {}).expect(202);
    expect((await ended(shown.id, 'done')).counts).toMatchObject({ changed: 2, pending: 0 });
    expect(await tagsOf('B')).toEqual(['季度', '新']);
    const told = await program.fixtures.sql<{ reason: string; changes: object[] }>(
      `SELECT reason, changes FROM audit_entry WHERE kind = 'account.changed' AND subject_id = $1 ORDER BY at DESC, id DESC LIMIT 1`,
      [ids.B],
    );
    expect(told).toEqual([
      { reason: '整理标签', changes: [{ field: 'tags', from: ['银行', '季度'], to: ['季度', '新'] }] },
    ]);

    const { version } = (await marketer.get(`/api/accounts/${ids.C}`)).body as { version: number };
    await marketer.patch(`/api/accounts/${ids.C}`, { tags: ['他人'], version }).expect(200);
    await marketer.post(`/api/bulk-edits/${shown.id}/undo`).expect(202);
    expect((await ended(shown.id, 'undone')).counts).toMatchObject({ restored: 1, kept: 1 });
    expect(await tagsOf('B')).toEqual(['银行', '季度']);
    expect(await tagsOf('C')).toEqual(['他人']);
    await marketer.post(`/api/bulk-edits/${shown.id}/undo`).expect(409);
  });

  test('leaves alone what was changed after the preview', async () => {
    const shown = await preview({ field: 'phone', set: '0592-5551111' });
    const { version } = (await marketer.get(`/api/accounts/${ids.B}`)).body as { version: number };
    await marketer.patch(`/api/accounts/${ids.B}`, { website: 'https://b.example.com', version }).expect(200);
    await marketer.post(`/api/bulk-edits/${shown.id}/apply`, {}).expect(202);
    expect((await ended(shown.id, 'done')).counts).toMatchObject({ changed: 1, stale: 1 });
  });

  test('keeps the rules that one account is saved by', async () => {
    const shown = await preview({ field: 'custom.staff', set: 12 }, ['name', 'filled']);
    await marketer.post(`/api/bulk-edits/${shown.id}/apply`, {}).expect(202);
    await ended(shown.id, 'done');
    expect(await found(['custom.staff', 'eq', 12])).toEqual(['A', 'B', 'C', 'D']);
    const same = await preview({ field: 'custom.staff', set: 12 }, ['name', 'filled']);
    expect(same.counts).toMatchObject({ unchanged: 4, pending: 0 });
    const tier = await preview({ field: 'tier', set: 'standard' }, ['code', 'eq', 'A']);
    await marketer.post(`/api/bulk-edits/${tier.id}/apply`, {}).expect(202);
    await ended(tier.id, 'done');
    expect(await found(['tier', 'in', ['standard']])).toEqual(['A', 'D']);
  });

  test.each([
    [{ field: 'code', set: 'X' }, 'bulk-edit.field'],
    [{ field: 'tier', set: null }, 'bulk-edit.value'],
    [{ field: 'tier', set: 'gold' }, 'bulk-edit.value'],
    [{ field: 'name', add: ['x'], remove: [] }, 'bulk-edit.value'],
  ])('is refused when nobody could do it: %j', async (change, code) => {
    const { body } = await marketer.post('/api/lists/accounts/bulk-edits', { change }).expect(400);
    expect((body as { code: string }).code).toBe(code);
  });

  test('says which records cannot have the value, and why', async () => {
    const shown = await preview({ field: 'phone', set: 'no phone at all, this' });
    expect(shown.counts).toMatchObject({ refused: 2, pending: 0 });
    expect(shown).toMatchObject({ refusals: [{ fault: { zh: expect.any(String) as string } }, {}] });
  });

  test('is for whoever may edit, and seen by whoever made it', async () => {
    const change = { field: 'tier', set: 'key' };
    await reader.post('/api/lists/accounts/bulk-edits', { change }).expect(403);
    const { id } = await preview(change);
    await outsider.get(`/api/bulk-edits/${id}`).expect(404);
    await outsider.post(`/api/bulk-edits/${id}/apply`, {}).expect(404);
  });
});

describe('address lists', () => {
  const made: Record<string, string> = {};
  const listsOf = async (filter: unknown) => {
    const { body } = await marketer.get(`/api/address-lists?sort=name&${filtered(filter)}`).expect(200);
    return (body as { items: { name: string }[] }).items.map(({ name }) => name);
  };

  beforeAll(async () => {
    for (const [name, over] of [
      ['甲库', { accountId: ids.A, legalBasis: 'consent', basisObtainedOn: '2026-01-01' }],
      ['乙库', { branchId: city }],
      [
        '丙库',
        { branchId: city, legalBasis: 'contract', basisObtainedOn: '2020-01-01', expiresOn: '2021-01-01' },
      ],
    ] as const) {
      const list = { name, source: '客户提供', purpose: '问候', ...over };
      const { body } = await marketer.post('/api/address-lists', list).expect(201);
      made[name] = (body as { id: string }).id;
    }
  });

  test.each<[unknown, string[]]>([
    [
      ['mailable', 'eq', false],
      ['丙库', '乙库'],
    ],
    [['accountId', 'in', ['ids.A']], ['甲库']],
    [{ and: [['legalBasis', 'filled'], { not: ['branch', 'eq', 'city'] }] }, ['甲库']],
    [{ not: { has: 'imports' } }, ['丙库', '甲库', '乙库']],
    [{ has: 'batches' }, []],
  ])('%j finds %j', async (filter, expected) => {
    const meant = JSON.stringify(filter).replace('ids.A', ids.A!).replace('"city"', `"${city}"`);
    expect((await listsOf(JSON.parse(meant))).sort()).toEqual([...expected].sort());
  });

  test('are given to an account many at a time, by whoever may, and taken back', async () => {
    const change = { field: 'accountId', set: ids.B };
    const filter = JSON.stringify(['branch', 'eq', city]);
    await reader.post('/api/lists/address-lists/bulk-edits', { change, filter }).expect(403);
    const foreign = { field: 'accountId', set: made['甲库'] };
    await marketer.post('/api/lists/address-lists/bulk-edits', { change: foreign, filter }).expect(404);
    const state = { field: 'state', set: 'archived' };
    await marketer.post('/api/lists/address-lists/bulk-edits', { change: state, filter }).expect(400);
    const shown = await marketer.post('/api/lists/address-lists/bulk-edits', { change, filter }).expect(201);
    const { id, counts } = shown.body as { id: string; counts: object };
    expect(counts).toMatchObject({ pending: 2, refused: 0 });
    const ended = (end: string) =>
      until(`the edit is ${end}`, async () => {
        const { body } = await marketer.get(`/api/bulk-edits/${id}`).expect(200);
        return (body as { state: string }).state === end || undefined;
      });
    await marketer.post(`/api/bulk-edits/${id}/apply`, { reason: '客户交来' }).expect(202);
    await ended('done');
    expect(await listsOf(['accountId', 'in', [ids.B]])).toHaveLength(2);
    const told = await program.fixtures.sql(
      `SELECT 1 FROM audit_entry WHERE kind = 'list.changed' AND subject_id = $1`,
      [made['乙库']],
    );
    expect(told).toHaveLength(1);
    await marketer.post(`/api/bulk-edits/${id}/undo`).expect(202);
    await ended('undone');
    expect(await listsOf(['accountId', 'in', [ids.B]])).toEqual([]);
  });
});

describe('what a list never shows', () => {
  test('is whom a refusal is about, in its fields and in its file', async () => {
    const refusal = { name: '不愿收信', address: '虚构路九号', reason: 'asked', source: '热线' };
    await marketer.post('/api/suppressions', refusal).expect(201);
    const { body } = await marketer.get('/api/lists/suppressions/fields').expect(200);
    const fields = (body as { fields: { name: string }[] }).fields.map(({ name }) => name);
    expect(fields).toEqual(['createdAt', 'kind', 'reason', 'source', 'branch', 'createdBy']);
    const { text } = await marketer.get('/api/lists/suppressions/export').expect(200);
    expect(text).toContain('热线');
    expect(text).not.toMatch(/不愿收信|虚构路|[0-9a-f]{32}/);
  });

  test('are users, to whoever does not keep them', async () => {
    await marketer.get('/api/lists/users/fields').expect(404);
    await marketer.get('/api/lists/users/export').expect(404);
    const { body } = await outsider.get('/api/lists/users/fields').expect(200);
    expect(body).toMatchObject({ mayEdit: true, mayEditMany: false, mayExport: true });
    const names = (body as { fields: { name: string }[] }).fields.map(({ name }) => name);
    expect(names).not.toContain('passwordHash');
  });
});
