import { DataSource } from 'typeorm';
import { Database } from '../../../libs/database/database';
import { poolOptions } from '../../../libs/database/data-source';
import type { Viewer } from '../../../libs/database/viewer';
import { Fixtures } from '../../../test/support/fixtures';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database';
import { AccountDuplicatesRepository, type AccountIdentity } from './account-duplicates.repository';
import { AccountDuplicatesService } from './account-duplicates.service';

let copy: TestDatabase;
let fixtures: Fixtures;
let database: Database;
let duplicates: AccountDuplicatesService;
let city: string;
let other: string;
let province: string;

beforeAll(async () => {
  copy = await createTestDatabase();
  fixtures = new Fixtures(copy.url);
  const source = new DataSource(poolOptions(copy.url, [], 2));
  await source.initialize();
  database = new Database(source);
  duplicates = new AccountDuplicatesService(new AccountDuplicatesRepository(database));
  province = await fixtures.branch('FJ');
  city = await fixtures.branch('XM', province);
  other = await fixtures.branch('FZ', province);
});
beforeEach(() => fixtures.sql('TRUNCATE key_account CASCADE'));
afterAll(async () => {
  await database.dataSource.destroy();
  await copy.drop();
});

let numbered = 0;
async function account(name: string, over: Record<string, unknown> = {}): Promise<string> {
  const row = { branch_id: city, code: `A${(numbered += 1)}`, tier: 'key', name, ...over };
  const columns = Object.keys(row);
  const [made] = await fixtures.sql<{ id: string }>(
    `INSERT INTO key_account (${columns.join(', ')}) VALUES (${columns.map((_, n) => `$${n + 1}`).join(', ')})
     RETURNING id`,
    Object.values(row),
  );
  return made!.id;
}

const viewer = (...branchIds: string[]): Viewer => ({
  userId: '00000000-0000-7000-8000-000000000001',
  branchId: branchIds[0]!,
  branchIds,
  permissions: ['accounts:read', 'accounts:write'],
});
const NOBODY: AccountIdentity = {
  name: '',
  legalName: null,
  tradeNames: [],
  creditCode: null,
  phone: null,
  website: null,
};
const asked = (typed: Partial<AccountIdentity>, as = viewer(city), except: string | null = null) =>
  database.asViewer(as, () => duplicates.candidates({ ...NOBODY, ...typed }, except));

test.each([
  ['width and case', 'ＡＢＣ物流有限公司', 'abc 物流'],
  ['blanks and punctuation', '海峡·人寿  保险', '海峡人寿-保险'],
  ['the form of the company', '海峡人寿保险股份有限公司', '海峡人寿保险有限责任公司'],
  ['group and limited company', '鹭岛集团有限公司', '鹭岛集团'],
  ['brackets of either width', '鹭岛（厦门）有限公司', '鹭岛(厦门)'],
  ['traditional characters', '臺灣銀行', '台湾银行'],
])('finds one name in two spellings: %s', async (_, stored, typed) => {
  const id = await account(stored);
  await account('另一家企业');
  expect(await asked({ name: typed })).toMatchObject([{ id, likely: true, score: 80 }]);
});

test('a branch in brackets alone is worth a look, not a question', async () => {
  const id = await account('鹭岛（厦门）有限公司');
  expect(await asked({ name: '鹭岛（泉州）有限公司' })).toMatchObject([
    { id, likely: false, reasons: ['name-core'] },
  ]);
});

test('a legal name is compared with what others go by', async () => {
  const id = await account('鹭岛', { legal_name: '厦门鹭岛百货有限公司', trade_names: ['鹭岛百货'] });
  expect(await asked({ name: '鹭岛百货公司' })).toMatchObject([{ id, likely: true }]);
  expect(await asked({ name: '甲', legalName: '厦门鹭岛百货' })).toMatchObject([{ id }]);
});

test('a switchboard and the place of a website add up', async () => {
  const id = await account('甲企业', { phone: '+86 592-2012345', website: 'https://www.example.com/cn' });
  const found = await asked({ name: '乙企业', phone: '05922012345', website: 'http://example.com' });
  expect(found).toEqual([]);
  const [whole] = await asked({ name: '乙企业', phone: '5922012345', website: 'http://example.com' });
  expect(whole).toMatchObject({ id, score: 60, likely: false });
});

test('two licences are two firms', async () => {
  await account('鹭岛银行', { credit_code: '91350000DEM0CCB014' });
  expect(await asked({ name: '鹭岛银行', creditCode: '91350100M000100Y43' })).toEqual([]);
});

test('what another branch keeps is not told of, also not by its credit code', async () => {
  const creditCode = '91350100M000100Y43';
  const id = await account('秘密企业', { branch_id: other, credit_code: creditCode });
  expect(await asked({ name: '秘密企业', creditCode })).toEqual([]);
  expect(await asked({ name: '秘密企业', creditCode }, viewer(city, other))).toMatchObject([{ id }]);
  const keys = await database.asViewer(viewer(city), () =>
    database.manager.query('SELECT 1 FROM record_match_key'),
  );
  expect(keys).toEqual([]);
});

test('an account is no duplicate of itself, and follows its name', async () => {
  const id = await account('旧名企业');
  expect(await asked({ name: '旧名企业' }, viewer(city), id)).toEqual([]);
  await fixtures.sql(`UPDATE key_account SET name = '新名企业' WHERE id = $1`, [id]);
  expect(await asked({ name: '旧名企业' })).toEqual([]);
  expect(await asked({ name: '新名企业' })).toMatchObject([{ id }]);
});

test('pairs are seen by who sees both', async () => {
  await account('同名企业');
  await account('同名企业', { branch_id: other });
  const pairs = (as: Viewer) =>
    database.asViewer(as, () => database.manager.query('SELECT 1 FROM duplicate_pair') as Promise<unknown[]>);
  expect(await pairs(viewer(city))).toHaveLength(0);
  expect(await pairs(viewer(city, other))).toHaveLength(2);
});

test('is found by an index among many', async () => {
  await fixtures.sql(
    `INSERT INTO key_account (branch_id, code, name, tier)
     SELECT $1, 'B' || i, '企业' || i, 'key' FROM generate_series(1, 3000) AS i`,
    [city],
  );
  await fixtures.sql('ANALYZE record_match_key');
  const rows: { 'QUERY PLAN': string }[] = await database.asViewer(viewer(city), () =>
    database.manager.query(
      `EXPLAIN SELECT record_id FROM record_match_key WHERE record_type = 'account'
       AND key = ANY (ARRAY(SELECT k.key FROM account_match_keys('企业7', NULL, '{}', NULL, NULL, NULL) AS k))`,
    ),
  );
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Index Cond: .*key = ANY/);
});
