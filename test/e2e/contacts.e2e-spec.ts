import { type Caller, createTestApp, type TestApp } from '../support/test-app';

interface Position {
  id: string;
  accountId: string;
  coveredBy: { userId: string }[];
  mayChange: boolean;
  version: number;
}
interface Contact {
  id: string;
  name: string;
  branchId: string;
  version: number;
  positions: Position[];
  similar: { id: string }[];
  mayChange: boolean;
}
interface People {
  version: number;
  mayChange: boolean;
  people: { contactId: string; name: string; x: number | null; y: number | null }[];
  links: object[];
}

let program: TestApp;
let city: string;
let owner: Caller;
let member: Caller;
let auditor: Caller;
let ownerId: string;
let sponsorId: string;
let accountId: string;

beforeAll(async () => {
  program = await createTestApp({ RUN_JOBS: 'false' });
  const { fixtures } = program;
  const root = await fixtures.branch('FJ', null, '省局');
  city = await fixtures.branch('FJ-XM', root, '厦门');
  const otherCity = await fixtures.branch('FJ-FZ', root, '福州');
  ownerId = await fixtures.user('owner@example.test', city, ['marketer']);
  sponsorId = await fixtures.user('sponsor@example.test', city, ['leader']);
  const memberId = await fixtures.user('member@example.test', otherCity, ['marketer']);
  await fixtures.user('auditor@example.test', city, ['auditor']);
  [owner, member, auditor] = (await Promise.all(
    ['owner', 'member', 'auditor'].map((name) => program.as(`${name}@example.test`)),
  )) as [Caller, Caller, Caller, Caller];
  accountId = await account('BANK', '示例银行');
  await fixtures.sql(
    `INSERT INTO account_member (account_id, user_id, role)
     VALUES ($1, $2, 'lead'), ($1, $3, 'sponsor'), ($1, $4, 'backup')`,
    [accountId, ownerId, sponsorId, memberId],
  );
});
afterAll(() => program.close());

async function account(code: string, name: string): Promise<string> {
  const body = { branchId: city, code, name, tier: 'key' };
  return ((await owner.post('/api/accounts', body).expect(201)).body as { id: string }).id;
}

async function create(body: object, caller = owner): Promise<Contact> {
  return (await caller.post('/api/contacts', body).expect(201)).body as Contact;
}

const at = (id: string, over: object = {}) => ({ accountId: id, role: 'user', rank: 'staff', ...over });
const names = (page: unknown) => (page as { items: Contact[] }).items.map(({ name }) => name);
const code = (answer: { body: unknown }) => (answer.body as { code: string }).code;

/** What was told of a record since the last look, oldest first. */
async function told(subjectId: string) {
  return program.fixtures.sql<{ kind: string; changes: unknown; facts: unknown; related: unknown }>(
    'SELECT kind, changes, facts, related FROM audit_entry WHERE subject_id = $1 ORDER BY id',
    [subjectId],
  );
}

