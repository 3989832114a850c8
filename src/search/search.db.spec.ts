import type { Database } from '../../libs/database/database';
import { createTestApp, type TestApp, viewer } from '../../test/support/test-app';
import type { RecordKind } from './record-kinds';
import { SearchService } from './search.service';
import { SoundsService } from './sounds.service';

const ALL = ['accounts:read', 'cases:read', 'campaigns:read', 'lists:read', 'designs:read', 'batches:read'];

let program: TestApp;
let database: Database;
let near: string;
let far: string;
let reader: string;
let server: string;

beforeAll(async () => {
  program = await createTestApp({ RUN_JOBS: 'false' });
  ({ database } = program);
  const { fixtures } = program;
  near = await fixtures.branch('S-A');
  far = await fixtures.branch('S-B');
  reader = await fixtures.user('reader@example.test', near, ['marketer']);
  server = await fixtures.user('server@example.test', near, ['account-manager']);
  const sql = (statement: string, parameters: unknown[] = []) => fixtures.sql(statement, parameters);
  await sql(
    `INSERT INTO key_account (branch_id, code, name, tier) VALUES
       ($1, 'SA1', '青禾商业银行', 'key'), ($1, 'SA2', '青禾贸易', 'key'), ($2, 'SB1', '青禾印务', 'key')`,
    [near, far],
  );
  await sql(
    `INSERT INTO account_member (account_id, user_id, role) SELECT id, $1, 'backup' FROM key_account WHERE code = 'SB1'`,
    [server],
  );
  await sql(`INSERT INTO contact (branch_id, name) VALUES ($1, '单小虹'), ($2, '单大青')`, [near, far]);
  await sql(
    `INSERT INTO contact_position (contact_id, account_id, role, rank)
     SELECT c.id, a.id, 'user', 'staff' FROM contact c JOIN key_account a USING (branch_id) WHERE a.code IN ('SA1', 'SB1')`,
  );
  await sql(
    `INSERT INTO campaign (branch_id, account_id, name, product)
     SELECT branch_id, id, '青禾春节贺卡', 'postcard' FROM key_account WHERE code IN ('SA1', 'SB1')`,
  );
  await hear();
});
afterAll(() => program.close());

const hear = () =>
  program.app.get(SoundsService, { strict: false }).run({}, { signal: new AbortController().signal });

async function found(
  q: string,
  { user = reader, branches = [near], permissions = ALL, kinds = [] as RecordKind[] } = {},
): Promise<string[]> {
  const { items } = await database.asViewer(viewer(user, branches, permissions), () =>
    program.app.get(SearchService, { strict: false }).find({ q, kinds, limit: 6 }),
  );
  return items.map((item) => `${item.kind} ${item.title}`);
}

it.each([
  ['青禾', ['account 青禾贸易', 'account 青禾商业银行', 'campaign 青禾春节贺卡']],
  ['sa2', ['account 青禾贸易']],
  ['商业', ['account 青禾商业银行']],
  ['yinhang', ['account 青禾商业银行']],
  ['qinghe shang', ['account 青禾商业银行']],
  ['qhmy', ['account 青禾贸易']],
  ['qh', ['account 青禾贸易', 'account 青禾商业银行', 'campaign 青禾春节贺卡']],
  ['虹', ['contact 单小虹']],
  ['SHAN', ['contact 单小虹', 'account 青禾商业银行']],
  ['sx', ['contact 单小虹']],
  // In the middle of the initials only, which two letters do not ask for.
  ['my', []],
  ['100%', []],
  ["'", []],
])('%s', async (typed, titles) => {
  expect((await found(typed)).sort()).toEqual([...titles].sort());
});

it('puts the nearest first', async () => {
  expect((await found('青禾贸易'))[0]).toBe('account 青禾贸易');
  expect((await found('shan'))[0]).toBe('contact 单小虹');
  expect(await found('青', { kinds: ['account'] })).toEqual(['account 青禾贸易', 'account 青禾商业银行']);
});

it('tells of the account a record belongs to', async () => {
  const { items } = await database.asViewer(viewer(reader, [near], ALL), () =>
    program.app.get(SearchService, { strict: false }).find({ q: '单小虹', kinds: [], limit: 6 }),
  );
  expect(items).toMatchObject([{ kind: 'contact', accountName: '青禾商业银行', detail: '' }]);
});

it('finds what the viewer may see and nothing else', async () => {
  expect(await found('青禾印务')).toEqual([]);
  expect(await found('青禾印务', { branches: [far] })).toEqual(['account 青禾印务']);
  expect(await found('青禾印务', { user: server })).toEqual(['account 青禾印务']);
  expect(await found('单大青', { user: server })).toEqual(['contact 单大青']);
  expect(await found('单大青')).toEqual([]);
  expect(await found('青禾', { permissions: ['campaigns:read'] })).toEqual(['campaign 青禾春节贺卡']);
  expect(await found('青禾', { permissions: [] })).toEqual([]);
});

it('names nothing of others to whoever asks the functions themselves', async () => {
  const asked = (branches: string[], user = reader) =>
    database.asViewer(viewer(user, branches, ALL), async () => {
      const everywhere: unknown[] = await database.manager.query(
        `SELECT * FROM search_everywhere('青', ARRAY['account', 'contact', 'campaign'], 9)`,
      );
      const matching: unknown[] = await database.manager.query(`SELECT search_matching('contact', '单')`);
      return [everywhere.length, matching.length];
    });
  expect(await asked([near])).toEqual([3, 1]);
  expect(await asked([far])).toEqual([3, 1]);
  expect(await asked([near, far])).toEqual([6, 2]);
  expect(await asked([])).toEqual([0, 0]);
  expect(await asked([], server)).toEqual([3, 1]);
  await expect(
    database.asViewer(viewer(reader, [near], ALL), () =>
      database.manager.query('SELECT * FROM search_entry'),
    ),
  ).rejects.toThrow(/permission denied/);
});

it('follows a name, a position and the end of a record', async () => {
  const { fixtures } = program;
  await fixtures.sql(`UPDATE key_account SET name = '白鹭贸易' WHERE code = 'SA2'`, []);
  expect(await found('qhmy')).toEqual([]);
  expect(await found('白鹭')).toEqual(['account 白鹭贸易']);
  expect(await found('bailu')).toEqual([]);
  await hear();
  expect(await found('bailu')).toEqual(['account 白鹭贸易']);

  const position = `FROM key_account a, contact c WHERE a.code = 'SA2' AND c.name = '单大青'`;
  await fixtures.sql(
    `INSERT INTO contact_position (contact_id, account_id, role, rank) SELECT c.id, a.id, 'user', 'staff' ${position}`,
    [],
  );
  expect(await found('单大青')).toEqual(['contact 单大青']);
  await fixtures.sql(
    `DELETE FROM contact_position WHERE (contact_id, account_id) IN (SELECT c.id, a.id ${position})`,
    [],
  );
  expect(await found('单大青')).toEqual([]);

  await fixtures.sql(`DELETE FROM campaign WHERE branch_id = $1`, [near]);
  expect(await found('春节')).toEqual([]);
});
