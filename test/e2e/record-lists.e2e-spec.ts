import { type Caller, createTestApp, type TestApp } from '../support/test-app';
import { until } from '../support/until';

interface Edit {
  id: string;
  state: string;
  counts: Record<string, number>;
  samples: { label: string; before: unknown; after: unknown }[];
  refusals: { label: string; fault: { en: string } }[];
}

let program: TestApp;
let city: string;
let county: string;
let marketer: Caller;
let reader: Caller;
let outsider: Caller;
let member: Caller;
let account: string;
let firm: string;

const filtered = (filter: unknown) => `filter=${encodeURIComponent(JSON.stringify(filter))}`;
const items = <T>(body: unknown) => (body as { items: T[] }).items;
const idOf = (body: unknown) => (body as { id: string }).id;

beforeAll(async () => {
  program = await createTestApp();
  const { fixtures } = program;
  const root = await fixtures.branch('FJ', null, '省局');
  city = await fixtures.branch('FJ-XM', root, '厦门');
  county = await fixtures.branch('FJ-TA', root, '同安');
  const other = await fixtures.branch('GD', null, '外省');
  await fixtures.user('marketer@example.test', city, ['marketer']);
  await fixtures.user('reader@example.test', city, ['operator']);
  await fixtures.user('outsider@example.test', other, ['administrator']);
  const memberId = await fixtures.user('member@example.test', county, ['marketer']);
  marketer = await program.as('marketer@example.test');
  reader = await program.as('reader@example.test');
  outsider = await program.as('outsider@example.test');
  member = await program.as('member@example.test');
  const fresh = async (code: string, name: string) =>
    idOf(
      (await marketer.post('/api/accounts', { branchId: city, code, name, tier: 'key' }).expect(201)).body,
    );
  account = await fresh('A', '青禾商业银行');
  firm = await fresh('B', '海蓝保险');
  await fixtures.sql(
    `INSERT INTO account_member (account_id, user_id, role, branch_id, from_on)
     VALUES ($1, $2, 'backup', $3, '2020-01-01')`,
    [account, memberId, city],
  );
});
afterAll(() => program.close());

const preview = async (list: string, change: object, filter?: unknown, caller = marketer) =>
  (
    await caller
      .post(`/api/lists/${list}/bulk-edits`, {
        change,
        ...(filter ? { filter: JSON.stringify(filter) } : {}),
      })
      .expect(201)
  ).body as Edit;
const ended = (id: string, state: string, caller = marketer) =>
  until(`the edit is ${state}`, async () => {
    const edit = (await caller.get(`/api/bulk-edits/${id}`).expect(200)).body as Edit;
    return edit.state === state ? edit : undefined;
  });
async function carriedOut(id: string, caller = marketer): Promise<Edit> {
  await caller.post(`/api/bulk-edits/${id}/apply`, { reason: '整理' }).expect(202);
  return ended(id, 'done', caller);
}
async function undone(id: string): Promise<Edit> {
  await marketer.post(`/api/bulk-edits/${id}/undo`).expect(202);
  return ended(id, 'undone');
}

