import { EventEmitter2 } from '@nestjs/event-emitter';
import { RecordEvent } from '../../libs/events/record-event';
import { lastWholeMonth, twelveMonths } from '../../src/accounts/regrading/proposed-tier';
import { dayIn } from '../../src/accounts/profile/review-due';
import { RegradingJobsService } from '../../src/accounts/regrading/regrading-jobs.service';
import { RecordImportRunner } from '../../src/records/import/record-import.runner';
import { type Caller, createTestApp, type TestApp } from '../support/test-app';

interface Proposal {
  id: string;
  accountCode: string;
  fromTier: string;
  toTier: string;
  revenueFen: number;
}

const { fromMonth, toMonth } = twelveMonths(lastWholeMonth(dayIn('Asia/Shanghai')));

let program: TestApp;
let province: string;
let city: string;
let admin: Caller;
let leader: Caller;
let cityLeader: Caller;
let manager: Caller;

beforeAll(async () => {
  program = await createTestApp({ RUN_JOBS: 'false' });
  const { fixtures } = program;
  province = await fixtures.branch('FJ', null, '省局');
  city = await fixtures.branch('FJ-XM', province, '厦门');
  await fixtures.user('admin@example.test', province, ['administrator']);
  await fixtures.user('leader@example.test', province, ['leader']);
  await fixtures.user('city-leader@example.test', city, ['leader']);
  await fixtures.user('manager@example.test', city, ['account-manager']);
  admin = await program.as('admin@example.test');
  leader = await program.as('leader@example.test');
  cityLeader = await program.as('city-leader@example.test');
  manager = await program.as('manager@example.test');
  // What an account earned in the period and outside it, and how long it has been a customer.
  for (const [code, branch, tier, inside, before, old] of [
    ['UP', city, 'standard', 5_000, 90_000, true],
    ['STAY', city, 'key', 5_000, 0, true],
    ['DOWN', city, 'key', 10, 90_000, true],
    ['YOUNG', city, 'key', 0, 0, false],
    ['TOP', province, 'key', 50_000, 0, true],
  ] as const) {
    const [row] = await fixtures.sql<{ id: string }>(
      `INSERT INTO key_account (branch_id, code, name, tier, created_at)
       VALUES ($1, $2, '公司' || $2, $3, CASE WHEN $4 THEN now() - interval '3 years' ELSE now() END) RETURNING id`,
      [branch, code, tier, old],
    );
    await fixtures.sql(
      `INSERT INTO revenue_line (branch_id, account_id, year, month, amount_fen, source)
       SELECT $1, $2, extract(year FROM m)::integer, m, fen, 'stated' FROM (VALUES
         ($3::date, $5::bigint), ($4::date, 1), ($3::date - interval '1 month', $6::bigint)) AS lines (m, fen)`,
      [branch, row!.id, fromMonth, toMonth, inside, before],
    );
  }
});
afterAll(() => program.close());

const waiting = async (caller: Caller): Promise<Proposal[]> => {
  const { body } = await caller.get('/api/account-tier-proposals?state=proposed').expect(200);
  return (body as { items: Proposal[] }).items;
};
const tierOf = async (code: string) => {
  const { body } = await admin.get(`/api/accounts?q=${code}`).expect(200);
  return (body as { items: { tier: string }[] }).items[0]!.tier;
};

test('without a rule nothing is proposed; a rule is laid down by an administrator, in order', async () => {
  expect((await leader.post('/api/account-tier-proposals/runs').expect(200)).body).toEqual({ proposed: 0 });
  const rule = { branchId: province, provincialFromFen: 40_000, keyFromFen: 1_000 };
  await leader.post('/api/account-tier-rules', rule).expect(403);
  const wrong = await admin.post('/api/account-tier-rules', { ...rule, keyFromFen: 40_000 }).expect(400);
  expect(wrong.body).toMatchObject({ code: 'account.tier-thresholds' });
  await admin.post('/api/account-tier-rules', rule).expect(201);
  const again = await admin.post('/api/account-tier-rules', rule).expect(409);
  expect(again.body).toMatchObject({ code: 'account.tier-rule-taken' });
});

test('a run proposes by the revenue of twelve months, and no young account downward', async () => {
  await manager.post('/api/account-tier-proposals/runs').expect(403);
  expect((await leader.post('/api/account-tier-proposals/runs').expect(200)).body).toEqual({ proposed: 3 });
  expect(
    (await waiting(leader)).map(({ accountCode, fromTier, toTier, revenueFen }) => [
      accountCode,
      fromTier,
      toTier,
      revenueFen,
    ]),
  ).toEqual([
    ['TOP', 'key', 'provincial', 50_001],
    ['UP', 'standard', 'key', 5_001],
    ['DOWN', 'key', 'standard', 11],
  ]);
  // A city sees and decides its own.
  expect((await waiting(cityLeader)).map(({ accountCode }) => accountCode)).toEqual(['UP', 'DOWN']);
});

