import { DataSource } from 'typeorm';
import { poolOptions } from '../../../libs/database/data-source';
import { Database } from '../../../libs/database/database';
import type { Viewer } from '../../../libs/database/viewer';
import { Fixtures } from '../../../test/support/fixtures';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database';

const PERMISSIONS = ['accounts:read', 'accounts:write'];

let copy: TestDatabase;
let fixtures: Fixtures;
let database: Database;
/** Owns the account and its contact; serves the account from elsewhere; has nothing to do with either. */
let owner: Viewer;
let member: Viewer;
let stranger: Viewer;
let account: string;
/** The owner's, at the account; the owner's, nowhere yet; the member's, who works at the owner's account too. */
let contact: string;
let loose: string;
let shared: string;

beforeAll(async () => {
  copy = await createTestDatabase();
  fixtures = new Fixtures(copy.url);
  const source = new DataSource(poolOptions(copy.url, [], 2));
  await source.initialize();
  database = new Database(source);
  const root = await fixtures.branch('FJ');
  owner = await viewerOf('FZ', root);
  member = await viewerOf('XM', root);
  stranger = await viewerOf('QZ', root);
  account = await idOf(
    `INSERT INTO key_account (branch_id, code, name, tier) VALUES ($1, 'A', '甲公司', 'key')`,
    [owner.branchId],
  );
  await fixtures.sql(`INSERT INTO account_member (account_id, user_id, role) VALUES ($1, $2, 'backup')`, [
    account,
    member.userId,
  ]);
  contact = await person(owner, '甲');
  loose = await person(owner, '乙');
  shared = await person(member, '丙');
  for (const id of [contact, shared])
    await fixtures.sql(
      `INSERT INTO contact_position (contact_id, account_id, role, rank) VALUES ($1, $2, 'user', 'staff')`,
      [id, account],
    );
  await fixtures.sql(
    `INSERT INTO contact_link (account_id, from_id, to_id, kind) VALUES ($1, $2, $3, 'sponsors')`,
    [account, contact, shared],
  );
  await fixtures.sql(`INSERT INTO contact_cover (account_id, contact_id, user_id) VALUES ($1, $2, $3)`, [
    account,
    contact,
    owner.userId,
  ]);
  await fixtures.sql(`INSERT INTO account_influence (account_id) VALUES ($1)`, [account]);
});
afterAll(async () => {
  await database.dataSource.destroy();
  await copy.drop();
});

async function idOf(insert: string, parameters: unknown[]): Promise<string> {
  return (await fixtures.sql<{ id: string }>(`${insert} RETURNING id`, parameters))[0]!.id;
}

async function viewerOf(code: string, root: string): Promise<Viewer> {
  const branchId = await fixtures.branch(code, root);
  const userId = await fixtures.user(`${code.toLowerCase()}@example.test`, branchId, ['account-manager']);
  return { userId, branchId, branchIds: [branchId], permissions: PERMISSIONS };
}

const person = (viewer: Viewer, name: string) =>
  idOf('INSERT INTO contact (branch_id, name) VALUES ($1, $2)', [viewer.branchId, name]);

const as = <T>(viewer: Viewer, sql: string, parameters: unknown[] = []): Promise<T> =>
  database.asViewer(viewer, () => database.manager.query(sql, parameters) as Promise<T>);

const names = async (viewer: Viewer) =>
  (await as<{ name: string }[]>(viewer, 'SELECT name FROM contact ORDER BY name COLLATE "zh-x-icu"')).map(
    ({ name }) => name,
  );

const changed = async (viewer: Viewer, sql: string, parameters: unknown[]) =>
  (await as<[unknown, number]>(viewer, sql, parameters))[1];

test('a contact is seen by the branch that keeps it and by whoever sees an account they work for', async () => {
  expect(await names(owner)).toEqual(['丙', '甲', '乙']);
  expect(await names(member)).toEqual(['丙', '甲']);
  expect(await names(stranger)).toEqual([]);
});

test('what belongs to the account is seen with the account', async () => {
  for (const table of ['contact_position', 'contact_link', 'contact_cover', 'account_influence']) {
    const counts = [];
    for (const viewer of [owner, member, stranger]) {
      const [row] = await as<[{ n: number }]>(viewer, `SELECT count(*)::integer AS n FROM ${table}`);
      counts.push(row.n > 0);
    }
    expect([table, ...counts]).toEqual([table, true, true, false]);
  }
});

