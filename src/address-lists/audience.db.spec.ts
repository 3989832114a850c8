import { DataSource } from 'typeorm';
import { poolOptions } from '../../libs/database/data-source';
import { Database } from '../../libs/database/database';
import type { Viewer } from '../../libs/database/viewer';
import { Fixtures } from '../../test/support/fixtures';
import { createTestDatabase, TestDatabase } from '../../test/support/test-database';
import { RecipientHasher } from './recipients/recipient-hash';

const hasher = new RecipientHasher(Buffer.alloc(32, 5));
const PEOPLE = ['林小满', '陈立冬', '白露'].map((name, i) => ({
  name,
  company: '',
  address: `福州市演示路${i}号`,
  postcode: '350001',
}));

let copy: TestDatabase;
let fixtures: Fixtures;
let database: Database;
let home: Viewer;
let away: Viewer;

beforeAll(async () => {
  copy = await createTestDatabase();
  fixtures = new Fixtures(copy.url);
  const source = new DataSource(poolOptions(copy.url, [], 2));
  await source.initialize();
  database = new Database(source);
  const root = await fixtures.branch('FJ');
  home = await viewerOf('FZ', root);
  away = await viewerOf('XM', root);
});
afterAll(async () => {
  await database.dataSource.destroy();
  await copy.drop();
});

async function viewerOf(code: string, root: string): Promise<Viewer> {
  const branchId = await fixtures.branch(code, root);
  const userId = await fixtures.user(`${code.toLowerCase()}@example.com`, branchId, ['marketer']);
  const permissions = ['lists:read', 'lists:write', 'addresses:read', 'suppression:write'];
  return { userId, branchId, branchIds: [branchId], permissions };
}

/** A list of the three people; `basis` as SQL for its legal basis, date and expiry. */
async function listWith(basis: string): Promise<string> {
  const [list] = await fixtures.sql<{ id: string }>(
    `INSERT INTO address_list (branch_id, name, source, purpose, created_by, legal_basis, basis_obtained_on, expires_on)
     VALUES ($1, 'x', 'x', 'x', $2, ${basis}) RETURNING id`,
    [home.branchId, home.userId],
  );
  for (const [i, person] of PEOPLE.entries()) {
    const { recipient, person: who, address } = hasher.hashes(person);
    await fixtures.sql(
      `INSERT INTO address_record (list_id, branch_id, import_id, row_number, name, company, address, postcode, phone,
         extra, recipient_hash, person_hash, address_hash)
       VALUES ($1, $2, uuidv7(), $3, $4, '', $5, '350001', '', '{}', decode($6, 'hex'), decode($7, 'hex'), decode($8, 'hex'))`,
      [list!.id, home.branchId, i + 2, person.name, person.address, recipient, who, address],
    );
  }
  return list!.id;
}

function suppress(viewer: Viewer, hash: string): Promise<unknown> {
  return database.asViewer(viewer, () =>
    database.manager.query(
      `INSERT INTO suppression (branch_id, kind, hash, reason, source, created_by)
       VALUES ($1, 'person', decode($2, 'hex'), 'asked', '', $3)`,
      [viewer.branchId, hash, viewer.userId],
    ),
  );
}

async function refusals(listId: string, viewer: Viewer = home): Promise<(string | null)[]> {
  const rows: { refusal: string | null }[] = await database.asViewer(viewer, () =>
    database.manager.query('SELECT refusal FROM audience_record WHERE list_id = $1 ORDER BY row_number', [
      listId,
    ]),
  );
  return rows.map((row) => row.refusal);
}

const VALID = `'contract', '2026-01-01', NULL`;

test('a list without a basis, or past its end, mails to nobody; on its last day it still does', async () => {
  const today = `(now() AT TIME ZONE 'Asia/Shanghai')::date`;
  expect(await refusals(await listWith(VALID))).toEqual([null, null, null]);
  expect(await refusals(await listWith('NULL, NULL, NULL'))).toEqual(Array(3).fill('no-legal-basis'));
  const expired = await listWith(`'consent', '2020-01-01', ${today} - 1`);
  expect(await refusals(expired)).toEqual(Array(3).fill('basis-expired'));
  expect(await refusals(await listWith(`'consent', '2020-01-01', ${today}`))).toEqual([null, null, null]);
});

test('a refusal of any branch, of a person or an address, holds; its entry stays unseen', async () => {
  const listId = await listWith(VALID);
  await suppress(away, hasher.hashes(PEOPLE[0]!).person);
  await suppress(away, hasher.hashes(PEOPLE[2]!).address);
  expect(await refusals(listId)).toEqual(['suppressed', null, 'suppressed']);
  const seen = await database.asViewer(home, () => database.manager.query('SELECT 1 FROM suppression'));
  expect(seen).toEqual([]);
});

test('nobody sees addresses of another branch, or without the grant, or writes refusals past their triggers', async () => {
  const listId = await listWith(VALID);
  expect(await refusals(listId, away)).toEqual([]);
  expect(await refusals(listId, { ...home, permissions: ['lists:read'] })).toEqual([]);
  const meddle = database.asViewer(home, () => database.manager.query('DELETE FROM suppressed_hash'));
  await expect(meddle).rejects.toMatchObject({ driverError: { code: '42501' } });
  const move = database.asViewer(home, () =>
    database.manager.query('UPDATE address_list SET branch_id = $1 WHERE id = $2', [away.branchId, listId]),
  );
  await expect(move).rejects.toMatchObject({ driverError: { code: '42501' } });
});
