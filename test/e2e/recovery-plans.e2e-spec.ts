import { dayIn } from '../../src/accounts/profile/review-due';
import { PlanJobsService } from '../../src/accounts/plans/plan-jobs.service';
import { fallPercent, monthsToCompare } from '../../src/accounts/plans/recovery/decline-rules';
import { type Caller, createTestApp, type TestApp } from '../support/test-app';

interface Recovery {
  id: string;
  accountId: string;
  accountName: string;
  state: string;
  ownerName: string | null;
  dueOn: string;
  alarms: number;
  worstPercent: number | null;
  version: number;
  figures: { kind: string; beforeFen: number; nowFen: number; currentFen: number; fallPercent: number }[];
}

const TODAY = dayIn('Asia/Shanghai');
const { month, before } = monthsToCompare(TODAY);
const YEAR = Number(TODAY.slice(0, 4));

let program: TestApp;
let province: string;
let city: string;
let managerId: string;
let manager: Caller;
let leader: Caller;
let admin: Caller;
let member: Caller;
const ids = new Map<string, string>();

beforeAll(async () => {
  program = await createTestApp({ RUN_JOBS: 'false' });
  const { fixtures } = program;
  province = await fixtures.branch('FJ', null, '省局');
  city = await fixtures.branch('FJ-XM', province, '厦门');
  const other = await fixtures.branch('GD', null, '外省');
  await fixtures.user('admin@example.test', province, ['administrator']);
  await fixtures.user('leader@example.test', province, ['leader']);
  managerId = await fixtures.user('manager@example.test', province, ['account-manager']);
  const memberId = await fixtures.user('member@example.test', other, ['account-manager']);
  for (const [code, branch, tier] of [
    ['FELL', province, 'key'],
    ['ROSE', province, 'key'],
    ['EDGE', province, 'key'],
    ['NEARLY', province, 'key'],
    ['NEW', province, 'key'],
    ['SMALL', province, 'key'],
    ['FEAST', city, 'key'],
  ] as const) {
    const [row] = await fixtures.sql<{ id: string }>(
      `INSERT INTO key_account (branch_id, code, name, tier, manager_id) VALUES ($1, $2, $2, $3, $4) RETURNING id`,
      [branch, code, tier, managerId],
    );
    ids.set(code, row!.id);
  }
  await fixtures.sql(`INSERT INTO account_member (account_id, user_id, role) VALUES ($1, $2, 'backup')`, [
    ids.get('FELL'),
    memberId,
  ]);
  // The thresholds that come with the program: 30 % of at least 5,000.00 yuan for a key account's month.
  for (const [code, was, is] of [
    ['FELL', 10_000_000, 2_000_000],
    ['ROSE', 10_000_000, 10_000_001],
    ['EDGE', 10_000_000, 7_000_000],
    ['NEARLY', 10_000_000, 7_000_001],
    ['NEW', 0, 5_000_000],
    ['SMALL', 499_999, 0],
  ] as const) {
    for (const [at, fen] of [
      [before, was],
      [month, is],
    ] as const) {
      await book(code, at, fen);
    }
  }
  admin = await program.as('admin@example.test');
  leader = await program.as('leader@example.test');
  manager = await program.as('manager@example.test');
  member = await program.as('member@example.test');
});
afterAll(() => program.close());

async function book(code: string, at: string, fen: number, campaignId: string | null = null): Promise<void> {
  await program.fixtures.sql(
    `INSERT INTO revenue_line (branch_id, account_id, campaign_id, year, month, amount_fen, source)
     SELECT branch_id, id, $4, extract(year FROM $2::date), $2, $3, 'stated' FROM key_account WHERE id = $1`,
    [ids.get(code), at, fen, campaignId],
  );
}

const listed = async (caller: Caller, query = ''): Promise<Recovery[]> => {
  const { body } = await caller.get(`/api/recovery-plans?sort=account${query}`).expect(200);
  return (body as { items: Recovery[] }).items;
};

