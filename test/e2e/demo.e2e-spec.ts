import request from 'supertest';
import { DEMO_PASSWORD } from '../../src/demo/demo-people';
import { DemoService } from '../../src/demo/demo.service';
import { createTestApp, Caller, TestApp } from '../support/test-app';

let program: TestApp;
let demo: DemoService;

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
  demo = program.app.get(DemoService);
});
afterAll(() => program.close());

test('before it is loaded nobody can log in to it', async () => {
  const { body } = await program.anonymous.get('/api/info').expect(200);
  expect(body).toMatchObject({ demo: false, demoLogins: [] });
});

test('loads once, quickly, also when two processes start at the same moment', async () => {
  const started = performance.now();
  const loaded = await Promise.all([demo.loadIfEmpty(), demo.loadIfEmpty()]);
  expect(loaded.filter(Boolean)).toHaveLength(1);
  // A bound against something quadratic creeping in, far above what it takes.
  expect(performance.now() - started).toBeLessThan(10_000);
  expect(await demo.loadIfEmpty()).toBe(false);
});

test('totals exactly what the year states', async () => {
  const leader = await logIn('leader@demo.hongyan');
  const { body } = await leader.get('/api/revenue/summary?by=campaign').expect(200);
  expect((body as { total: object }).total).toMatchObject({
    amountFen: 169_910_000,
    campaigns: 7,
    unpricedLines: 0,
  });
  const year = await leader.get('/api/revenue/summary?by=month&from=2026-01&to=2026-12').expect(200);
  const { total, groups } = year.body as {
    total: object;
    groups: { key: string | null; amountFen: number }[];
  };
  expect(total).toMatchObject({ amountFen: 169_910_000 });
  expect(groups.map((group) => [group.key, group.amountFen])).toEqual([
    ['2026-07', 13_250_000],
    ['2026-08', 7_250_000],
    ['2026-09', 14_600_000],
    [null, 134_810_000],
  ]);
});

test('brings address lists for two open campaigns, in through the ordinary import', async () => {
  const marketer = await logIn('marketer@demo.hongyan');
  const { body } = await marketer.get('/api/campaigns?state=active').expect(200);
  const withList = (body as { items: { accountCode: string; listId: string | null }[] }).items.filter(
    (campaign) => campaign.listId !== null,
  );
  expect(withList.map((campaign) => campaign.accountCode).sort()).toEqual(['CCB', 'DNQC']);
  const counts = await program.fixtures.sql<{ count: number }>(
    'SELECT count(*)::integer FROM address_record GROUP BY list_id ORDER BY 1',
  );
  expect(counts.map((row) => row.count)).toEqual([300, 2_000]);
});

test('has people at its accounts, on a map, with gaps in who meets them', async () => {
  const manager = await logIn('manager@demo.hongyan');
  expect((await manager.get('/api/contacts')).body).toMatchObject({ total: 25 });
  expect((await manager.get('/api/contact-duplicates')).body).toMatchObject({ total: 1 });
  const { items } = (await manager.get('/api/accounts?q=CCB')).body as { items: { id: string }[] };
  const { body } = await manager.get(`/api/accounts/${items[0]!.id}/people`).expect(200);
  const { people, links } = body as { people: object[]; links: object[] };
  expect([people.length, links.length]).toEqual([8, 11]);
  const coverage = await manager.get(`/api/accounts/${items[0]!.id}/coverage`).expect(200);
  expect((coverage.body as { rows: object[] }).rows[0]).toMatchObject({ people: 2, met: 1 });
});

test('shows the province everything and Xiamen its own', async () => {
  const manager = await logIn('manager@demo.hongyan');
  expect((await manager.get('/api/accounts')).body).toMatchObject({ total: 26 });
  expect((await manager.get('/api/campaigns')).body).toMatchObject({ total: 21 });
  const xiamen = await logIn('xm.marketer@demo.hongyan');
  expect((await xiamen.get('/api/accounts')).body).toMatchObject({ total: 13 });
  expect((await xiamen.get('/api/account-duplicates')).body).toMatchObject({ total: 1 });
  expect((await xiamen.get('/api/campaigns')).body).toMatchObject({ total: 9 });
  expect((await xiamen.get('/api/revenue/summary')).body).toMatchObject({
    total: { amountFen: 0, lines: 0 },
  });
});

test('a city manager also sees the accounts it serves for the province', async () => {
  const fuzhou = await logIn('fz.manager@demo.hongyan');
  const { body } = await fuzhou.get('/api/accounts?sort=code').expect(200);
  expect((body as { items: { code: string }[] }).items.map((account) => account.code)).toEqual([
    'CCB',
    'DNQC',
    'DYBH',
    'SJLH',
    'YD',
  ]);
});

test('offers its log-ins, and every one of them works', async () => {
  const { body } = await program.anonymous.get('/api/info').expect(200);
  const { demo: on, demoLogins } = body as {
    demo: boolean;
    demoLogins: { email: string; branch: string; password: string }[];
  };
  expect(on).toBe(true);
  expect(demoLogins).toHaveLength(9);
  expect(new Set(demoLogins.map(({ branch }) => branch))).toEqual(
    new Set(['福建省信函广告局', '厦门局', '福州局']),
  );
  for (const { email, password } of demoLogins) {
    await program.anonymous.post('/api/session').send({ email, password }).expect(200);
  }
});

test('its export names products as people do', async () => {
  const leader = await logIn('leader@demo.hongyan');
  const { text } = await leader.get('/api/revenue/export?format=csv').expect(200);
  expect(text).toContain('邮资封');
  expect(text).not.toContain('stamped-envelope');
});

test('brings cases of the service desk, in every stage, each owned by who manages the account', async () => {
  const manager = await logIn('manager@demo.hongyan');
  const { body } = await manager.get('/api/service-cases?mine=true').expect(200);
  const { items } = body as { items: { state: string; ownerName: string }[] };
  expect(new Set(items.map(({ state }) => state))).toEqual(
    new Set(['open', 'heard', 'remedy-offered', 'resolved', 'followed-up']),
  );
  const due = await manager.get('/api/service-cases?reportDue=true').expect(200);
  expect(due.body).toMatchObject({ items: [{ kind: 'fault', urgency: 'critical' }] });
});

test('brings plans with goals, words on products, risks, and one festival to recover', async () => {
  const manager = await logIn('manager@demo.hongyan');
  const { items } = (await manager.get('/api/accounts?q=YD')).body as { items: { id: string }[] };
  const plan = await manager.get(`/api/accounts/${items[0]!.id}/plan?year=2026`).expect(200);
  expect(plan.body).toMatchObject({
    plan: {
      state: 'approved',
      approvedByName: '吴岚',
      goals: [{ measure: 'revenue', target: 99_000_000, actual: 82_610_000 }, {}, {}, {}, {}],
    },
  });
  const grid = await manager.get(`/api/accounts/${items[0]!.id}/whitespace?year=2026`).expect(200);
  const { cells } = (grid.body as { items: { cells: { product: string; state: string }[] }[] }).items[0]!;
  expect(new Set(cells.map(({ state }) => state))).toEqual(new Set(['bought', 'proposed', 'lost']));
  const late = await manager.get('/api/account-actions?overdue=true').expect(200);
  expect(late.body).toMatchObject({ total: 1 });
  const recoveries = await manager.get('/api/recovery-plans').expect(200);
  expect(recoveries.body).toMatchObject({ total: 1, items: [{ accountCode: 'ZZTSW', worstPercent: 37 }] });
});
