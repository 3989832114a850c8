import { EventEmitter2 } from '@nestjs/event-emitter';
import { RecordEvent } from '../../libs/events/record-event';
import { dayIn } from '../../src/accounts/profile/review-due';
import { type Caller, createTestApp, type TestApp } from '../support/test-app';

interface Goal {
  id: string;
  measure: string;
  actual: number | null;
  standing: string;
  version: number;
}
interface Plan {
  id: string;
  state: string;
  version: number;
  goals: Goal[];
}

const YEAR = Number(dayIn('Asia/Shanghai').slice(0, 4));

let program: TestApp;
let accountId: string;
let subsidiaryId: string;
let manager: Caller;
let leader: Caller;
let member: Caller;
const told: RecordEvent[] = [];

beforeAll(async () => {
  program = await createTestApp({ RUN_JOBS: 'false' });
  const { fixtures } = program;
  const province = await fixtures.branch('FJ', null, '省局');
  const other = await fixtures.branch('GD', null, '外省');
  await fixtures.user('manager@example.test', province, ['account-manager']);
  await fixtures.user('leader@example.test', province, ['leader']);
  const memberId = await fixtures.user('member@example.test', other, ['account-manager']);
  const insert = async (code: string, parent: string | null) => {
    const [row] = await fixtures.sql<{ id: string }>(
      `INSERT INTO key_account (branch_id, code, name, tier, parent_id, completeness)
       VALUES ($1, $2, '公司' || $2, 'key', $3, 70) RETURNING id`,
      [province, code, parent],
    );
    return row!.id;
  };
  accountId = await insert('A', null);
  subsidiaryId = await insert('A-1', accountId);
  await fixtures.sql(`INSERT INTO account_member (account_id, user_id, role) VALUES ($1, $2, 'backup')`, [
    accountId,
    memberId,
  ]);
  for (const [id, product, year, fen, pieces] of [
    [accountId, 'postcard', YEAR, 40_000, 10],
    [accountId, 'self-mailer', YEAR, 20_000, 5],
    [accountId, 'postcard', YEAR - 1, 99_000, 99],
    [subsidiaryId, 'greeting-card', YEAR, 7_000, 3],
  ] as const) {
    await fixtures.sql(
      `INSERT INTO revenue_line (branch_id, account_id, product, year, amount_fen, pieces, source)
       VALUES ($1, $2, $3, $4, $5, $6, 'stated')`,
      [province, id, product, year, fen, pieces],
    );
  }
  for (const [state, product] of [
    ['done', 'postcard'],
    ['active', 'self-mailer'],
    ['draft', 'statement'],
    ['cancelled', 'statement'],
  ]) {
    await fixtures.sql(
      `INSERT INTO campaign (branch_id, account_id, name, product, state, starts_on)
       VALUES ($1, $2, '活动', $3, $4, make_date($5, 3, 1))`,
      [province, accountId, product, state, YEAR],
    );
  }
  manager = await program.as('manager@example.test');
  leader = await program.as('leader@example.test');
  member = await program.as('member@example.test');
  program.app.get(EventEmitter2).on(RecordEvent.event, (event: RecordEvent) => told.push(event));
});
afterAll(() => program.close());

const planOf = async (caller: Caller, year = YEAR): Promise<Plan> => {
  const { body } = await caller.get(`/api/accounts/${accountId}/plan?year=${year}`).expect(200);
  return (body as { plan: Plan }).plan;
};

test('a plan is drawn up once a year, by the branch that owns the account', async () => {
  expect((await manager.get(`/api/accounts/${accountId}/plan`).expect(200)).body).toMatchObject({
    year: YEAR,
    plan: null,
    years: [],
    mayChange: true,
  });
  const nothing = await manager
    .post(`/api/accounts/${accountId}/plan`, { year: YEAR, copyLastYear: true })
    .expect(400);
  expect(nothing.body).toMatchObject({ code: 'plan.nothing-to-copy' });
  const refused = await member.post(`/api/accounts/${accountId}/plan`, { year: YEAR }).expect(403);
  expect(refused.body).toMatchObject({ code: 'account.read-only' });
  const made = await manager
    .post(`/api/accounts/${accountId}/plan`, { year: YEAR, strategy: '稳住存量' })
    .expect(201);
  expect(made.body).toMatchObject({ state: 'draft', strategy: '稳住存量', goals: [] });
  const again = await manager.post(`/api/accounts/${accountId}/plan`, { year: YEAR }).expect(409);
  expect(again.body).toMatchObject({ code: 'plan.year-taken' });
});

test('goals are counted from what happened', async () => {
  const { id } = await planOf(manager);
  for (const [goal, actual, standing] of [
    [{ measure: 'revenue', target: 60_000 }, 60_000, 'reached'],
    [{ measure: 'revenue', target: 67_001, reach: 'group' }, 67_000, undefined],
    [{ measure: 'revenue', target: 1_000_000, product: 'postcard' }, 40_000, undefined],
    [{ measure: 'pieces', target: 15 }, 15, 'reached'],
    [{ measure: 'campaigns', target: 2 }, 2, 'reached'],
    [{ measure: 'products', target: 3, reach: 'group' }, 3, 'reached'],
    [{ measure: 'completeness', target: 71 }, 70, 'behind'],
    [{ measure: 'satisfaction', target: 450 }, null, 'unknown'],
    [{ measure: 'coverage', target: 80 }, null, 'unknown'],
    [{ measure: 'answered-in-time', target: 95 }, null, 'unknown'],
  ] as const) {
    const { body } = await manager.post(`/api/account-plans/${id}/goals`, goal).expect(201);
    expect(body).toMatchObject({ ...goal, actual, ...(standing && { standing }) });
  }
  const twice = await manager
    .post(`/api/account-plans/${id}/goals`, { measure: 'pieces', target: 1 })
    .expect(409);
  expect(twice.body).toMatchObject({ code: 'plan.goal-taken' });
  for (const unfit of [
    { measure: 'coverage', target: 80, product: 'postcard' },
    { measure: 'coverage', target: 80, reach: 'group' },
    { measure: 'completeness', target: 101 },
    { measure: 'satisfaction', target: 5 },
  ]) {
    const { body } = await manager.post(`/api/account-plans/${id}/goals`, unfit).expect(400);
    expect(body).toMatchObject({ code: 'plan.goal-unfit' });
  }
});