test('a check opens a plan for each fall, with owner and deadline, and a second check nothing', async () => {
  await manager.post('/api/decline-checks').expect(403);
  const first = await leader.post('/api/decline-checks').expect(200);
  expect(first.body).toEqual({ accounts: 7, alarms: 2, opened: 2 });
  const again = await leader.post('/api/decline-checks').expect(200);
  expect(again.body).toEqual({ accounts: 7, alarms: 0, opened: 0 });
  const plans = await listed(manager);
  expect(
    plans.map(({ accountName, state, ownerName, alarms, worstPercent }) => [
      accountName,
      state,
      ownerName,
      alarms,
      worstPercent,
    ]),
  ).toEqual([
    ['EDGE', 'open', 'manager', 1, 30],
    ['FELL', 'open', 'manager', 1, 80],
  ]);
  // Fifteen working days are at least three weeks.
  const days = (Date.parse(plans[0]!.dueOn) - Date.parse(TODAY)) / 86_400_000;
  expect(days).toBeGreaterThanOrEqual(19);
  expect(days).toBeLessThanOrEqual(35);
});

test('checks at the same moment open one plan', async () => {
  await program.fixtures.sql('DELETE FROM decline_alarm');
  await program.fixtures.sql('DELETE FROM recovery_plan');
  const results = await Promise.all([1, 2, 3].map(() => leader.post('/api/decline-checks').expect(200)));
  const sum = (of: 'alarms' | 'opened') =>
    results.reduce((total, { body }) => total + (body as Record<'alarms' | 'opened', number>)[of], 0);
  expect([sum('alarms'), sum('opened')]).toEqual([2, 2]);
});

test('figures stay as they were, with what the books say now beside them', async () => {
  const [, fell] = await listed(manager);
  await book('FELL', month, 3_000_000);
  const { body } = await manager.get(`/api/recovery-plans/${fell!.id}`).expect(200);
  expect((body as Recovery).figures).toMatchObject([
    { kind: 'month', beforeFen: 10_000_000, nowFen: 2_000_000, currentFen: 5_000_000, fallPercent: 80 },
  ]);
  expect(fallPercent(10_000_000, 5_000_000)).toBe(50);
  // Whoever serves the account from elsewhere sees the plan and no figures.
  const seen = (await member.get(`/api/recovery-plans/${fell!.id}`).expect(200)).body as Recovery;
  expect([seen.figures, seen.alarms, seen.worstPercent]).toEqual([[], 0, null]);
  const refused = await member.patch(`/api/recovery-plans/${fell!.id}`, {
    cause: '猜测',
    version: fell!.version ?? 1,
  });
  expect(refused.status).toBe(403);
});

test('a festival is held against the same of the year before, once it is over; its alarm joins a plan that runs', async () => {
  // Last edition earned in the month before last of a year ago: over by now, books closed.
  const last = monthsToCompare(before).month;
  for (const [year, fen] of [
    [0, 4_000_000],
    [1, 3_200_000],
  ] as const) {
    const at = `${Number(last.slice(0, 4)) + year}${last.slice(4)}`;
    const [campaign] = await program.fixtures.sql<{ id: string }>(
      `INSERT INTO campaign (branch_id, account_id, name, product, occasion, state, starts_on, ends_on)
       SELECT branch_id, id, '节', 'postcard', 'mid-autumn', 'done', $2::date, $2::date + 20
       FROM key_account WHERE id = $1 RETURNING id`,
      [ids.get('FEAST'), at],
    );
    await book('FEAST', at, fen, campaign!.id);
  }
  const checked = await leader.post('/api/decline-checks').expect(200);
  // A fifth less is a fall for a festival and none for a month.
  expect(checked.body).toMatchObject({ alarms: 1, opened: 1 });
  const [, feast] = await listed(manager);
  expect(feast).toMatchObject({ accountName: 'FEAST', worstPercent: 20 });
  await book('FEAST', before, 9_000_000);
  const joined = await leader.post('/api/decline-checks').expect(200);
  expect(joined.body).toMatchObject({ alarms: 1, opened: 0 });
  const { body } = await manager.get(`/api/recovery-plans/${feast!.id}`).expect(200);
  expect((body as Recovery).figures.map(({ kind }) => kind)).toEqual(['festival', 'month']);
});