describe('one contact', () => {
  test('is kept with masked numbers, which are told in full to who asks and leaves a trace', async () => {
    const made = await create({
      name: '许明远',
      mobile: '+86 138 0000 1234',
      phone: '0592-5550000',
      wechat: 'xumingyuan',
      email: 'xu@example.test',
      position: at(accountId, { title: '行长助理', rank: 'senior' }),
    });
    expect(made).toMatchObject({
      branchId: city,
      mobile: '138****1234',
      phone: '0592-****0000',
      wechat: 'x****',
      email: 'xu@example.test',
      mayChange: true,
      positions: [{ accountId, title: '行长助理', rank: 'senior', accountName: '示例银行', mayChange: true }],
    });
    const list = await owner.get('/api/contacts?q=许明远').expect(200);
    expect(list.text).not.toContain('13800001234');
    const people = await owner.get(`/api/accounts/${accountId}/people`).expect(200);
    expect(people.text).toContain('138****1234');
    await auditor.post(`/api/contacts/${made.id}/reveal`).expect(403);
    const revealed = await owner.post(`/api/contacts/${made.id}/reveal`).expect(200);
    expect(revealed.body).toEqual({ mobile: '13800001234', phone: '0592-5550000', wechat: 'xumingyuan' });
    expect((await told(made.id)).map(({ kind }) => kind)).toEqual([
      'contact.created',
      'contact.linked',
      'contact.revealed',
    ]);
  });

  test('says that a number or a birthday changed, not from what to what', async () => {
    const made = await create({ name: '江南', mobile: '13800000001' });
    const change = {
      name: '江楠',
      mobile: '13800000002',
      birthday: { calendar: 'lunar', month: 8, day: 15 },
      lawfulBasis: 'consent',
      version: made.version,
    };
    const saved = await owner.patch(`/api/contacts/${made.id}`, change).expect(200);
    expect(saved.body).toMatchObject({ name: '江楠', nextBirthday: null, version: made.version + 1 });
    const [, changed] = await told(made.id);
    expect(changed!.changes).toEqual([
      { field: 'lawfulBasis', from: null, to: 'consent' },
      { field: 'name', from: null, to: null },
      { field: 'mobile', from: null, to: null },
      { field: 'birthday', from: null, to: null },
    ]);
    expect(code(await owner.patch(`/api/contacts/${made.id}`, change).expect(412))).toBe('record.stale');
  });

  test.each([
    [{ birthday: { calendar: 'solar', month: 5, day: 1 } }, 'contact.basis-missing', 'lawfulBasis'],
    [{ preferences: '喜茶' }, 'contact.basis-missing', 'lawfulBasis'],
    [
      { birthday: { calendar: 'solar', month: 4, day: 31 }, lawfulBasis: 'consent' },
      undefined,
      'birthday.day',
    ],
    [{ mobile: '138****1234' }, undefined, 'mobile'],
    [{ email: 'nobody' }, undefined, 'email'],
  ])('refuses %j', async (over, expected, path) => {
    const answer = await owner.post('/api/contacts', { name: '某人', ...over }).expect(400);
    if (expected) expect(code(answer)).toBe(expected);
    expect((answer.body as { errors: { path: string }[] }).errors[0]!.path).toBe(path);
  });

  test('keeps its basis as long as it keeps what needs one', async () => {
    const made = await create({ name: '方圆', preferences: '喜茶', lawfulBasis: 'consent' });
    const without = { lawfulBasis: null, version: made.version };
    expect(code(await owner.patch(`/api/contacts/${made.id}`, without).expect(400))).toBe(
      'contact.basis-missing',
    );
    await owner.patch(`/api/contacts/${made.id}`, { ...without, preferences: '' }).expect(200);
  });

  test('knows when it was last touched', async () => {
    const made = await create({ name: '久违', position: at(accountId) });
    const touch = { channel: 'phone', on: '2026-03-05', note: '谈贺卡' };
    expect((await member.post(`/api/contacts/${made.id}/touches`, touch).expect(201)).body).toMatchObject({
      lastTouchedOn: '2026-03-05',
      touches: [{ channel: 'phone', on: '2026-03-05', note: '谈贺卡' }],
      mayChange: false,
    });
    await owner.post(`/api/contacts/${made.id}/touches`, { ...touch, on: '2026-03-01' }).expect(201);
    const read = await owner.get(`/api/contacts/${made.id}`).expect(200);
    expect(read.body).toMatchObject({ lastTouchedOn: '2026-03-05', version: made.version });
    const ahead = await owner
      .post(`/api/contacts/${made.id}/touches`, { ...touch, on: '2999-01-01' })
      .expect(400);
    expect(code(ahead)).toBe('contact.touch-in-future');
    const [last] = (await told(made.id)).slice(-1);
    expect(last).toMatchObject({ kind: 'contact.touched', related: [{ type: 'account', id: accountId }] });
    expect(JSON.stringify(last)).not.toContain('谈贺卡');
  });
});

