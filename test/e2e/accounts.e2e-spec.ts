import { createTestApp, Caller, TestApp } from '../support/test-app';

interface Account {
  id: string;
  code: string;
  version: number;
}
interface Page {
  items: Account[];
  nextCursor: string | null;
  total: number;
}

let program: TestApp;
let root: string;
let city: string;
let otherCity: string;
let outsiderId: string;
let cityMarketerId: string;
let marketer: Caller;
let cityMarketer: Caller;
let outsider: Caller;
let auditor: Caller;

const codes = (page: unknown) => (page as Page).items.map((account) => account.code);

beforeAll(async () => {
  program = await createTestApp();
  const { fixtures } = program;
  root = await fixtures.branch('FJ', null, '省局');
  city = await fixtures.branch('FJ-XM', root, '厦门');
  otherCity = await fixtures.branch('FJ-FZ', root, '福州');
  await fixtures.user('marketer@example.test', root, ['marketer']);
  cityMarketerId = await fixtures.user('city@example.test', city, ['marketer']);
  outsiderId = await fixtures.user('outsider@example.test', otherCity, ['marketer']);
  await fixtures.user('auditor@example.test', root, ['auditor']);
  marketer = await program.as('marketer@example.test');
  cityMarketer = await program.as('city@example.test');
  outsider = await program.as('outsider@example.test');
  auditor = await program.as('auditor@example.test');
});
afterAll(() => program.close());

async function create(caller: Caller, over: object): Promise<Account> {
  const response = await caller
    .post('/api/accounts', {
      branchId: city,
      code: 'X',
      name: '某公司',
      tier: 'key',
      confirmedDuplicates: true,
      ...over,
    })
    .expect(201);
  return response.body as Account;
}

describe('listing', () => {
  beforeAll(async () => {
    await create(cityMarketer, { code: 'dell', name: '戴尔公司', industry: 'C39' });
    await create(cityMarketer, { code: 'METRO', name: '麦德龙商场', tier: 'standard', industry: 'F52' });
    await create(marketer, {
      branchId: root,
      code: 'CCB',
      name: '建设银行',
      tier: 'provincial',
      industry: 'J66',
    });
    await create(marketer, { branchId: otherCity, code: 'BAIHUO', name: '大洋100%百货', industry: 'F51' });
  });

  test('sorts by name as Chinese readers do and pages without gaps', async () => {
    const first = await marketer.get('/api/accounts?sort=name&limit=3').expect(200);
    const { items, nextCursor, total } = first.body as Page;
    const second = await marketer.get(`/api/accounts?sort=name&limit=3&cursor=${nextCursor}`).expect(200);
    expect(total).toBe(4);
    expect([...items, ...(second.body as Page).items].map((account) => account.code)).toEqual([
      'BAIHUO',
      'DELL',
      'CCB',
      'METRO',
    ]);
    expect((second.body as Page).nextCursor).toBeNull();
  });

  test.each([
    ['q=dell', ['DELL']],
    ['q=银行', ['CCB']],
    ['q=%25', ['BAIHUO']],
    ['tier=provincial', ['CCB']],
    ['industry=F', ['BAIHUO', 'METRO']],
    ['industry=F52', ['METRO']],
    ['active=false', []],
  ])('filters by %s', async (query, expected) => {
    const page = await marketer.get(`/api/accounts?sort=code&${query}`).expect(200);
    expect(codes(page.body)).toEqual(expected);
    expect((page.body as Page).total).toBe(expected.length);
  });

  test('a branch filter takes in everything below it', async () => {
    expect(codes((await marketer.get(`/api/accounts?sort=code&branchId=${root}`)).body)).toHaveLength(4);
    expect(codes((await marketer.get(`/api/accounts?sort=code&branchId=${city}`)).body)).toEqual([
      'DELL',
      'METRO',
    ]);
  });

  test('sorts by tier in its own order, both ways', async () => {
    expect(codes((await marketer.get('/api/accounts?sort=tier')).body)[0]).toBe('CCB');
    expect(codes((await marketer.get('/api/accounts?sort=-tier')).body)[0]).toBe('METRO');
  });

  test('refuses an unknown sort and a made-up cursor', async () => {
    expect((await marketer.get('/api/accounts?sort=secret').expect(400)).body).toMatchObject({
      code: 'page.bad-sort',
    });
    await marketer.get('/api/accounts?cursor=nonsense').expect(400);
  });

  test('shows a branch only its own', async () => {
    expect(codes((await cityMarketer.get('/api/accounts?sort=code')).body)).toEqual(['DELL', 'METRO']);
    expect(codes((await outsider.get('/api/accounts?sort=code')).body)).toEqual(['BAIHUO']);
  });
});

