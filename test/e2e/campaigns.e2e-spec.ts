import { CampaignsService } from '../../src/campaigns/campaigns.service';
import { ViewersService } from '../../src/identity/sessions/viewers.service';
import { createTestApp, Caller, TestApp } from '../support/test-app';

interface Campaign {
  id: string;
  name: string;
  version: number;
}
interface Page {
  items: Campaign[];
  nextCursor: string | null;
  total: number;
}

let program: TestApp;
let root: string;
let city: string;
let otherCity: string;
let cityUserId: string;
let outsiderId: string;
let provincial: string;
let account: string;
let marketer: Caller;
let cityMarketer: Caller;
let outsider: Caller;

beforeAll(async () => {
  program = await createTestApp();
  const { fixtures } = program;
  root = await fixtures.branch('FJ', null, '省局');
  city = await fixtures.branch('FJ-XM', root, '厦门');
  otherCity = await fixtures.branch('FJ-FZ', root, '福州');
  await fixtures.user('marketer@example.test', root, ['marketer']);
  cityUserId = await fixtures.user('city@example.test', city, ['marketer']);
  outsiderId = await fixtures.user('outsider@example.test', otherCity, ['marketer']);
  await fixtures.user('auditor@example.test', root, ['auditor']);
  marketer = await program.as('marketer@example.test');
  cityMarketer = await program.as('city@example.test');
  outsider = await program.as('outsider@example.test');
  provincial = await newAccount(root, 'PROV');
  account = await newAccount(city, 'CITY');
});
afterAll(() => program.close());

async function newAccount(branchId: string, code: string): Promise<string> {
  const response = await marketer.post('/api/accounts', { branchId, code, name: `客户${code}`, tier: 'key' });
  return (response.body as { id: string }).id;
}

const draft = (over: object = {}) => ({
  branchId: city,
  accountId: account,
  name: '促销商函',
  product: 'advertising-letter',
  ...over,
});

async function create(caller: Caller, over: object = {}): Promise<Campaign> {
  return (await caller.post('/api/campaigns', draft(over)).expect(201)).body as Campaign;
}

const names = (body: unknown) => (body as Page).items.map((campaign) => campaign.name);

describe('listing', () => {
  beforeAll(async () => {
    await create(cityMarketer, {
      name: '甲',
      startsOn: '2026-05-01',
      endsOn: '2026-07-31',
      months: [7, 5, 5],
    });
    await create(cityMarketer, { name: '乙', startsOn: '2026-06-15' });
    await create(cityMarketer, { name: '丙', months: [9] });
    await create(marketer, { name: '丁', branchId: otherCity, accountId: provincial, state: 'active' });
  });

  test.each([
    ['month=2026-05', ['甲']],
    ['month=2026-06', ['乙']],
    ['month=2026-07', ['甲']],
    ['month=2025-05', []],
    ['month=2031-09', ['丙']],
    ['q=乙', ['乙']],
    ['state=active', ['丁']],
    ['limit=2&sort=-startsOn', ['丁', '丙']],
    ['limit=2&sort=startsOn', ['甲', '乙']],
  ])('answers %s', async (query, expected) => {
    expect(names((await marketer.get(`/api/campaigns?${query}`).expect(200)).body)).toEqual(expected);
  });

  test('pages through rows without dates', async () => {
    const first = (await marketer.get('/api/campaigns?sort=startsOn&limit=3').expect(200)).body as Page;
    const rest = await marketer
      .get(`/api/campaigns?sort=startsOn&limit=3&cursor=${first.nextCursor}`)
      .expect(200);
    expect([...first.items, ...(rest.body as Page).items].map((item) => item.name)).toEqual([
      '甲',
      '乙',
      '丙',
      '丁',
    ]);
  });

  test('filters by account and by branch with everything below', async () => {
    expect(names((await marketer.get(`/api/campaigns?accountId=${provincial}`)).body)).toEqual(['丁']);
    expect((await marketer.get(`/api/campaigns?branchId=${root}`)).body).toMatchObject({ total: 4 });
    expect((await marketer.get(`/api/campaigns?branchId=${city}`)).body).toMatchObject({ total: 3 });
  });

  test('shows a branch only its own', async () => {
    expect(names((await outsider.get('/api/campaigns')).body)).toEqual(['丁']);
  });
});

test('reads back what was planned', async () => {
  const { id } = await create(cityMarketer, {
    occasion: 'spring-festival',
    plannedPieces: 100_000,
    pricePerPieceFen: 182,
    budgetFen: 9_000_000_000,
    startsOn: '2026-01-31',
    endsOn: '2026-02-28',
  });
  expect((await cityMarketer.get(`/api/campaigns/${id}`).expect(200)).body).toMatchObject({
    accountName: '客户CITY',
    branchName: '厦门',
    plannedPieces: 100_000,
    pricePerPieceFen: 182,
    budgetFen: 9_000_000_000,
    startsOn: '2026-01-31',
    endsOn: '2026-02-28',
    state: 'draft',
    nextStates: ['active', 'cancelled'],
    mayChange: true,
    version: 1,
  });
});