describe.each([
  ['contacts', '/api/contacts'],
  ['cases', '/api/service-cases'],
  ['campaigns', '/api/campaigns'],
])('the list of %s', (list, path) => {
  interface Field {
    name: string;
    type: string;
    operators: string[];
    sortable: boolean;
    options: { value: string }[];
    refersTo: string | null;
  }
  interface Described {
    fields: Field[];
    relations: { name: string; fields: Field[] }[];
    mayEdit: boolean;
    mayExport: boolean;
  }
  const SAMPLES: Record<string, unknown> = {
    text: 'x',
    number: 1,
    money: 1,
    date: '2026-05-01',
    boolean: true,
  };
  const UUID = '01890000-0000-7000-8000-000000000001';
  const asked = ({ type, options, name }: Field, operator: string): unknown[] => {
    if (operator === 'empty' || operator === 'filled') return [name, operator];
    if (operator === 'last' || operator === 'next') return [name, operator, 3];
    const one = options[0]?.value ?? SAMPLES[type] ?? (type === 'enum' || type === 'tags' ? 'x' : UUID);
    if (operator === 'between') return [name, operator, [one, one]];
    return [name, operator, ['in', 'nin', 'any', 'all', 'none'].includes(operator) ? [one] : one];
  };
  const described = async (caller = marketer) =>
    (await caller.get(`/api/lists/${list}/fields`).expect(200)).body as Described;

  test('answers every question its catalogue knows, shows and sorts every column', async () => {
    const { fields, relations } = await described();
    const all = fields.flatMap((field) => field.operators.map((operator) => asked(field, operator)));
    const related = relations.flatMap(({ name, fields: inner }) =>
      inner.flatMap((field) =>
        field.operators.map((operator) => ({ has: name, where: asked(field, operator) })),
      ),
    );
    const every = [...all, ...related];
    expect(every.length).toBeGreaterThan(60);
    for (let at = 0; at < every.length; at += 20)
      await marketer.get(`${path}?${filtered({ or: every.slice(at, at + 20) })}`).expect(200);
    const names = fields.map(({ name }) => name).join(',');
    for (const { name } of fields.filter(({ sortable }) => sortable))
      await marketer.get(`${path}?sort=-${name}&columns=${names}&limit=2`).expect(200);
    await marketer
      .get(`/api/lists/${list}/export?sort=${fields.find(({ sortable }) => sortable)!.name}`)
      .expect(200);
  });

  test('is edited and exported by whoever may, and a stranger has none of it', async () => {
    expect(await described(reader)).toMatchObject({ mayExport: false });
    await reader.get(`/api/lists/${list}/export`).expect(403);
    const foreign = await outsider.get(`/api/lists/${list}/summary`).expect(200);
    expect(foreign.body).toMatchObject({ count: 0 });
    expect((await outsider.get(`${path}?${filtered({ or: [] })}`).expect(200)).body).toMatchObject({
      total: 0,
    });
  });
});