test('a new run takes the place of what waited; a branch’s own rule goes before the one above', async () => {
  const [rule] = (
    (await admin.get('/api/account-tier-rules').expect(200)).body as { items: { id: string }[] }
  ).items;
  const own = { branchId: city, provincialFromFen: 2_000, keyFromFen: 5 };
  await admin.post('/api/account-tier-rules', own).expect(201);
  expect(rule).toBeDefined();
  await leader.post('/api/account-tier-proposals/runs').expect(200);
  expect((await waiting(leader)).map(({ accountCode, toTier }) => [accountCode, toTier])).toEqual([
    ['TOP', 'provincial'],
    ['STAY', 'provincial'],
    ['UP', 'provincial'],
  ]);
  const { body } = await leader.get('/api/account-tier-proposals?state=superseded').expect(200);
  expect(body).toMatchObject({ total: 3 });
});

test('approval changes the tier, with the figures in its history; a rejection does not', async () => {
  const told: RecordEvent[] = [];
  program.app.get(EventEmitter2).on(RecordEvent.event, (event: RecordEvent) => told.push(event));
  const [top, stay, up] = await waiting(leader);
  const approved = await leader.post(`/api/account-tier-proposals/${top!.id}/approve`, {}).expect(200);
  expect(approved.body).toMatchObject({ state: 'approved', decidedByName: 'leader' });
  expect(await tierOf('TOP')).toBe('provincial');
  expect(told[0]).toMatchObject({
    kind: 'account.changed',
    changes: [{ field: 'tier', from: 'key', to: 'provincial' }],
    reason: expect.stringContaining('500.01') as string,
  });
  await cityLeader.post(`/api/account-tier-proposals/${stay!.id}/reject`, { note: '明年再议' }).expect(200);
  expect(await tierOf('STAY')).toBe('key');
  const twice = await leader.post(`/api/account-tier-proposals/${stay!.id}/approve`, {}).expect(409);
  expect(twice.body).toMatchObject({ code: 'account.tier-proposal-decided' });
  // Whoever changed the tier in between is not overruled by figures of before.
  await program.fixtures.sql(`UPDATE key_account SET tier = 'key' WHERE code = 'UP'`);
  const late = await leader.post(`/api/account-tier-proposals/${up!.id}/approve`, {}).expect(409);
  expect(late.body).toMatchObject({ code: 'account.tier-changed' });
  expect((await waiting(leader)).map(({ accountCode }) => accountCode)).toEqual(['UP']);
});