test.each([
  [{ product: 'carrier-pigeon' }, 'request.invalid'],
  [{ months: [13] }, 'request.invalid'],
  [{ pricePerPieceFen: 1.5 }, 'request.invalid'],
  [{ startsOn: '2026-02-30' }, 'request.invalid'],
  [{ startsOn: '2026-03-02', endsOn: '2026-03-01' }, 'campaign.dates'],
])('refuses %j', async (over, code) => {
  expect((await cityMarketer.post('/api/campaigns', draft(over)).expect(400)).body).toMatchObject({ code });
});

test('moves through its states and closes', async () => {
  const { id } = await create(cityMarketer);
  const patch = (body: object) => cityMarketer.patch(`/api/campaigns/${id}`, body);
  expect((await patch({ state: 'done', version: 1 }).expect(409)).body).toMatchObject({
    code: 'campaign.state',
  });
  await patch({ state: 'active', version: 1 }).expect(200);
  expect((await patch({ state: 'done', version: 2 }).expect(200)).body).toMatchObject({ nextStates: [] });
  expect((await patch({ name: '改', version: 3 }).expect(409)).body).toMatchObject({
    code: 'campaign.closed',
  });
  expect((await patch({ note: '存档', version: 3 }).expect(200)).body).toMatchObject({
    note: '存档',
    version: 4,
  });
  expect((await patch({ note: '迟到', version: 3 }).expect(412)).body).toMatchObject({
    code: 'record.stale',
  });
});

test('checks new dates against the ones that stay', async () => {
  const { id } = await create(cityMarketer, { startsOn: '2026-05-01', endsOn: '2026-05-31' });
  const response = await cityMarketer
    .patch(`/api/campaigns/${id}`, { endsOn: '2026-04-30', version: 1 })
    .expect(400);
  expect(response.body).toMatchObject({ code: 'campaign.dates' });
});

test('answers 404 to another branch over every route', async () => {
  const { id } = await create(cityMarketer);
  await outsider.get(`/api/campaigns/${id}`).expect(404);
  await outsider.patch(`/api/campaigns/${id}`, { note: '改', version: 1 }).expect(404);
  await outsider.post('/api/campaigns', draft()).expect(404);
  await outsider.post('/api/campaigns', draft({ branchId: otherCity })).expect(404);
});

test('refuses the address list of another branch', async () => {
  const [list] = await program.fixtures.sql<{ id: string }>(
    `INSERT INTO address_list (branch_id, name, source, purpose, created_by)
     VALUES ($1, '名单', '测试', '测试', $2) RETURNING id`,
    [otherCity, outsiderId],
  );
  await cityMarketer.post('/api/campaigns', draft({ listId: list!.id })).expect(404);
  const { id } = await create(cityMarketer);
  await cityMarketer.patch(`/api/campaigns/${id}`, { listId: list!.id, version: 1 }).expect(404);
});

test('a member of the account’s team reads its campaigns of every branch, and changes none', async () => {
  const { id } = await create(marketer, { name: '省级活动', branchId: root, accountId: provincial });
  await cityMarketer.get(`/api/campaigns/${id}`).expect(404);
  await marketer
    .put(`/api/accounts/${provincial}/team`, {
      version: 1,
      members: [{ userId: cityUserId, role: 'backup' }],
    })
    .expect(200);
  expect((await cityMarketer.get(`/api/campaigns/${id}`).expect(200)).body).toMatchObject({
    accountName: '客户PROV',
    mayChange: false,
  });
  const change = await cityMarketer.patch(`/api/campaigns/${id}`, { note: '改', version: 1 }).expect(403);
  expect(change.body).toMatchObject({ code: 'campaign.read-only' });
});

test('shows the campaign of a branch even when its account belongs above', async () => {
  const { id } = await create(marketer, { branchId: otherCity, accountId: provincial });
  expect((await outsider.get(`/api/campaigns/${id}`).expect(200)).body).toMatchObject({
    accountId: provincial,
    accountName: null,
  });
});

test('hands a batch what it freezes, to the branch that runs the campaign', async () => {
  const { id } = await create(cityMarketer, { pricePerPieceFen: 75 });
  const campaigns = program.app.get(CampaignsService);
  const viewers = program.app.get(ViewersService);
  const frozen = async (userId: string) =>
    program.database.asViewer((await viewers.ofUser(userId))!, () => campaigns.forFreeze(id));
  await expect(frozen(cityUserId)).resolves.toEqual({
    id,
    branchId: city,
    accountId: account,
    listId: null,
    designId: null,
    pricePerPieceFen: 75,
    state: 'draft',
  });
  await expect(frozen(outsiderId)).rejects.toMatchObject({ code: 'not-found' });
});

test('asks for permission; lists the products', async () => {
  const auditor = await program.as('auditor@example.test');
  await auditor.post('/api/campaigns', draft()).expect(403);
  await program.anonymous.get('/api/campaigns').expect(401);
  const { body } = await auditor.get('/api/products').expect(200);
  expect((body as { items: object[] }).items).toContainEqual({
    code: 'stamped-envelope',
    zh: '邮资封',
    en: 'Stamped envelope',
  });
});