describe('contacts', () => {
  const NUMBERS = {
    mobile: '13900001234',
    phone: '0592-5551234',
    wechat: 'xiaohe',
    email: 'he@example.test',
  };
  const SECRETS = ['13900001234', '5551234', 'xiaohe', 'he@example.test', '05-20', '1988'];
  const BIRTHDAY = { calendar: 'solar', month: 5, day: 20, year: 1988 };
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    const position = (accountId: string, role: string) => ({
      accountId,
      role,
      rank: 'executive',
      title: '行长',
    });
    const people: [string, object][] = [
      [
        '何一',
        {
          ...NUMBERS,
          birthday: BIRTHDAY,
          lawfulBasis: 'consent',
          position: position(account, 'decision-maker'),
        },
      ],
      ['何二', { position: position(firm, 'payer') }],
      ['林三', { preferences: '喜茶', lawfulBasis: 'contract', position: position(firm, 'user') }],
    ];
    for (const [name, over] of people)
      ids[name] = idOf((await marketer.post('/api/contacts', { name, ...over }).expect(201)).body);
  });

  const found = async (filter: unknown, caller = marketer) =>
    items<{ name: string }>(
      (await caller.get(`/api/contacts?sort=name&${filtered(filter)}`).expect(200)).body,
    ).map(({ name }) => name);

  test.each<[unknown, string[]]>([
    [{ has: 'positions', where: ['role', 'in', ['payer']] }, ['何二']],
    [{ not: { has: 'positions', where: ['accountName', 'contains', '海蓝'] } }, ['何一']],
    [
      ['name', 'contains', '何'],
      ['何二', '何一'],
    ],
    [{ not: ['name', 'contains', '何'] }, ['林三']],
    [['name', 'contains', '何%'], []],
    [['mobile', 'filled'], ['何一']],
    [['birthdayMonth', 'in', ['5']], ['何一']],
    [['nextBirthday', 'next', 366], ['何一']],
    [['lawfulBasis', 'empty'], ['何二']],
  ])('%j finds %j', async (filter, expected) => {
    expect((await found(filter)).toSorted()).toEqual(expected.toSorted());
  });

  test('a firm is asked for by its account', async () => {
    const filter = { has: 'positions', where: ['account', 'in', [firm]] };
    expect((await found(filter)).toSorted()).toEqual(['何二', '林三'].toSorted());
    const at = await marketer.get(`/api/lists/contacts/summary?q=海蓝&group=birthdayMonth`).expect(200);
    expect(at.body).toMatchObject({ count: 2 });
  });

  test.each([
    ['mobile', 'eq', NUMBERS.mobile],
    ['mobile', 'contains', '1390'],
    ['phone', 'starts', '0592'],
    ['email', 'contains', 'he@'],
    ['wechat', 'ne', 'x'],
    ['birthday', 'contains', '20'],
    ['nextBirthday', 'eq', '2027-05-20'],
    ['nextBirthday', 'between', ['2027-05-20', '2027-05-20']],
    ['preferences', 'contains', '茶'],
    ['note', 'filled'],
  ])('are not asked what would tell a number, a birthday or a note: %j', async (...filter) => {
    for (const route of ['/api/contacts?', '/api/lists/contacts/summary?', '/api/lists/contacts/export?'])
      expect((await marketer.get(route + filtered(filter)).expect(400)).body).toMatchObject({
        code: 'filter.invalid',
      });
    const bulk = { change: { field: 'active', set: true }, filter: JSON.stringify(filter) };
    await marketer.post('/api/lists/contacts/bulk-edits', bulk).expect(400);
  });

  test.each(['mobile', 'phone', 'email', 'wechat'])(
    'are neither sorted nor grouped by their %s',
    async (name) => {
      await marketer.get(`/api/contacts?sort=${name}`).expect(400);
      await marketer.get(`/api/lists/contacts/export?sort=${name}`).expect(400);
      await marketer.get(`/api/lists/contacts/summary?group=${name}`).expect(400);
    },
  );

  test('are masked on the screen and in the file, also for who asks for every column', async () => {
    const every = 'mobile,phone,email,wechat,birthday,firm,role,birthdayMonth';
    const page = await marketer
      .get(`/api/contacts?columns=${every}&${filtered(['mobile', 'filled'])}`)
      .expect(200);
    const [first] = items<Record<string, unknown>>(page.body);
    expect(first).toMatchObject({
      mobile: '139****1234',
      email: 'h****@example.test',
      birthday: { month: 5, day: 20, year: null },
      cells: {
        mobile: { value: '139****1234' },
        phone: { value: '0592-****1234' },
        email: { value: 'h****@example.test' },
        wechat: { value: 'x****' },
        birthday: { value: '05-**' },
        firm: { value: '青禾商业银行' },
        role: { value: 'decision-maker' },
      },
    });
    const { text } = await marketer.get('/api/lists/contacts/export?sort=name').expect(200);
    expect(text).toContain('何一');
    expect(text).toContain('139****1234');
    for (const secret of SECRETS) expect(text).not.toContain(secret);
    const trail = await program.fixtures.sql<{ facts: object }>(
      `SELECT facts FROM audit_entry WHERE kind = 'export.created' AND facts ->> 'list' = 'contacts' ORDER BY at DESC, id DESC LIMIT 1`,
    );
    expect(trail).toMatchObject([{ facts: { list: 'contacts', format: 'csv', filtered: false } }]);
  });

  test('are changed many at a time by the rules of one, and given back', async () => {
    const shown = await preview('contacts', { field: 'lawfulBasis', set: null });
    expect(shown.counts).toMatchObject({ pending: 0, unchanged: 1, refused: 2 });
    expect(shown.refusals.map(({ label }) => label).toSorted()).toEqual([
      '何** (青禾商业银行)',
      '林** (海蓝保险)',
    ]);
    const left = await preview('contacts', { field: 'active', set: false }, ['name', 'contains', '何']);
    expect(left.counts).toMatchObject({ pending: 2 });
    expect((await carriedOut(left.id)).counts).toMatchObject({ changed: 2 });
    expect(await found(['active', 'eq', false])).toHaveLength(2);
    const told = await program.fixtures.sql<{ reason: string; changes: object[] }>(
      `SELECT reason, changes FROM audit_entry WHERE kind = 'contact.changed' AND subject_id = $1`,
      [ids['何二']],
    );
    expect(told).toEqual([{ reason: '整理', changes: [{ field: 'active', from: true, to: false }] }]);
    expect((await undone(left.id)).counts).toMatchObject({ restored: 2 });
    expect(await found(['active', 'eq', false])).toEqual([]);
  });

  test('of another branch are seen through their account, and changed by their own', async () => {
    expect(await found({ or: [['name', 'filled']] }, member)).toEqual(['何一']);
    const shown = await preview('contacts', { field: 'active', set: false }, undefined, member);
    expect(shown.counts).toMatchObject({ refused: 1, pending: 0 });
  });

  test.each([
    [{ field: 'mobile', set: '13900005678' }, 'bulk-edit.field'],
    [{ field: 'name', set: '某人' }, 'bulk-edit.field'],
    [{ field: 'active', set: null }, 'bulk-edit.value'],
    [{ field: 'lawfulBasis', set: 'none' }, 'bulk-edit.value'],
  ])('are not given what is one person’s own: %j', async (change, code) => {
    const { body } = await marketer.post('/api/lists/contacts/bulk-edits', { change }).expect(400);
    expect(body).toMatchObject({ code });
    await reader.post('/api/lists/contacts/bulk-edits', { change }).expect(403);
  });
});