test('a plan is worked on with steps, and ends with a result', async () => {
  const [edge] = await listed(manager);
  const route = `/api/recovery-plans/${edge!.id}`;
  let plan = (await manager.patch(route, { cause: '预算缩减', dueOn: '2030-01-08', version: 1 }).expect(200))
    .body as Recovery;
  expect(plan).toMatchObject({ cause: '预算缩减', dueOn: '2030-01-08' });
  await manager
    .post(`/api/accounts/${ids.get('EDGE')}/actions`, {
      title: '拜访财务',
      dueOn: '2020-01-01',
      recoveryId: edge!.id,
    })
    .expect(201);
  const elsewhere = await manager
    .post(`/api/accounts/${ids.get('ROSE')}/actions`, {
      title: '错',
      dueOn: '2030-01-01',
      recoveryId: edge!.id,
    })
    .expect(400);
  expect(elsewhere.body).toMatchObject({ code: 'action.elsewhere' });
  const overdue = await manager.get(`/api/account-actions?overdue=true&recoveryId=${edge!.id}`).expect(200);
  expect(overdue.body).toMatchObject({ total: 1, items: [{ title: '拜访财务', overdue: true }] });
  plan = (await manager.post(`${route}/steps`, { to: 'in-progress', version: plan.version }).expect(200))
    .body as Recovery;
  const silent = await manager.post(`${route}/steps`, { to: 'recovered', version: plan.version }).expect(400);
  expect(silent.body).toMatchObject({ code: 'recovery.result-missing' });
  await manager
    .post(`${route}/steps`, { to: 'recovered', result: '恢复月度投放', version: plan.version })
    .expect(200);
  await manager
    .post(`${route}/steps`, { to: 'closed', result: '再关', version: plan.version + 1 })
    .expect(409);
  expect(await listed(manager, '&running=true')).toHaveLength(2);
  expect((await leader.post('/api/decline-checks').expect(200)).body).toMatchObject({ alarms: 0 });
});

test('a branch’s thresholds go before those of the branch above, and those before what came with the program', async () => {
  const rule = { tier: 'key', festivalPercent: 20, monthPercent: 20, leastFen: 100, recoveryDays: 5 };
  await leader.post('/api/decline-thresholds', { ...rule, branchId: province }).expect(403);
  const added = await admin.post('/api/decline-thresholds', { ...rule, branchId: province }).expect(201);
  const twice = await admin.post('/api/decline-thresholds', { ...rule, branchId: province }).expect(409);
  expect(twice.body).toMatchObject({ code: 'decline.threshold-taken' });
  // 29.9 % of NEARLY, and all of SMALL.
  expect((await leader.post('/api/decline-checks').expect(200)).body).toMatchObject({ alarms: 2, opened: 2 });
  const { body } = await admin.get('/api/decline-thresholds').expect(200);
  expect((body as { items: { mayChange: boolean }[] }).items.map(({ mayChange }) => mayChange)).toEqual([
    false,
    false,
    false,
    true,
  ]);
  await admin
    .delete(`/api/decline-thresholds/${(body as { items: { id: string }[] }).items[0]!.id}`)
    .expect(404);
  await admin.delete(`/api/decline-thresholds/${(added.body as { id: string }).id}`).expect(204);
});

test('the daily job looks at a branch once a day and counts every account’s health', async () => {
  const jobs = program.app.get(PlanJobsService, { strict: false });
  const due = async () => (await jobs.findDue(50)).map(({ job, payload }) => [job.name, payload.branchId]);
  await program.fixtures.sql(
    `UPDATE decline_check SET checked_at = now() - interval '1 day' WHERE branch_id = $1`,
    [city],
  );
  expect(new Set(await due())).toEqual(
    new Set([
      ['check-decline', city],
      ['count-health', province],
      ['count-health', city],
    ]),
  );
  const { signal } = new AbortController();
  await jobs.checkDecline({ branchId: city }, { signal });
  await jobs.countHealth({ branchId: province }, { signal });
  await jobs.countHealth({ branchId: city }, { signal });
  expect(await due()).toEqual([]);
  const { body } = await manager.get('/api/account-health?limit=3').expect(200);
  const scores = (body as { total: number; items: { score: number }[] }).items.map(({ score }) => score);
  expect(body).toMatchObject({ total: 7 });
  expect(scores).toEqual([...scores].sort((a, b) => a - b));
  const fell = await manager.get(`/api/accounts/${ids.get('FELL')}/health`).expect(200);
  // 5 of 10 million in the compared months: half of what it was, which is worth nothing.
  expect((fell.body as { parts: object[] }).parts[0]).toMatchObject({
    part: 'revenue',
    percent: 0,
    facts: { change: -50 },
  });
  expect((fell.body as { months: object[] }).months).toHaveLength(1);
  expect(YEAR).toBeGreaterThan(2025);
});

