import type { Database } from '../../../libs/database/database';
import { createTestApp, type TestApp, viewer } from '../../../test/support/test-app';
import { WhitespaceService } from './whitespace/whitespace.service';

const TABLES = [
  'account_plan',
  'plan_goal',
  'account_whitespace',
  'account_risk',
  'account_action',
  'recovery_plan',
  'decline_alarm',
  'account_health',
  'account_health_month',
] as const;
/** What tells of money stays with the branch that keeps the books. */
const OF_BRANCH_ALONE = ['decline_alarm'];
const MAY = ['accounts:read', 'accounts:write', 'revenue:read', 'campaigns:read'];
const NODES = 5_000;

let program: TestApp;
let database: Database;
let home: string;
let away: string;
let owner: string;
let member: string;
let stranger: string;
let accountId: string;

beforeAll(async () => {
  program = await createTestApp({ RUN_JOBS: 'false' });
  ({ database } = program);
  const { fixtures } = program;
  home = await fixtures.branch('A');
  away = await fixtures.branch('B');
  owner = await fixtures.user('owner@example.test', home, ['marketer']);
  member = await fixtures.user('member@example.test', away, ['marketer']);
  stranger = await fixtures.user('stranger@example.test', away, ['administrator']);
  const [account] = await fixtures.sql<{ id: string }>(
    `INSERT INTO key_account (branch_id, code, name, tier) VALUES ($1, 'K', '客户', 'key') RETURNING id`,
    [home],
  );
  accountId = account!.id;
  await fixtures.sql(`INSERT INTO account_member (account_id, user_id, role) VALUES ($1, $2, 'backup')`, [
    accountId,
    member,
  ]);
  await fixtures.sql(
    `WITH plan AS (INSERT INTO account_plan (account_id, year) VALUES ($1, 2026) RETURNING id),
     recovery AS (INSERT INTO recovery_plan (account_id, due_on) VALUES ($1, '2026-12-01') RETURNING id),
     goal AS (INSERT INTO plan_goal (plan_id, account_id, measure, target) SELECT id, $1, 'pieces', 5 FROM plan),
     alarm AS (
       INSERT INTO decline_alarm (account_id, recovery_id, kind, year, month, before_fen, now_fen, threshold_percent)
       SELECT $1, id, 'month', 2026, '2026-10-01', 500, 100, 30 FROM recovery),
     word AS (
       INSERT INTO account_whitespace (account_id, product, state, reason, happened_on, recorded_by)
       VALUES ($1, 'postcard', 'lost', '价格', '2026-03-01', $2)),
     risk AS (INSERT INTO account_risk (account_id, title, severity, likelihood) VALUES ($1, '风险', 2, 2)),
     month AS (INSERT INTO account_health_month (account_id, month, score, parts) VALUES ($1, '2026-11-01', 50, '[]'))
     INSERT INTO account_action (account_id, title, due_on) VALUES ($1, '行动', '2026-12-01')`,
    [accountId, owner],
  );
});
afterAll(() => program.close());

const count = async (table: string, who: string, branches: string[]): Promise<number> => {
  const [row] = await database.asViewer(viewer(who, branches, MAY), () =>
    database.manager.query<{ count: number }[]>(
      `SELECT count(*)::integer AS count FROM ${table} WHERE account_id = '${accountId}'`,
    ),
  );
  return row!.count;
};

test.each(TABLES)('%s is read by the branch and by who serves the account, by nobody else', async (table) => {
  expect(await count(table, owner, [home])).toBe(1);
  expect(await count(table, member, [away])).toBe(OF_BRANCH_ALONE.includes(table) ? 0 : 1);
  expect(await count(table, stranger, [away])).toBe(0);
});