describe('cases', () => {
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    const cases: [string, object][] = [
      ['延误', { accountId: account, kind: 'complaint', affectedPieces: 30 }],
      ['破损', { accountId: firm, kind: 'fault', affectedPieces: 12 }],
      ['撤回', { accountId: firm, kind: 'request' }],
    ];
    for (const [title, over] of cases)
      ids[title] = idOf((await marketer.post('/api/service-cases', { title, ...over }).expect(201)).body);
    const step = { from: 'open', to: 'withdrawn', note: '重复' };
    await marketer.post(`/api/service-cases/${ids['撤回']}/steps`, step).expect(200);
  });
  const found = async (query: string, caller = marketer) =>
    items<{ title: string }>((await caller.get(`/api/service-cases?${query}`).expect(200)).body).map(
      ({ title }) => title,
    );
  const dueOf = async (title: string) =>
    (await marketer.get(`/api/service-cases/${ids[title]}`).expect(200)).body as {
      urgency: string;
      resolveDueAt: string;
      report: unknown;
    };

  test('keep their order and their own questions beside the filter', async () => {
    expect(await found('')).toEqual(['撤回', '破损', '延误']);
    expect(await found('running=true&sort=openedAt')).toEqual(['延误', '破损']);
    expect(await found(`running=true&${filtered(['account', 'in', [firm]])}`)).toEqual(['破损']);
    expect(await found(filtered(['mine', 'eq', true]))).toEqual(['撤回', '破损', '延误']);
    expect(await found(filtered(['mine', 'eq', true]), reader)).toEqual([]);
    expect(await found(filtered({ has: 'steps', where: ['to', 'in', ['withdrawn']] }))).toEqual(['撤回']);
  });

  test('are found by title, number and account', async () => {
    expect(await found('q=延误')).toEqual(['延误']);
    expect(await found('q=海蓝')).toEqual(['撤回', '破损']);
    expect(await found(filtered(['title', 'contains', '损']))).toEqual(['破损']);
    const { body } = await marketer.get(
      '/api/lists/cases/summary?q=海蓝&group=account&totals=affectedPieces',
    );
    expect(body).toMatchObject({
      count: 2,
      totals: [{ field: 'affectedPieces', sum: 12 }],
      groups: [{ value: firm, text: '海蓝保险', count: 2 }],
    });
  });

  test('say nothing of who called, on the screen or in a file', async () => {
    await marketer.get('/api/service-cases?columns=contactName').expect(400);
    const { text } = await marketer
      .get('/api/lists/cases/export?columns=title,kind,owner&sort=number')
      .expect(200);
    expect(text.split('\r\n').slice(1, 3)).toEqual(['延误,投诉,marketer', '破损,故障,marketer']);
  });

  test('get new deadlines with a new urgency, many at a time, and the old ones back', async () => {
    const before = await dueOf('破损');
    const shown = await preview('cases', { field: 'urgency', set: 'critical' });
    expect(shown.counts).toMatchObject({ pending: 2, refused: 1 });
    expect(shown.refusals).toMatchObject([{ label: expect.stringContaining('撤回') as string }]);
    expect((await carriedOut(shown.id)).counts).toMatchObject({ changed: 2 });
    const after = await dueOf('破损');
    expect(after.urgency).toBe('critical');
    expect(Date.parse(after.resolveDueAt)).toBeLessThan(Date.parse(before.resolveDueAt));
    expect(after.report).not.toBeNull();
    expect((await undone(shown.id)).counts).toMatchObject({ restored: 2 });
    expect(await dueOf('破损')).toMatchObject({ urgency: 'normal', resolveDueAt: before.resolveDueAt });
  });

  test('of another branch are read by the team and left to their branch', async () => {
    expect(await found('', member)).toEqual(['延误']);
    const shown = await preview('cases', { field: 'category', set: '时限' }, undefined, member);
    expect(shown.counts).toMatchObject({ refused: 1, pending: 0 });
  });

  test('changed by somebody in between are left alone', async () => {
    const shown = await preview('cases', { field: 'category', set: '时限' }, ['running', 'eq', true]);
    const { body } = await marketer.get(`/api/service-cases/${ids['延误']}`);
    const { version } = body as { version: number };
    await marketer.patch(`/api/service-cases/${ids['延误']}`, { title: '严重延误', version }).expect(200);
    expect((await carriedOut(shown.id)).counts).toMatchObject({ changed: 1, stale: 1 });
    expect(await found(filtered(['category', 'eq', '时限']))).toEqual(['破损']);
  });
});