test('health is counted at once for whoever may know what it is made of', async () => {
  const route = `/api/accounts/${ids.get('FELL')}/health`;
  await member.post(route).expect(403);
  await book('FELL', month, 6_000_000);
  const { body } = await manager.post(route).expect(200);
  expect((body as { parts: object[] }).parts[0]).toMatchObject({ percent: 100, facts: { change: 10 } });
});

test('a job’s alarm tells the owner, in nobody’s name, and never who only serves the account from elsewhere', async () => {
  await program.fixtures.sql('DELETE FROM decline_alarm');
  await program.fixtures.sql('DELETE FROM account_action');
  await program.fixtures.sql('DELETE FROM recovery_plan');
  await book('ROSE', before, 50_000_000);
  const jobs = program.app.get(PlanJobsService, { strict: false });
  await jobs.checkDecline({ branchId: province }, { signal: new AbortController().signal });
  const inbox = async (caller: Caller) =>
    (
      (await caller.get('/api/notifications').expect(200)).body as {
        items: { kind: string; path: string; text: { zh: string } }[];
      }
    ).items;
  const [plan] = await program.fixtures.sql<{ id: string }>(
    'SELECT id FROM recovery_plan WHERE account_id = $1',
    [ids.get('ROSE')],
  );
  expect(await inbox(manager)).toContainEqual(
    expect.objectContaining({
      path: `/recovery/${plan!.id}`,
      text: expect.objectContaining({ zh: 'ROSE 的收入比上年下滑 83%，已开启挽回计划' }),
    }),
  );
  expect(await inbox(member)).toEqual([]);
  const timeline = await manager.get(`/api/accounts/${ids.get('ROSE')}/timeline`).expect(200);
  expect(timeline.body).toMatchObject({
    items: [{ kind: 'recovery.opened', actor: { name: null, via: 'job' }, facts: { percent: 83 } }],
  });
  // Serving an account opens nobody's books.
  const seen = await member.get(`/api/accounts/${ids.get('FELL')}/timeline`).expect(200);
  expect(seen.text).not.toContain('recovery.');
});

test('a festival in another month than last year is no fall of the month', async () => {
  await program.fixtures.sql('DELETE FROM decline_alarm');
  await program.fixtures.sql('DELETE FROM account_action');
  await program.fixtures.sql('DELETE FROM recovery_plan');
  await program.fixtures.sql('DELETE FROM revenue_line');
  const [campaign] = await program.fixtures.sql<{ id: string }>(
    `INSERT INTO campaign (branch_id, account_id, name, product, occasion, state, starts_on, ends_on)
     SELECT branch_id, id, '节', 'postcard', 'mid-autumn', 'done', $2::date, $2::date + 20
     FROM key_account WHERE id = $1 RETURNING id`,
    [ids.get('NEW'), before],
  );
  await book('NEW', before, 9_000_000, campaign!.id);
  const { body } = await leader.post('/api/decline-checks').expect(200);
  expect(body).toMatchObject({ alarms: 0, opened: 0 });
});

test('the fall of an account that nobody manages is the nearest leader’s', async () => {
  await program.fixtures.sql('DELETE FROM account_member WHERE account_id = $1', [ids.get('FEAST')]);
  await program.fixtures.sql('UPDATE key_account SET manager_id = NULL WHERE id = $1', [ids.get('FEAST')]);
  await book('FEAST', before, 9_000_000);
  const jobs = program.app.get(PlanJobsService, { strict: false });
  await jobs.checkDecline({ branchId: city }, { signal: new AbortController().signal });
  const plans = await listed(leader);
  expect(plans).toMatchObject([{ accountName: 'FEAST', ownerName: 'leader' }]);
  const { body } = await leader.get('/api/notifications').expect(200);
  expect((body as { items: { path: string }[] }).items.map(({ path }) => path)).toContain(
    `/recovery/${plans[0]!.id}`,
  );
});