describe('positions', () => {
  test('one person stands in several accounts, once in each', async () => {
    const second = await account('SHOP', '示例百货');
    const made = await create({ name: '两处', position: at(accountId) });
    const both = await owner.post(`/api/contacts/${made.id}/positions`, at(second)).expect(201);
    expect((both.body as Contact).positions.map((p) => p.accountId).sort()).toEqual(
      [accountId, second].sort(),
    );
    const again = await owner.post(`/api/contacts/${made.id}/positions`, at(second)).expect(409);
    expect(code(again)).toBe('contact.already-at-account');
    // The member serves the bank only.
    const seen = (await member.get(`/api/contacts/${made.id}`).expect(200)).body as Contact;
    expect(seen.positions.map((p) => p.accountId)).toEqual([accountId]);
    const shop = (both.body as Contact).positions.find((p) => p.accountId === second)!;
    await owner.delete(`/api/contact-positions/${shop.id}`).expect(204);
    await owner.delete(`/api/contact-positions/${shop.id}`).expect(404);
  });

  test('are changed by version, and only by the branch of the account', async () => {
    const made = await create({ name: '转岗', position: at(accountId) });
    const [position] = made.positions;
    const route = `/api/contact-positions/${position!.id}`;
    const change = { stance: 'champion', startedOn: '2026-01-01', version: position!.version };
    expect(code(await member.patch(route, change).expect(403))).toBe('account.read-only');
    expect(code(await owner.patch(route, { ...change, endedOn: '2025-01-01' }).expect(400))).toBe(
      'contact.ends-before-start',
    );
    await owner.patch(route, change).expect(200);
    expect(code(await owner.patch(route, change).expect(412))).toBe('record.stale');
    expect(code(await member.patch(`/api/contacts/${made.id}`, { name: '改', version: 1 }).expect(403))).toBe(
      'contact.read-only',
    );
  });

  test('one is called first; relationships are kept by the service team', async () => {
    const first = await create({ name: '首要一', position: at(accountId, { isPrimary: true }) });
    await create({ name: '首要二', position: at(accountId, { isPrimary: true, coveredBy: [ownerId] }) });
    const read = (await owner.get(`/api/contacts/${first.id}`).expect(200)).body as Contact;
    expect(read.positions).toMatchObject([{ isPrimary: false }]);
    const outside = await program.fixtures.user('outside@example.test', city, ['marketer']);
    const answer = await owner
      .patch(`/api/contact-positions/${read.positions[0]!.id}`, { coveredBy: [outside], version: 1 })
      .expect(400);
    expect(code(answer)).toBe('contact.cover-outside-team');
  });
});

describe('lists', () => {
  let firm: string;
  beforeAll(async () => {
    firm = await account('FIRM', '筛选公司');
    const soon = new Date(Date.now() + 3 * 86_400_000 + 8 * 3_600_000);
    const birthday = { calendar: 'solar', month: soon.getUTCMonth() + 1, day: soon.getUTCDate() };
    await create({
      name: '筛甲',
      birthday,
      lawfulBasis: 'contract',
      position: at(firm, { role: 'payer', rank: 'manager' }),
    });
    const touched = await create({ name: '筛乙', position: at(firm, { role: 'gatekeeper' }) });
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    await owner.post(`/api/contacts/${touched.id}/touches`, { channel: 'visit', on: today }).expect(201);
    const left = await create({ name: '筛丙', position: at(firm, { role: 'payer', endedOn: '2026-01-31' }) });
    await owner.patch(`/api/contacts/${left.id}`, { active: false, version: 1 }).expect(200);
  });

  test.each([
    ['', ['筛丙', '筛甲', '筛乙']],
    ['&role=gatekeeper', ['筛乙']],
    ['&accountId=FIRM&role=payer', ['筛甲']],
    ['&rank=manager', ['筛甲']],
    ['&birthdayWithin=4', ['筛甲']],
    ['&birthdayWithin=3', []],
    ['&untouchedFor=1', ['筛丙', '筛甲']],
    ['&active=false', ['筛丙']],
    ['&sort=birthday&limit=1', ['筛甲']],
    ['&sort=-lastTouchedOn&limit=1', ['筛乙']],
  ])('by firm and %s', async (query, expected) => {
    const page = await owner.get(`/api/contacts?q=筛选${query.replace('FIRM', firm)}`).expect(200);
    expect(names(page.body).sort()).toEqual([...expected].sort());
  });

  test('page in the order of the next birthday without gaps', async () => {
    const first = await owner.get('/api/contacts?q=筛选&sort=birthday&limit=2').expect(200);
    const { items, nextCursor } = first.body as { items: Contact[]; nextCursor: string };
    const rest = await owner
      .get(`/api/contacts?q=筛选&sort=birthday&limit=2&cursor=${nextCursor}`)
      .expect(200);
    expect(items[0]!.name).toBe('筛甲');
    expect(new Set([...names({ items }), ...names(rest.body)]).size).toBe(3);
  });
});