test('the branch that keeps the contact writes it, nobody else', async () => {
  const rename = `UPDATE contact SET name = name || '' WHERE id = $1`;
  expect([
    await changed(owner, rename, [contact]),
    await changed(member, rename, [contact]),
    await changed(owner, rename, [shared]),
    await changed(stranger, rename, [contact]),
  ]).toEqual([1, 0, 0, 0]);
  await expect(
    as(member, `INSERT INTO contact (branch_id, name) VALUES ($1, '丁')`, [owner.branchId]),
  ).rejects.toThrow(/row-level security/);
});

test('a team member reads positions, links and cover, and changes none of them', async () => {
  for (const [sql, parameters] of [
    [`UPDATE contact_position SET stance = 'opponent' WHERE account_id = $1`, [account]],
    [`DELETE FROM contact_position WHERE account_id = $1`, [account]],
    [`DELETE FROM contact_link WHERE account_id = $1`, [account]],
    [`DELETE FROM contact_cover WHERE account_id = $1`, [account]],
    [`UPDATE account_influence SET version = 9 WHERE account_id = $1`, [account]],
  ] as const)
    expect([sql, await changed(member, sql, [...parameters])]).toEqual([sql, 0]);
  for (const sql of [
    `INSERT INTO contact_link (account_id, from_id, to_id, kind) VALUES ($1, $2, $3, 'blocks')`,
    `INSERT INTO contact_cover (account_id, contact_id, user_id) SELECT $1, $2, app_user_id() WHERE $3::uuid IS NOT NULL`,
  ])
    await expect(as(member, sql, [account, contact, shared])).rejects.toThrow(/row-level security/);
});

test('nobody brings a contact into sight by linking one they do not see', async () => {
  const own = await idOf(
    `INSERT INTO key_account (branch_id, code, name, tier) VALUES ($1, 'S', '乙公司', 'key')`,
    [stranger.branchId],
  );
  const link = `INSERT INTO contact_position (contact_id, account_id, role, rank) VALUES ($1, $2, 'user', 'staff')`;
  await expect(as(stranger, link, [loose, own])).rejects.toThrow(/no such contact/);
  await as(stranger, link, [await person(stranger, '己'), own]);
  expect(await names(stranger)).toEqual(['己']);
});

test('whoever sees a contact may record a touch in their own name, and the day is kept', async () => {
  const touch = `INSERT INTO contact_touch (contact_id, user_id, channel, touched_on) VALUES ($1, $2, 'phone', $3)`;
  await as(member, touch, [contact, member.userId, '2026-03-05']);
  await as(owner, touch, [contact, owner.userId, '2026-03-01']);
  const [row] = await as<[{ day: string }]>(
    member,
    'SELECT last_touched_on::text AS day FROM contact WHERE id = $1',
    [contact],
  );
  expect(row.day).toBe('2026-03-05');
  await expect(as(member, touch, [contact, owner.userId, '2026-03-06'])).rejects.toThrow(
    /row-level security/,
  );
  await expect(as(stranger, touch, [contact, stranger.userId, '2026-03-06'])).rejects.toThrow(
    /row-level security/,
  );
});

test.each([
  ['a birthday without a basis', `birthday_calendar = 'solar', birthday_month = 5, birthday_day = 1`],
  ['preferences without a basis', `preferences = '喜茶'`],
  [
    '31 April',
    `lawful_basis = 'consent', birthday_calendar = 'solar', birthday_month = 4, birthday_day = 31`,
  ],
  ['a month without a day', `lawful_basis = 'consent', birthday_calendar = 'lunar', birthday_month = 4`],
  ['a year without a birthday', `lawful_basis = 'consent', birthday_year = 1980`],
])('the table refuses %s', async (_, change) => {
  await expect(as(owner, `UPDATE contact SET ${change} WHERE id = $1`, [loose])).rejects.toThrow(
    /check constraint/,
  );
});

test('the table refuses a second superior, a link to oneself and a link of people of another account', async () => {
  const link = `INSERT INTO contact_link (account_id, from_id, to_id, kind) VALUES ($1, $2, $3, 'reports-to')`;
  await as(owner, link, [account, contact, shared]);
  const third = await person(owner, '庚');
  await fixtures.sql(
    `INSERT INTO contact_position (contact_id, account_id, role, rank) VALUES ($1, $2, 'user', 'staff')`,
    [third, account],
  );
  await expect(as(owner, link, [account, contact, third])).rejects.toThrow(/uq_contact_link_superior/);
  await expect(as(owner, link, [account, third, third])).rejects.toThrow(/not_to_oneself/);
  await expect(as(owner, link, [account, third, loose])).rejects.toThrow(/fk_contact_link_to/);
});