describe('a person proposes', () => {
  const idOf = async (code: string) => {
    const [row] = await program.fixtures.sql<{ id: string }>('SELECT id FROM key_account WHERE code = $1', [
      code,
    ]);
    return row!.id;
  };

  test('who may not decide changes no tier, neither in the form nor for many at once', async () => {
    const id = await idOf('YOUNG');
    const change = { tier: 'standard', version: 1 };
    const refused = await manager.patch(`/api/accounts/${id}`, change).expect(403);
    expect(refused.body).toMatchObject({ code: 'account.tier-needs-approval' });
    // The tier it has is no change.
    await manager.patch(`/api/accounts/${id}`, { tier: 'key', name: '青年公司', version: 1 }).expect(200);
    const many = { ids: [id], change: { field: 'tier', set: 'standard' } };
    await manager.post('/api/lists/accounts/bulk-edits', many).expect(403);
    const editable = async (caller: Caller) => {
      const { body } = await caller.get('/api/lists/accounts/fields').expect(200);
      const { fields } = body as { fields: { name: string; editable: boolean }[] };
      return fields.find(({ name }) => name === 'tier')!.editable;
    };
    expect([await editable(manager), await editable(admin)]).toEqual([false, true]);
    expect(await tierOf('YOUNG')).toBe('key');
  });

  test('a file gives another tier only where its sender may', async () => {
    const runner = program.app.get(RecordImportRunner, { strict: false });
    const planned = async (caller: Caller) => {
      const sent = await caller
        .send('post', '/api/lists/accounts/imports')
        .set('content-type', 'application/octet-stream')
        .set('x-file-name', 'tiers.csv')
        .send(Buffer.from('客户编号,等级,总机电话\nSTAY,一般,\nDOWN,重点,0592-3333333'));
      const { id } = sent.body as { id: string };
      await caller.post(`/api/record-imports/${id}/check`).expect(202);
      await runner.run(id, new AbortController().signal);
      const { body } = await caller.get(`/api/record-imports/${id}/rows`).expect(200);
      const { items } = body as { items: { verdict: string; faults: { code: string }[] }[] };
      return { id, rows: items.map(({ verdict, faults }) => [verdict, ...faults.map(({ code }) => code)]) };
    };
    expect((await planned(manager)).rows).toEqual([['faulty', 'needs-approval'], ['changed']]);
    const { id, rows } = await planned(admin);
    expect(rows).toEqual([['changed'], ['changed']]);
    await admin.post(`/api/record-imports/${id}/apply`, {}).expect(202);
    await runner.run(id, new AbortController().signal);
    expect(await tierOf('STAY')).toBe('standard');
    await admin.post(`/api/record-imports/${id}/undo`).expect(202);
    await runner.run(id, new AbortController().signal);
    expect(await tierOf('STAY')).toBe('key');
  });

  test('with a reason, in place of what rules proposed, and waits beyond their next run', async () => {
    const accountId = await idOf('UP');
    const proposal = { accountId, toTier: 'provincial', reason: '已签三年框架协议' };
    await manager.post('/api/account-tier-proposals', { ...proposal, reason: ' ' }).expect(400);
    const same = await manager
      .post('/api/account-tier-proposals', { ...proposal, toTier: 'key' })
      .expect(400);
    expect(same.body).toMatchObject({ code: 'account.tier-same' });
    const told: RecordEvent[] = [];
    const emitter = program.app.get(EventEmitter2);
    const listen = (event: RecordEvent) => told.push(event);
    emitter.on(RecordEvent.event, listen);
    const { body } = await manager.post('/api/account-tier-proposals', proposal).expect(201);
    expect(body).toMatchObject({
      fromTier: 'key',
      toTier: 'provincial',
      proposedByName: 'manager',
      reason: '已签三年框架协议',
      revenueFen: 5_001,
      keyFromFen: null,
    });
    await leader.post('/api/account-tier-proposals/runs').expect(200);
    const shown = await manager.get(`/api/accounts/${accountId}/tier-proposal`).expect(200);
    expect(shown.body).toMatchObject({ waiting: { id: (body as Proposal).id } });
    await manager.post(`/api/account-tier-proposals/${(body as Proposal).id}/approve`, {}).expect(403);
    await leader.post(`/api/account-tier-proposals/${(body as Proposal).id}/approve`, {}).expect(200);
    emitter.off(RecordEvent.event, listen);
    expect(await tierOf('UP')).toBe('provincial');
    expect(told.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['regrading.asked', 'account.changed', 'account.regrading-approved']),
    );
    expect(told.find(({ kind }) => kind === 'account.changed')).toMatchObject({ reason: '已签三年框架协议' });
    const [managerRow] = await program.fixtures.sql<{ id: string }>(
      `SELECT id FROM user_account WHERE email = 'manager@example.test'`,
    );
    expect(told.find(({ kind }) => kind === 'account.regrading-approved')).toMatchObject({
      concerns: [managerRow!.id],
    });
    const after = await manager.get(`/api/accounts/${accountId}/tier-proposal`).expect(200);
    expect(after.body).toEqual({ waiting: null });
  });
});

test('every rule grades its own accounts once a month; what was turned down of late stays down', async () => {
  const jobs = program.app.get(RegradingJobsService, { strict: false });
  const due = async () => (await jobs.findDue(10)).map(({ payload }) => payload as { ruleId: string });
  const sql = (statement: string) => program.fixtures.sql(statement);
  await sql(`UPDATE account_tier_proposal SET state = 'superseded' WHERE state = 'proposed'`);
  await sql('UPDATE account_tier_rule SET graded_month = NULL');
  const rules = await due();
  expect(rules).toHaveLength(2);
  for (const rule of rules) await jobs.grade(rule);
  expect(await due()).toEqual([]);
  // STAY was turned down above; UP is provincial now.
  expect((await waiting(leader)).map(({ accountCode, toTier }) => [accountCode, toTier])).toEqual([]);
  await sql(`UPDATE account_tier_proposal SET decided_at = decided_at - interval '7 months'`);
  await sql(`UPDATE account_tier_rule SET graded_month = graded_month - interval '1 month'`);
  const again = await due();
  for (const rule of [...again, ...again]) await jobs.grade(rule);
  expect((await waiting(leader)).map(({ accountCode, toTier }) => [accountCode, toTier])).toEqual([
    ['STAY', 'provincial'],
  ]);
  const { body } = await leader.get('/api/account-tier-proposals?state=superseded').expect(200);
  const superseded = (body as { items: { accountCode: string; createdAt: string }[] }).items;
  expect(superseded.filter(({ accountCode }) => accountCode === 'TOP')).toHaveLength(1);
});