describe('the people of an account', () => {
  let firm: string;
  const id: Record<string, string> = {};
  const people = async (caller = owner) =>
    (await caller.get(`/api/accounts/${firm}/people`).expect(200)).body as People;
  const draw = (version: number, links: object[], places: object[] = []) =>
    owner.put(`/api/accounts/${firm}/influence`, { version, links, places });
  const up = (from: string, to: string, kind = 'reports-to') => ({
    fromId: id[from],
    toId: id[to],
    kind,
    strength: 2,
  });

  beforeAll(async () => {
    firm = await account('MAP', '图示公司');
    await program.fixtures.sql(
      `INSERT INTO account_member (account_id, user_id, role) VALUES ($1, $2, 'lead'), ($1, $3, 'sponsor')`,
      [firm, ownerId, sponsorId],
    );
    for (const [name, rank, coveredBy] of [
      ['总', 'executive', [sponsorId]],
      ['副', 'executive', [ownerId]],
      ['员', 'staff', []],
    ] as const)
      id[name] = (await create({ name, position: at(firm, { rank, coveredBy }) })).id;
  });

  test('stand on a map that is replaced as a whole, by version', async () => {
    const before = await people();
    expect(before).toMatchObject({ version: 1, mayChange: true, links: [] });
    expect(before.people.map(({ name }) => name)).toEqual(['副', '总', '员']);
    const links = [up('副', '总'), up('员', '副'), up('员', '总', 'blocks')];
    const drawn = await draw(1, links, [{ contactId: id['总'], x: 40, y: -7 }]).expect(200);
    expect(drawn.body).toMatchObject({ version: 2 });
    expect((drawn.body as People).links).toHaveLength(3);
    const placed = (drawn.body as People).people.map(({ name, x, y }) => [name, x, y]);
    expect(placed).toEqual([
      ['副', null, null],
      ['总', 40, -7],
      ['员', null, null],
    ]);
    const late = await draw(1, []).expect(412);
    expect(late.body).toMatchObject({ code: 'record.stale', conflict: { current: null } });
    const entry = (await told(firm)).find(({ kind }) => kind === 'account.influence-changed');
    expect(entry!.facts).toMatchObject({ links: 3, added: 3, removed: 0 });
  });

  test('are never below themselves, and nothing of a refused map is kept', async () => {
    const before = await people();
    const circle = [up('总', '副'), up('副', '员'), up('员', '总')];
    expect(code(await draw(before.version, circle).expect(400))).toBe('account.influence-cycle');
    expect(code(await draw(before.version, [up('总', '总')]).expect(400))).toBe('account.influence-self');
    const unknown = [{ ...up('总', '副'), toId: accountId }];
    expect(code(await draw(before.version, unknown).expect(409))).toBe('account.influence-unknown-person');
    expect(await people()).toEqual(before);
  });

  test('two who draw at once: one is kept, the other told', async () => {
    const { version } = await people();
    const answers = await Promise.all([draw(version, [up('副', '总')]), draw(version, [up('员', '总')])]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  test('are met rank by rank, and gaps have names', async () => {
    const { body } = await owner.get(`/api/accounts/${firm}/coverage`).expect(200);
    expect((body as { rows: object[] }).rows[0]).toEqual({
      rank: 'executive',
      people: 2,
      met: 1,
      below: [{ contactId: id['副'], name: '副' }],
      nobody: [],
    });
    expect((body as { rows: object[] }).rows[3]).toMatchObject({ nobody: [{ name: '员' }] });
  });

  test('leave the map with their links', async () => {
    const { version } = await people();
    await draw(version, [up('员', '副')]).expect(200);
    const read = (await owner.get(`/api/contacts/${id['员']}`).expect(200)).body as Contact;
    await owner.delete(`/api/contact-positions/${read.positions[0]!.id}`).expect(204);
    const after = await people();
    expect([after.people.length, after.links]).toEqual([2, []]);
  });
});