describe('one account', () => {
  test('is created with its profile and read back', async () => {
    const created = await create(cityMarketer, { code: 'hyd', name: '好又多', industry: 'F52' });
    const read = await cityMarketer.get(`/api/accounts/${created.id}`).expect(200);
    expect(read.body).toMatchObject({
      code: 'HYD',
      branchName: '厦门',
      industryName: { zh: '零售业', en: 'Retail trade' },
      memberCount: 0,
      subsidiaryCount: 0,
      mayChange: true,
      version: 1,
    });
  });

  test.each([
    [{ code: 'bad code' }, 'code'],
    [{ name: '' }, 'name'],
    [{ tier: 'gold' }, 'tier'],
    [{ industry: 'A99' }, 'industry'],
  ])('refuses %j', async (over, path) => {
    const body = { branchId: city, code: 'V', name: '某公司', tier: 'key', ...over };
    const response = await cityMarketer.post('/api/accounts', body).expect(400);
    expect((response.body as { errors: { path: string }[] }).errors[0]!.path).toBe(path);
  });

  test('keeps codes unique in a branch, not beyond', async () => {
    await create(marketer, { code: 'TWIN' });
    const again = await marketer.post('/api/accounts', {
      branchId: city,
      code: 'twin',
      name: '二',
      tier: 'key',
    });
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({ code: 'account.code-taken', errors: [{ path: 'code' }] });
    await create(marketer, { code: 'TWIN', branchId: otherCity });
  });

  test('refuses a change over somebody else’s', async () => {
    const account = await create(cityMarketer, { code: 'STALE' });
    await cityMarketer.patch(`/api/accounts/${account.id}`, { name: '新名', version: 1 }).expect(200);
    const late = await cityMarketer
      .patch(`/api/accounts/${account.id}`, { name: '旧名', version: 1 })
      .expect(412);
    expect(late.body).toMatchObject({ code: 'record.stale' });
    expect((await cityMarketer.get(`/api/accounts/${account.id}`)).body).toMatchObject({
      name: '新名',
      version: 2,
    });
  });

  test('refuses to stand below itself', async () => {
    const group = await create(cityMarketer, { code: 'GROUP' });
    const child = await create(cityMarketer, { code: 'CHILD', parentId: group.id });
    const loop = await cityMarketer
      .patch(`/api/accounts/${group.id}`, { parentId: child.id, version: 1 })
      .expect(409);
    expect(loop.body).toMatchObject({ code: 'account.cycle', errors: [{ path: 'parentId' }] });
    const profile = await cityMarketer.get(`/api/accounts/${group.id}`);
    expect(profile.body).toMatchObject({ subsidiaryCount: 1, parentId: null });
  });

  test('refuses to stand below itself by way of an account the viewer does not see', async () => {
    const group = await create(cityMarketer, { code: 'TOP' });
    const hidden = await create(marketer, { code: 'MIDDLE', branchId: otherCity, parentId: group.id });
    const child = await create(marketer, { code: 'BOTTOM', parentId: hidden.id });
    await cityMarketer.get(`/api/accounts/${hidden.id}`).expect(404);
    const loop = await cityMarketer
      .patch(`/api/accounts/${group.id}`, { parentId: child.id, version: 1 })
      .expect(409);
    expect(loop.body).toMatchObject({ code: 'account.cycle' });
  });

  test('of two moves at once that would make a circle, one is refused', async () => {
    const left = await create(marketer, { code: 'LEFT' });
    const right = await create(marketer, { code: 'RIGHT' });
    const answers = await Promise.all([
      marketer.patch(`/api/accounts/${left.id}`, { parentId: right.id, version: 1 }),
      marketer.patch(`/api/accounts/${right.id}`, { parentId: left.id, version: 1 }),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
  });

  test('answers 404 to another branch over every route', async () => {
    const { id } = await create(cityMarketer, { code: 'HIDDEN' });
    await outsider.get(`/api/accounts/${id}`).expect(404);
    await outsider.patch(`/api/accounts/${id}`, { name: '改', version: 1 }).expect(404);
    await outsider.get(`/api/accounts/${id}/team`).expect(404);
    await outsider.put(`/api/accounts/${id}/team`, { version: 1, members: [] }).expect(404);
    await outsider.post('/api/accounts', { branchId: city, code: 'IN', name: '入', tier: 'key' }).expect(404);
    await outsider
      .post('/api/accounts', { branchId: otherCity, code: 'UP', name: '上', tier: 'key', parentId: id })
      .expect(404);
  });

  test('asks for permission and for a log-in', async () => {
    await auditor.post('/api/accounts', { branchId: root, code: 'NO', name: '否', tier: 'key' }).expect(403);
    await program.anonymous.get('/api/accounts').expect(401);
  });
});

describe('service team', () => {
  test('lets a member from outside the branch read the account, not change it', async () => {
    const { id } = await create(cityMarketer, { code: 'SERVED' });
    // Only somebody who sees both branches can bring the two together.
    await cityMarketer
      .put(`/api/accounts/${id}/team`, { version: 1, members: [{ userId: outsiderId, role: 'backup' }] })
      .expect(404);
    const saved = await marketer
      .put(`/api/accounts/${id}/team`, {
        version: 1,
        members: [
          { userId: outsiderId, role: 'designer' },
          { userId: outsiderId, role: 'backup' },
        ],
      })
      .expect(200);
    expect(saved.body).toMatchObject({
      members: [
        { role: 'backup', userName: 'outsider', branchName: '福州' },
        { role: 'designer', userName: 'outsider' },
      ],
    });
    const seen = await outsider.get(`/api/accounts/${id}`).expect(200);
    expect(seen.body).toMatchObject({ code: 'SERVED', mayChange: false, memberCount: 1 });
    expect(codes((await outsider.get('/api/accounts?q=SERVED')).body)).toEqual(['SERVED']);
    const change = await outsider.patch(`/api/accounts/${id}`, { name: '改', version: 1 }).expect(403);
    expect(change.body).toMatchObject({ code: 'account.read-only' });

    await marketer.put(`/api/accounts/${id}/team`, { version: 2, members: [] }).expect(200);
    await outsider.get(`/api/accounts/${id}`).expect(404);
  });

  test('refuses a team over somebody else’s', async () => {
    const { id } = await create(cityMarketer, { code: 'TEAMS' });
    const { body: read } = await marketer.get(`/api/accounts/${id}/team`).expect(200);
    expect(read).toEqual({ version: 1, members: [] });
    const seat = { userId: outsiderId, role: 'lead' };
    const saved = await marketer.put(`/api/accounts/${id}/team`, { ...read, members: [seat] }).expect(200);
    expect(saved.body).toMatchObject({ version: 2, members: [seat] });
    const late = await marketer.put(`/api/accounts/${id}/team`, read as object).expect(412);
    expect(late.body).toMatchObject({
      code: 'record.stale',
      conflict: { current: { version: 2, members: [seat] }, sent: { members: [] } },
    });
    expect((await marketer.get(`/api/accounts/${id}/team`)).body).toMatchObject({ members: [seat] });
    // The profile is another matter: whoever edits it meanwhile may still save.
    expect((await marketer.get(`/api/accounts/${id}`)).body).toMatchObject({ version: 1 });
  });

  test('keeps who served when, and tells the history who came and went', async () => {
    const { id } = await create(cityMarketer, { code: 'DAYS' });
    const { body: before } = await marketer.get(`/api/accounts/${id}/team`).expect(200);
    const { version } = before as { version: number };
    const first = { userId: outsiderId, role: 'primary', fromOn: '2026-01-01', untilOn: '2026-01-31' };
    const put = (members: object[], at: number) =>
      marketer.put(`/api/accounts/${id}/team`, { version: at, members });
    await put([first, { userId: outsiderId, role: 'primary', fromOn: '2026-02-01' }], version).expect(200);
    const changed = await put([], version + 1).expect(200);
    expect(changed.body).toMatchObject({ members: [] });
    const { body } = await marketer.get(`/api/accounts/${id}/team/history`).expect(200);
    expect(body).toMatchObject({
      items: [
        { role: 'primary', fromOn: '2026-02-01', state: 'past', userName: 'outsider' },
        { ...first, state: 'past' },
      ],
    });
    const told = await program.fixtures.sql<{ kind: string; facts: object }>(
      `SELECT kind, facts FROM audit_entry WHERE subject_id = $1 AND kind LIKE 'account.member-%' ORDER BY id`,
      [id],
    );
    expect(told.map(({ kind }) => kind)).toEqual([
      'account.member-joined',
      'account.member-joined',
      'account.member-left',
    ]);
    expect(told[0]!.facts).toMatchObject({ role: 'primary', member: 'outsider', untilOn: '2026-01-31' });
  });

  test('refuses a second primary on a day, and days turned round', async () => {
    const { id } = await create(marketer, { code: 'ONE' });
    const put = (members: object[]) => marketer.put(`/api/accounts/${id}/team`, { version: 1, members });
    const primary = { userId: outsiderId, role: 'primary', fromOn: '2026-01-01' };
    const other = { userId: cityMarketerId, role: 'primary', fromOn: '2026-05-01' };
    expect((await put([primary, other]).expect(409)).body).toMatchObject({ code: 'account.seat-taken' });
    const turned = await put([{ ...primary, untilOn: '2025-12-31' }]).expect(400);
    expect(turned.body).toMatchObject({ code: 'account.seat-days' });
    await put([{ ...primary, untilOn: '2026-04-30' }, other]).expect(200);
  });

  test('makes the manager of an account its primary, and the next manager the next', async () => {
    const { id } = await create(marketer, { code: 'MANAGED', managerId: outsiderId });
    const primaries = async () =>
      (
        (await marketer.get(`/api/accounts/${id}/team`).expect(200)).body as {
          members: { userId: string; role: string }[];
        }
      ).members
        .filter(({ role }) => role === 'primary')
        .map(({ userId }) => userId);
    expect(await primaries()).toEqual([outsiderId]);
    const change = { managerId: cityMarketerId, version: 1 };
    const changed = await marketer.patch(`/api/accounts/${id}`, change).expect(200);
    expect(changed.body).toMatchObject({ managerId: cityMarketerId });
    expect(await primaries()).toEqual([cityMarketerId]);
    await marketer.patch(`/api/accounts/${id}`, { managerId: null, version: 2 }).expect(200);
    expect(await primaries()).toEqual([]);
  });

  test('refuses the same seat twice', async () => {
    const { id } = await create(marketer, { code: 'SEATS' });
    const seat = { userId: outsiderId, role: 'lead' };
    const response = await marketer
      .put(`/api/accounts/${id}/team`, { version: 1, members: [seat, seat] })
      .expect(400);
    expect(response.body).toMatchObject({ code: 'account.team-duplicate' });
  });
});

test('serves the industries with their edition', async () => {
  const { body } = await auditor.get('/api/industries').expect(200);
  const { edition, items } = body as { edition: string; items: { code: string; zh: string }[] };
  expect(edition).toBe('GB/T 4754-2017');
  expect(items).toHaveLength(97);
  expect(items.find((industry) => industry.code === 'P83')?.zh).toBe('教育');
});

test('offers colleagues of the viewer’s own branches, by name and without their e-mail', async () => {
  const { body } = await cityMarketer.get('/api/people').expect(200);
  const { items } = body as { items: { name: string }[] };
  expect(items.map((person) => person.name)).toEqual(['city']);
  expect(JSON.stringify(items)).not.toContain('@');
  expect((await marketer.get('/api/people?q=outsid')).body).toMatchObject({ total: 1 });
});

describe('a likely duplicate', () => {
  const firm = { name: '鼓浪屿文化旅游有限公司', tier: 'key' };

  test('is asked about before saving, with who it may be, and saved when it was seen', async () => {
    const first = await create(cityMarketer, { ...firm, code: 'GLY-1' });
    const { body } = await cityMarketer
      .post('/api/accounts', { ...firm, branchId: city, code: 'GLY-3', name: '鼓浪屿 文化旅游有限责任公司' })
      .expect(409);
    expect(body).toMatchObject({
      code: 'record.likely-duplicate',
      candidates: [{ id: first.id, code: 'GLY-1', likely: true, reasons: ['name-core', 'name'] }],
    });
    await create(cityMarketer, { ...firm, code: 'GLY-3', confirmedDuplicates: true });
  });

  test('is told of while one types, to who sees it', async () => {
    await create(cityMarketer, { ...firm, code: 'GLY-5', name: '白鹭洲酒店' });
    const typed = { name: '白鹭洲酒店有限公司' };
    const { body } = await cityMarketer.post('/api/accounts/duplicates', typed).expect(200);
    expect(body).toMatchObject({ items: [{ code: 'GLY-5', score: 80, likely: true }] });
    expect((await outsider.post('/api/accounts/duplicates', typed).expect(200)).body).toEqual({ items: [] });
  });

  test('is asked about when a save makes one, not when it leaves names alone', async () => {
    await create(cityMarketer, { ...firm, code: 'GLY-6', name: '筼筜湖宾馆' });
    const { id, version } = await create(cityMarketer, { ...firm, code: 'GLY-7', name: '某宾馆' });
    const change = { name: '筼筜湖宾馆公司', version };
    const { body } = await cityMarketer.patch(`/api/accounts/${id}`, change).expect(409);
    expect(body).toMatchObject({ code: 'record.likely-duplicate' });
    const saved = await cityMarketer
      .patch(`/api/accounts/${id}`, { ...change, confirmedDuplicates: true })
      .expect(200);
    const next = { name: '筼筜湖宾馆公司', industry: 'H61', version: (saved.body as Account).version };
    await cityMarketer.patch(`/api/accounts/${id}`, next).expect(200);
  });
});
