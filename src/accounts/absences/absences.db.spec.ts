import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { poolOptions } from '../../../libs/database/data-source';
import { Database } from '../../../libs/database/database';
import type { Viewer } from '../../../libs/database/viewer';
import { Fixtures } from '../../../test/support/fixtures';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database';
import { dayAfter } from '../team/seat-rules';
import { type Absence, standIn } from './cover-rules';

let copy: TestDatabase;
let fixtures: Fixtures;
let database: Database;
let today: string;
let account: string;
let other: string;
/** Serves both accounts; of another branch than the others, each of whom has a branch of their own. */
let owner: Viewer;
let anna: Viewer;
let ben: Viewer;
let cleo: Viewer;

beforeAll(async () => {
  copy = await createTestDatabase();
  fixtures = new Fixtures(copy.url);
  const source = new DataSource(poolOptions(copy.url, [], 2));
  await source.initialize();
  database = new Database(source);
  const root = await fixtures.branch('FJ');
  [owner, anna, ben, cleo] = [
    await viewerOf('FZ', root),
    await viewerOf('XM', root),
    await viewerOf('QZ', root),
    await viewerOf('ZZ', root),
  ];
  [account, other] = [await accountOf('A'), await accountOf('B')];
  for (const id of [account, other])
    await fixtures.sql(`INSERT INTO account_member (account_id, user_id, role) VALUES ($1, $2, 'primary')`, [
      id,
      anna.userId,
    ]);
  const [row] = await fixtures.sql<{ day: string }>('SELECT app_today($1)::text AS day', [owner.branchId]);
  today = row!.day;
});
beforeEach(() => fixtures.sql('TRUNCATE absence CASCADE'));
afterAll(async () => {
  await database.dataSource.destroy();
  await copy.drop();
});

async function accountOf(code: string): Promise<string> {
  const [row] = await fixtures.sql<{ id: string }>(
    `INSERT INTO key_account (branch_id, code, name, tier) VALUES ($1, $2, $2, 'key') RETURNING id`,
    [owner.branchId, code],
  );
  return row!.id;
}

async function viewerOf(code: string, root: string): Promise<Viewer> {
  const branchId = await fixtures.branch(code, root);
  const userId = await fixtures.user(`${code.toLowerCase()}@example.test`, branchId, ['account-manager']);
  return { userId, branchId, branchIds: [branchId], permissions: ['accounts:read', 'absences:write'] };
}

const as = <T>(viewer: Viewer, sql: string, parameters: unknown[] = []): Promise<T[]> =>
  database.asViewer(viewer, () => database.manager.query(sql, parameters) as Promise<T[]>);

async function away(who: Viewer, cover: Viewer | null, from = 0, until = 3, only?: string): Promise<void> {
  const [row] = await fixtures.sql<{ id: string }>(
    `INSERT INTO absence (branch_id, user_id, kind, from_on, until_on, cover_id, recorded_by)
     VALUES ($1, $2, 'leave', $3, $4, $5, $2) RETURNING id`,
    [
      who.branchId,
      who.userId,
      dayAfter(today, from),
      dayAfter(today, until),
      only ? null : (cover?.userId ?? null),
    ],
  );
  if (only)
    await fixtures.sql('INSERT INTO absence_cover (absence_id, account_id, cover_id) VALUES ($1, $2, $3)', [
      row!.id,
      only,
      cover!.userId,
    ]);
}

const seen = async (viewer: Viewer): Promise<string[]> =>
  (await as<{ code: string }>(viewer, 'SELECT code FROM key_account ORDER BY code')).map(({ code }) => code);

const actsFor = async (person: Viewer, at = account): Promise<string | null> =>
  (await as<{ id: string | null }>(owner, 'SELECT account_stand_in($1, $2) AS id', [at, person.userId]))[0]!
    .id;

test('a cover sees the accounts from the first day of an absence to its last', async () => {
  await away(anna, ben, 1, 3);
  expect(await seen(ben)).toEqual([]);
  await fixtures.sql('UPDATE absence SET from_on = $1', [today]);
  expect(await seen(ben)).toEqual(['A', 'B']);
  expect(await actsFor(anna)).toBe(ben.userId);
  // Who is away still sees what is theirs.
  expect(await seen(anna)).toEqual(['A', 'B']);
  await fixtures.sql('UPDATE absence SET from_on = $1, until_on = $2', [
    dayAfter(today, -4),
    dayAfter(today, -1),
  ]);
  expect(await seen(ben)).toEqual([]);
  expect(await actsFor(anna)).toBe(anna.userId);
});

test('an account’s own cover sees that account alone', async () => {
  await away(anna, ben, 0, 3, other);
  expect(await seen(ben)).toEqual(['B']);
  expect([await actsFor(anna, account), await actsFor(anna, other)]).toEqual([null, ben.userId]);
});

test('the cover’s cover sees and acts, and a circle ends', async () => {
  await away(anna, ben);
  await away(ben, cleo);
  expect(await seen(cleo)).toEqual(['A', 'B']);
  expect(await actsFor(anna)).toBe(cleo.userId);
  await away(cleo, anna);
  expect(await actsFor(anna)).toBeNull();
  expect(await seen(cleo)).toEqual(['A', 'B']);
});

test('the database and the rules agree on who acts, whoever is away', async () => {
  const people = [anna, ben, cleo];
  const covers = fc.option(fc.nat(2));
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(covers, covers, covers),
      fc.tuple(...people.map(() => fc.boolean())),
      async (to, gone) => {
        await fixtures.sql('TRUNCATE absence CASCADE');
        const absences: Absence[] = [];
        for (const [index, who] of people.entries()) {
          const cover = to[index] === null || to[index] === index ? null : people[to[index]!]!;
          if (!gone[index]) continue;
          await away(who, cover);
          absences.push({
            id: who.userId,
            userId: who.userId,
            fromOn: today,
            untilOn: dayAfter(today, 3),
            coverId: cover?.userId ?? null,
            accountCovers: [],
          });
        }
        for (const who of people)
          expect(await actsFor(who)).toBe(standIn(absences, who.userId, account, today));
      },
    ),
    { numRuns: 12 },
  );
});

test('why somebody is away is read in their branch and by their cover’s eyes only as a row without a reason', async () => {
  await away(anna, ben);
  expect(await as(ben, 'SELECT 1 FROM absence')).toHaveLength(1);
  expect(await as(cleo, 'SELECT 1 FROM absence')).toEqual([]);
  const told = await as<object>(owner, 'SELECT * FROM account_away($1)', [account]);
  expect(told).toHaveLength(1);
  expect(Object.keys(told[0]!)).toEqual(['user_id', 'until_on', 'stand_in']);
  expect(await as(cleo, 'SELECT * FROM account_away($1)', [account])).toEqual([]);
});

test('nobody records an absence for others, unless they lead the teams of the branch', async () => {
  const colleague = { ...anna, userId: cleo.userId };
  const insert = `INSERT INTO absence (branch_id, user_id, kind, from_on, until_on, recorded_by)
    VALUES ($1, $2, 'leave', '2030-01-01', '2030-01-02', $2)`;
  const values = [anna.branchId, anna.userId];
  await expect(as(colleague, insert, values)).rejects.toThrow(/row-level security/);
  await as({ ...colleague, permissions: ['teams:write'] }, insert, values);
  await expect(as(anna, insert, values)).rejects.toThrow('ex_absence_one_at_a_time');
});
