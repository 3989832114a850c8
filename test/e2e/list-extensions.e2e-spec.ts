import { type Caller, createTestApp, type TestApp } from '../support/test-app';

let program: TestApp;
let city: string;
let leader: Caller;
let key: string;

const YEAR = 2026;

beforeAll(async () => {
  program = await createTestApp({ RUN_JOBS: 'false' });
  const { fixtures } = program;
  city = await fixtures.branch('FJ-XM', null, '厦门');
  await fixtures.user('leader@example.test', city, ['leader']);
  await fixtures.user('admin@example.test', city, ['administrator']);
  leader = await program.as('leader@example.test');
  const admin = await program.as('admin@example.test');
  const scopes = ['accounts:read', 'campaigns:read'];
  const made = await admin.post('/api/api-keys', { name: '不含收入', scopes }).expect(201);
  ({ key } = made.body as { key: string });
  for (const [code, tier, industry, score, fen] of [
    ['A', 'key', 'J66', 82, 500],
    ['B', 'key', 'F52', 55, 70],
    ['C', 'standard', 'J66', 10, 9],
    ['D', 'standard', null, null, 1],
  ] as const) {
    const [row] = await fixtures.sql<{ id: string }>(
      `INSERT INTO key_account (branch_id, code, name, tier, industry) VALUES ($1, $2, '公司' || $2, $3, $4)
       RETURNING id`,
      [city, code, tier, industry],
    );
    await fixtures.sql('UPDATE account_health SET score = $2 WHERE account_id = $1', [row!.id, score]);
    const [campaign] = await fixtures.sql<{ id: string }>(
      `INSERT INTO campaign (branch_id, account_id, name, product, state, starts_on)
       VALUES ($1, $2, '活动' || $3, 'postcard', 'active', '2026-03-01') RETURNING id`,
      [city, row!.id, code],
    );
    await fixtures.sql(
      `INSERT INTO revenue_line (branch_id, account_id, campaign_id, product, year, amount_fen, source)
       VALUES ($1, $2, $3, 'postcard', $4, $5, 'stated'), ($1, $2, NULL, 'postcard', $4, 1000, 'stated')`,
      [city, row!.id, campaign!.id, YEAR, fen],
    );
  }
});
afterAll(() => program.close());

const codes = async (query: string) => {
  const { body } = await leader.get(`/api/accounts?${query}`).expect(200);
  return (body as { items: { code: string }[] }).items.map(({ code }) => code);
};
const filtered = (filter: unknown) => `filter=${encodeURIComponent(JSON.stringify(filter))}`;
const groups = async (list: string, query: string) => {
  const { body } = await leader.get(`/api/lists/${list}/summary?${query}`).expect(200);
  return (
    body as { groups: { value: string | null; count: number; totals: { sum: number }[] }[] }
  ).groups.map(({ value, count, totals }) => [value, count, totals[0]?.sum]);
};

test('accounts are sorted, filtered and grouped by their health, the worst as one asks', async () => {
  expect(await codes('sort=health')).toEqual(['D', 'C', 'B', 'A']);
  expect(await codes('sort=-health')).toEqual(['A', 'B', 'C', 'D']);
  expect(await codes(`sort=code&${filtered(['healthBand', 'in', ['trouble', 'watch']])}`)).toEqual([
    'B',
    'C',
  ]);
  expect(await codes(`sort=code&${filtered(['health', 'gte', 55])}`)).toEqual(['A', 'B']);
  expect((await groups('accounts', 'group=healthBand')).sort()).toEqual(
    [
      [null, 1, undefined],
      ['trouble', 1, undefined],
      ['watch', 1, undefined],
      ['well', 1, undefined],
    ].sort(),
  );
  const { text } = await leader
    .get('/api/lists/accounts/export?columns=code,health,healthBand&sort=code')
    .expect(200);
  expect(text).toContain('A,82,良好');
});

test('revenue is added up by tier and by industry of the account', async () => {
  const byTier = await groups('revenue', 'group=accountTier&totals=amount');
  expect(byTier.sort()).toEqual([
    ['key', 4, 2_570],
    ['standard', 4, 2_010],
  ]);
  const byIndustry = await groups('revenue', 'group=accountIndustrySection&totals=amount');
  expect(byIndustry.sort()).toEqual(
    [
      [null, 2, 1_001],
      ['F', 2, 1_070],
      ['J', 4, 2_509],
    ].sort(),
  );
});

test('campaigns show what they earned, to whoever may read revenue', async () => {
  const { body } = await leader.get('/api/campaigns?sort=-revenue&columns=revenue').expect(200);
  expect((body as { items: { name: string }[] }).items.map(({ name }) => name)).toEqual([
    '活动A',
    '活动B',
    '活动C',
    '活动D',
  ]);
  const summed = await leader.get(`/api/lists/campaigns/summary?totals=revenue`).expect(200);
  expect(summed.body).toMatchObject({ count: 4, totals: [{ field: 'revenue', sum: 580 }] });
  const some = `${filtered(['revenue', 'gte', 70])}&totals=revenue`;
  const large = await leader.get(`/api/lists/campaigns/summary?${some}`).expect(200);
  expect(large.body).toMatchObject({ count: 2, totals: [{ sum: 570 }] });
  const blind = program.anonymous.get('/api/campaigns?sort=-revenue').set('authorization', `Bearer ${key}`);
  expect(((await blind.expect(400)).body as { code: string }).code).toBe('page.bad-sort');
});
