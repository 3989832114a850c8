import { Database } from '../../libs/database/database';
import { createTestApp, TestApp, viewer } from '../../test/support/test-app';

let program: TestApp;
let database: Database;
let city: string;
let otherCity: string;
let insider: string;
let member: string;
let stranger: string;
let account: string;

beforeAll(async () => {
  program = await createTestApp({ RUN_JOBS: 'false' });
  ({ database } = program);
  const { fixtures } = program;
  const root = await fixtures.branch('FJ');
  city = await fixtures.branch('FJ-XM', root);
  otherCity = await fixtures.branch('FJ-FZ', root);
  insider = await fixtures.user('insider@example.test', city, ['marketer']);
  member = await fixtures.user('member@example.test', otherCity, ['marketer']);
  stranger = await fixtures.user('stranger@example.test', otherCity, ['marketer']);
  const [row] = await fixtures.sql<{ id: string }>(
    `INSERT INTO key_account (branch_id, code, name, tier) VALUES ($1, 'A', '甲', 'key') RETURNING id`,
    [city],
  );
  account = row!.id;
  await fixtures.sql(`INSERT INTO account_member (account_id, user_id, role) VALUES ($1, $2, 'backup')`, [
    account,
    member,
  ]);
  await fixtures.sql(
    `INSERT INTO campaign (branch_id, account_id, name, product) VALUES ($1, $2, '活动', 'postcard')`,
    [city, account],
  );
  await fixtures.sql(
    `INSERT INTO revenue_line (branch_id, account_id, year, amount_fen, source) VALUES ($1, $2, 2026, 100, 'stated')`,
    [city, account],
  );
});
afterAll(() => program.close());

const as = <T>(userId: string, branchId: string, work: () => Promise<T>): Promise<T> =>
  database.asViewer(viewer(userId, [branchId], []), work);
const query = (sql: string, parameters: unknown[] = []): Promise<unknown[]> =>
  database.manager.query(sql, parameters);
const seen = async (userId: string, branchId: string, table: string): Promise<number> =>
  (await as(userId, branchId, () => query(`SELECT 1 FROM ${table}`))).length;

test.each([
  ['key_account', 1, 1, 0],
  ['account_member', 1, 1, 0],
  ['campaign', 1, 1, 0],
  // Serving an account does not open another branch's books.
  ['revenue_line', 1, 0, 0],
])('%s: the branch sees %i, a member from outside %i, a stranger %i', async (table, own, served, other) => {
  expect(await seen(insider, city, table)).toBe(own);
  expect(await seen(member, otherCity, table)).toBe(served);
  expect(await seen(stranger, otherCity, table)).toBe(other);
});

test.each([
  `UPDATE key_account SET name = '改'`,
  `UPDATE campaign SET name = '改'`,
  `DELETE FROM account_member`,
])('a member from outside changes nothing: %s', async (statement) => {
  expect(await as(member, otherCity, () => query(statement))).toEqual([[], 0]);
});

test.each([
  [`INSERT INTO key_account (branch_id, code, name, tier) VALUES ($1, 'B', '乙', 'key')`, () => [city]],
  [
    `INSERT INTO account_member (account_id, user_id, role) VALUES ($1, app_user_id(), 'lead')`,
    () => [account],
  ],
  [
    `INSERT INTO campaign (branch_id, account_id, name, product) VALUES ($1, $2, '活动', 'postcard')`,
    () => [city, account],
  ],
  [
    `INSERT INTO revenue_line (branch_id, year, amount_fen, source) VALUES ($1, 2026, 1, 'stated')`,
    () => [city],
  ],
])('nobody writes into another branch: %s', async (statement, parameters) => {
  await expect(as(member, otherCity, () => query(statement, parameters()))).rejects.toThrow(
    /row-level security/,
  );
});

test('an account cannot be moved into another branch', async () => {
  const move = as(insider, city, () => query('UPDATE key_account SET branch_id = $1', [otherCity]));
  await expect(move).rejects.toThrow(/row-level security/);
});

test('booked revenue cannot be changed or removed, not even by its own branch', async () => {
  await expect(as(insider, city, () => query('UPDATE revenue_line SET amount_fen = 1'))).rejects.toThrow(
    /denied/,
  );
  await expect(as(insider, city, () => query('DELETE FROM revenue_line'))).rejects.toThrow(/denied/);
});

test('leaving the team ends the sight of the account and its campaigns', async () => {
  await as(insider, city, () => query('DELETE FROM account_member WHERE user_id = $1', [member]));
  expect(await seen(member, otherCity, 'key_account')).toBe(0);
  expect(await seen(member, otherCity, 'campaign')).toBe(0);
});