test('answers in time and satisfaction come from the service desk', async () => {
  const [manager_] = await program.fixtures.sql<{ id: string; branch_id: string }>(
    `SELECT id, branch_id FROM user_account WHERE email = 'manager@example.test'`,
  );
  // Answered in time, answered late, due and not answered, not yet due.
  for (const [due, answered] of [
    ['-1 hour', '-2 hours'],
    ['-2 hours', '-1 hour'],
    ['-1 hour', null],
    ['1 day', null],
  ]) {
    await program.fixtures.sql(
      `INSERT INTO service_case (branch_id, number, account_id, kind, urgency, title, tier, owner_id, opened_by,
         answer_due_at, half_due_at, resolve_due_at, answered_at)
       VALUES ($1, 'S' || lpad(nextval('service_case_number')::text, 7, '0'), $2, 'request', 'normal', '事', 'key', $3,
         $3, now() + $4::interval, now(), now() + interval '2 days', now() + $5::interval)`,
      [manager_!.branch_id, accountId, manager_!.id, due, answered],
    );
  }
  await program.fixtures.sql(
    `INSERT INTO case_answer_link (round, case_id, token_hash, created_by, expires_at, answered_at, score)
     SELECT round, id, sha256(number::bytea), owner_id, now(), now(), CASE WHEN row_number() OVER () = 1 THEN 5 ELSE 4 END
     FROM service_case ORDER BY number LIMIT 2`,
  );
  const { goals } = await planOf(manager);
  const actual = (measure: string) => goals.find((goal) => goal.measure === measure)!.actual;
  expect(actual('answered-in-time')).toBe(33);
  expect(actual('satisfaction')).toBe(450);
});

test('whoever serves the account from elsewhere reads the plan, not the books', async () => {
  const { goals } = await planOf(member);
  expect(goals).toHaveLength(10);
  expect(goals.filter(({ measure }) => measure === 'revenue').map(({ actual }) => actual)).toEqual([
    null,
    null,
    null,
  ]);
  expect(goals.find(({ measure }) => measure === 'completeness')).toMatchObject({ actual: 70 });
});

test('a leader approves, opens again and closes; what was agreed on stands, what was reached is kept', async () => {
  let plan = await planOf(manager);
  const step = (caller: Caller, to: string, note = '') =>
    caller.post(`/api/account-plans/${plan.id}/steps`, { to, note, version: plan.version });
  await step(manager, 'approved').expect(403);
  await step(leader, 'closed').expect(409);
  plan = (await step(leader, 'approved').expect(200)).body as Plan;
  expect(plan).toMatchObject({ state: 'approved', approvedByName: 'leader' });
  const goal = plan.goals[0]!;
  const settled = await manager
    .patch(`/api/plan-goals/${goal.id}`, { target: 1, version: goal.version })
    .expect(409);
  expect(settled.body).toMatchObject({ code: 'plan.settled' });
  plan = (await step(leader, 'draft', '目标过低').expect(200)).body as Plan;
  await manager.patch(`/api/plan-goals/${goal.id}`, { target: 80_000, version: goal.version }).expect(200);
  await manager.delete(`/api/plan-goals/${plan.goals[1]!.id}`).expect(204);
  plan = (await step(leader, 'approved').expect(200)).body as Plan;
  plan = (await step(leader, 'closed', '完成').expect(200)).body as Plan;
  await program.fixtures.sql(
    `INSERT INTO revenue_line (branch_id, account_id, year, amount_fen, source)
     SELECT branch_id, id, $2, 500000, 'stated' FROM key_account WHERE id = $1`,
    [accountId, YEAR],
  );
  const closed = await planOf(manager);
  expect(closed.goals[0]).toMatchObject({ measure: 'revenue', actual: 60_000, standing: 'missed' });
  expect(
    told
      .filter(({ kind }) => kind.startsWith('plan.'))
      .map(({ kind }) => kind)
      .slice(-6),
  ).toEqual([
    'plan.approved',
    'plan.reopened',
    'plan.goal-changed',
    'plan.goal-removed',
    'plan.approved',
    'plan.closed',
  ]);
  // Last year's plan is carried forward with its goals, as a draft.
  const next = await manager
    .post(`/api/accounts/${accountId}/plan`, { year: YEAR + 1, copyLastYear: true })
    .expect(201);
  expect(next.body).toMatchObject({ state: 'draft', strategy: '稳住存量' });
  expect((next.body as Plan).goals.map(({ measure, standing }) => [measure, standing])).toContainEqual([
    'pieces',
    'not-begun',
  ]);
  expect((next.body as Plan).goals).toHaveLength(9);
});