describe('campaigns', () => {
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    const campaigns: [string, object][] = [
      ['春季商函', { startsOn: '2026-03-01', endsOn: '2026-05-31', budgetFen: 500_00, months: [3, 5] }],
      ['教师节贺卡', { startsOn: '2026-09-01', plannedPieces: 800, months: [] }],
      ['旧活动', { startsOn: '2025-05-01', endsOn: '2025-05-31', budgetFen: 100_00 }],
    ];
    for (const [name, over] of campaigns) {
      const fresh = { branchId: city, accountId: account, name, product: 'statement', ...over };
      ids[name] = idOf((await marketer.post('/api/campaigns', fresh).expect(201)).body);
    }
    await marketer.patch(`/api/campaigns/${ids['旧活动']}`, { state: 'cancelled', version: 1 }).expect(200);
  });
  const found = async (query: string) =>
    items<{ name: string }>(
      (await marketer.get(`/api/campaigns?sort=createdAt&${query}`).expect(200)).body,
    ).map(({ name }) => name);

  test('are asked for a month as before, and by the filter that says the same', async () => {
    const inMonth = (first: string, last: string, month: string) =>
      filtered({
        and: [
          {
            or: [
              ['startsOn', 'empty'],
              ['startsOn', 'lte', last],
            ],
          },
          {
            or: [
              ['startsOn', 'empty'],
              ['runsUntil', 'gte', first],
            ],
          },
          {
            or: [
              ['months', 'empty'],
              ['months', 'any', [month]],
            ],
          },
          {
            or: [
              ['startsOn', 'filled'],
              ['months', 'filled'],
            ],
          },
        ],
      });
    for (const [month, expected] of [
      ['2026-03', ['春季商函']],
      ['2026-04', []],
      ['2026-09', ['教师节贺卡']],
      ['2025-05', ['旧活动']],
    ] as const) {
      expect(await found(`month=${month}`)).toEqual(expected);
      expect(await found(inMonth(`${month}-01`, `${month}-30`, String(Number(month.slice(5)))))).toEqual(
        expected,
      );
    }
  });

  test('are found by words, and added up by what the filter leaves', async () => {
    expect(await found('q=商函')).toEqual(['春季商函']);
    const open = { not: ['state', 'in', ['cancelled']] };
    const { body } = await marketer.get(
      `/api/lists/campaigns/summary?totals=budgetFen&group=account&${filtered(open)}`,
    );
    expect(body).toMatchObject({ totals: [{ sum: 50_000 }], groups: [{ text: '青禾商业银行', count: 2 }] });
  });

  test('are changed many at a time by the rules of one, and given back', async () => {
    const shown = await preview('campaigns', { field: 'endsOn', set: '2026-08-31' });
    expect(shown.counts).toMatchObject({ pending: 1, refused: 2 });
    expect((await carriedOut(shown.id)).counts).toMatchObject({ changed: 1 });
    expect(await found(filtered(['endsOn', 'eq', '2026-08-31']))).toEqual(['春季商函']);
    expect((await undone(shown.id)).counts).toMatchObject({ restored: 1 });
    const note = await preview('campaigns', { field: 'note', set: '已核对' });
    expect(note.counts).toMatchObject({ pending: 3, refused: 0 });
    const foreign = await preview('campaigns', { field: 'budgetFen', set: 1 }, undefined, member);
    expect(foreign.counts).toMatchObject({ refused: 3, pending: 0 });
  });

  test('have their note emptied in its cell', async () => {
    const route = `/api/campaigns/${ids['春季商函']}`;
    const { version } = (await marketer.get(route)).body as { version: number };
    const { body } = await marketer.patch(route, { note: null, version }).expect(200);
    expect(body).toMatchObject({ note: '' });
  });

  test('that end in between keep what they are', async () => {
    const shown = await preview('campaigns', { field: 'occasion', set: '开学' }, [
      'name',
      'contains',
      '贺卡',
    ]);
    await marketer
      .patch(`/api/campaigns/${ids['教师节贺卡']}`, { state: 'cancelled', version: 1 })
      .expect(200);
    expect((await carriedOut(shown.id)).counts).toMatchObject({ changed: 0, stale: 1 });
  });
});
