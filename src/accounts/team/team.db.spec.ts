import { DataSource } from 'typeorm';
import { poolOptions } from '../../../libs/database/data-source';
import { Database } from '../../../libs/database/database';
import type { Viewer } from '../../../libs/database/viewer';
import { Fixtures } from '../../../test/support/fixtures';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database';

let copy: TestDatabase;
let fixtures: Fixtures;
let database: Database;
let owner: Viewer;
/** Of another branch; serves the account as the test says. */
let member: Viewer;
let account: string;

beforeAll(async () => {
  copy = await createTestDatabase();
  fixtures = new Fixtures(copy.url);
  const source = new DataSource(poolOptions(copy.url, [], 2));
  await source.initialize();
  database = new Database(source);
  const root = await fixtures.branch('FJ');
  owner = await viewerOf('FZ', root);
  member = await viewerOf('XM', root);
});
beforeEach(async () => {
  const [row] = await fixtures.sql<{ id: string }>(
    `INSERT INTO key_account (branch_id, code, name, tier)
     VALUES ($1, 'A' || nextval('service_case_number'), '甲公司', 'key') RETURNING id`,
    [owner.branchId],
  );
  account = row!.id;
});
afterAll(async () => {
  await database.dataSource.destroy();
  await copy.drop();
});

async function viewerOf(code: string, root: string): Promise<Viewer> {
  const branchId = await fixtures.branch(code, root);
  const userId = await fixtures.user(`${code.toLowerCase()}@example.test`, branchId, ['account-manager']);
  return { userId, branchId, branchIds: [branchId], permissions: ['accounts:read', 'accounts:write'] };
}

const as = <T>(viewer: Viewer, sql: string, parameters: unknown[] = []): Promise<T[]> =>
  database.asViewer(viewer, () => database.manager.query(sql, parameters) as Promise<T[]>);

/** Days from today as the account's branch counts them; null for no end. */
async function seat(viewer: Viewer, role: string, from: number, until: number | null): Promise<void> {
  await fixtures.sql(
    `INSERT INTO account_member (account_id, user_id, role, from_on, until_on)
     SELECT a.id, $2, $3, app_today(a.branch_id) + $4::integer, app_today(a.branch_id) + $5::integer
     FROM key_account a WHERE a.id = $1`,
    [account, viewer.userId, role, from, until],
  );
}

const sees = async (viewer: Viewer): Promise<boolean> =>
  (await as(viewer, 'SELECT 1 FROM key_account WHERE id = $1', [account])).length > 0;

const setZone = (zone: string) =>
  fixtures.sql('UPDATE branch SET time_zone = $2 WHERE id = $1', [owner.branchId, zone]);

test.each([
  ['from its first day', 0, null, true],
  ['on its last day', -9, 0, true],
  ['not on the day before the first', 1, null, false],
  ['not on the day after the last', -9, -1, false],
])('a seat opens the account %s', async (_, from, until, expected) => {
  await seat(member, 'backup', from, until);
  expect(await sees(member)).toBe(expected);
  expect(await as(member, 'SELECT 1 FROM account_member WHERE account_id = $1', [account])).toHaveLength(
    expected ? 1 : 0,
  );
  expect(await sees(owner)).toBe(true);
});

test('a day is over where the account’s branch is, not where the database or the reader is', async () => {
  // On the two sides of the date line it is never the same day.
  await setZone('Etc/GMT-14');
  await seat(member, 'backup', -3, -1);
  expect(await sees(member)).toBe(false);
  await setZone('Etc/GMT+12');
  expect(await sees(member)).toBe(true);
  await setZone('Asia/Shanghai');
});

test('what hangs on the account opens and closes with it', async () => {
  await fixtures.sql(
    `INSERT INTO campaign (branch_id, account_id, name, product) VALUES ($1, $2, '活动', 'postcard')`,
    [owner.branchId, account],
  );
  const campaigns = () => as(member, 'SELECT 1 FROM campaign WHERE account_id = $1', [account]);
  const found = () =>
    as(member, `SELECT 1 FROM key_account_matching('甲公司') AS id WHERE id = $1`, [account]);
  await seat(member, 'backup', -9, -1);
  expect([await campaigns(), await found()]).toEqual([[], []]);
  await seat(member, 'backup', 0, 5);
  expect([(await campaigns()).length, (await found()).length]).toEqual([1, 1]);
});

test('who reads of an account follows the day as well', async () => {
  const readers = async () =>
    (
      await as<{ id: string }>(owner, 'SELECT id FROM activity_readers($1, $2)', [owner.branchId, account])
    ).map(({ id }) => id);
  await seat(member, 'backup', 1, null);
  expect(await readers()).not.toContain(member.userId);
  await seat(member, 'designer', 0, null);
  expect(await readers()).toContain(member.userId);
});

test.each(['lead', 'primary'])('the table itself refuses a second %s on a day', async (role) => {
  await seat(owner, role, 0, 3);
  await expect(seat(member, role, 3, null)).rejects.toThrow('ex_account_member_one_at_a_time');
  await seat(member, role, 4, null);
  await seat(owner, 'backup', 0, null);
  await expect(seat(owner, 'backup', 2, 2)).rejects.toThrow('ex_account_member_twice');
});

test('the account’s manager is its primary of today', async () => {
  const manager = async () =>
    (
      await fixtures.sql<{ id: string }>('SELECT manager_id AS id FROM key_account WHERE id = $1', [account])
    )[0]!.id;
  await seat(owner, 'primary', -5, 0);
  await seat(member, 'primary', 1, null);
  expect(await manager()).toBe(owner.userId);
  await fixtures.sql(`DELETE FROM account_member WHERE account_id = $1 AND user_id = $2`, [
    account,
    owner.userId,
  ]);
  expect(await manager()).toBeNull();
});

test('seats move with their account', async () => {
  await seat(owner, 'backup', 0, null);
  await fixtures.sql('UPDATE key_account SET branch_id = $2 WHERE id = $1', [account, member.branchId]);
  expect(await as(member, 'SELECT 1 FROM account_member WHERE account_id = $1', [account])).toHaveLength(1);
  expect(await sees(owner)).toBe(true);
  expect(
    await as(owner, 'UPDATE account_member SET until_on = from_on WHERE account_id = $1', [account]),
  ).toEqual([[], 0]);
});

test('names of the team are told to who sees the account, of whatever branch, and to nobody else', async () => {
  await seat(owner, 'primary', -1, null);
  await seat(member, 'backup', -1, null);
  const names = async (viewer: Viewer) =>
    (await as<{ name: string }>(viewer, 'SELECT name FROM account_people($1) ORDER BY name', [account])).map(
      ({ name }) => name,
    );
  expect(await names(member)).toEqual(['fz', 'xm']);
  const stranger = { ...member, userId: account };
  expect(await names(stranger)).toEqual([]);
});