test.each([
  ['account_plan', `(account_id, year) VALUES ($1, 2030)`],
  ['account_risk', `(account_id, title, severity, likelihood) VALUES ($1, '风险', 1, 1)`],
  ['account_action', `(account_id, title, due_on) VALUES ($1, '行动', '2030-01-01')`],
  [
    'recovery_plan',
    `(account_id, due_on, state, result, ended_at) VALUES ($1, '2030-01-01', 'closed', '完', now())`,
  ],
])('%s is written by the branch alone', async (table, values) => {
  const write = (who: string, branches: string[]) =>
    database.asViewer(viewer(who, branches, MAY), () =>
      database.manager.query(`INSERT INTO ${table} ${values}`, [accountId]),
    );
  await expect(write(member, [away])).rejects.toThrow('row-level security');
  await expect(write(stranger, [away])).rejects.toThrow('row-level security');
  await write(owner, [home]);
});

test('a word is taken back and never reworded', async () => {
  const change = (set: string) =>
    database.asViewer(viewer(owner, [home], MAY), () =>
      database.manager.query(`UPDATE account_whitespace SET ${set} WHERE account_id = $1`, [accountId]),
    );
  await expect(change(`reason = '别的'`)).rejects.toThrow('permission denied');
  await change('withdrawn_by = app_user_id(), withdrawn_at = now()');
});

test('one alarm for one fall, whoever writes it', async () => {
  await expect(
    program.fixtures.sql(
      `INSERT INTO decline_alarm (account_id, recovery_id, kind, year, month, before_fen, now_fen, threshold_percent)
       SELECT account_id, recovery_id, kind, year, month, 900, 1, 1 FROM decline_alarm WHERE account_id = $1`,
      [accountId],
    ),
  ).rejects.toThrow('uq_decline_alarm');
});

test('every account has its health due, whichever way it came in, and takes it along to another branch', async () => {
  const due = () =>
    program.fixtures.sql<{ branch: string }>(
      `SELECT h.branch_id AS branch FROM account_health h JOIN key_account a ON a.id = h.account_id WHERE a.code = 'M'`,
    );
  await program.fixtures.sql(
    `INSERT INTO key_account (branch_id, code, name, tier) VALUES ($1, 'M', '搬', 'key')`,
    [home],
  );
  expect(await due()).toEqual([{ branch: home }]);
  await program.fixtures.sql(`UPDATE key_account SET branch_id = $1 WHERE code = 'M'`, [away]);
  expect(await due()).toEqual([{ branch: away }]);
});

test('working days are the service desk’s, the branch’s own days before the others', async () => {
  const after = async (from: string, days: number) => {
    const [row] = await database.asViewer(viewer(owner, [home], MAY), () =>
      database.manager.query<{ day: string }[]>(`SELECT working_day_after($1, $2::date, $3)::text AS day`, [
        home,
        from,
        days,
      ]),
    );
    return row!.day;
  };
  // From Friday over a weekend; over National Day, with a Saturday that is worked.
  expect(await after('2026-11-20', 1)).toBe('2026-11-23');
  expect(await after('2026-09-30', 3)).toBe('2026-10-10');
  await program.fixtures.sql(
    `INSERT INTO service_day (branch_id, day, working, name) VALUES ($1, '2026-11-23', false, '局庆')`,
    [home],
  );
  expect(await after('2026-11-20', 1)).toBe('2026-11-24');
});

test('the grid of a group of five thousand comes a page at a time, each account once', async () => {
  await program.fixtures.sql(
    `INSERT INTO key_account (branch_id, code, name, tier, parent_id)
     SELECT $1, 'T' || n, '下属' || n, 'standard', $2 FROM generate_series(1, ${NODES}) AS n`,
    [home, accountId],
  );
  const grid = program.app.get(WhitespaceService, { strict: false });
  const page = (cursor?: string) =>
    database.asViewer(viewer(owner, [home], MAY), () =>
      grid.grid(accountId, { limit: 200, cursor, year: 2026 }),
    );
  const seen = new Set<string>();
  let cursor: string | undefined;
  for (let pages = 0; pages < NODES / 200 + 1; pages += 1) {
    const { items, nextCursor, ...count } = await page(cursor);
    expect(count).toMatchObject({ total: 1000, capped: true });
    for (const { id } of items) seen.add(id);
    cursor = nextCursor ?? undefined;
  }
  expect(cursor).toBeUndefined();
  expect(seen.size).toBe(NODES + 1);
});
