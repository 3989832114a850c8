import type { Database } from '../../libs/database/database';
import { createTestApp, type TestApp, viewer } from '../../test/support/test-app';
import { AccountListService } from './list/account-list.service';

let program: TestApp;
let database: Database;
let accounts: AccountListService;
let near: string;
let far: string;
let user: string;

beforeAll(async () => {
  program = await createTestApp({ RUN_JOBS: 'false' });
  ({ database } = program);
  accounts = program.app.get(AccountListService, { strict: false });
  const { fixtures } = program;
  near = await fixtures.branch('P-A');
  far = await fixtures.branch('P-B');
  user = await fixtures.user('reader@example.test', near, ['marketer']);
  await fixtures.sql(
    `INSERT INTO key_account (branch_id, code, name, legal_name, trade_names, tier) VALUES
       ($1, 'A1', '青禾贸易', '福建青禾贸易有限公司', '{绿苗,Green_Sprout}', 'key'),
       ($1, 'A2', '海风100%食品', NULL, '{}', 'key'),
       ($2, 'B1', '青禾印务', NULL, '{}', 'key')`,
    [near, far],
  );
});
afterAll(() => program.close());

const READER = ['accounts:read'];
async function found(q: string, branches = [near]): Promise<string[]> {
  const page = await database.asViewer(viewer(user, branches, READER), () =>
    accounts.page({ q, limit: 50, sort: 'code' }),
  );
  expect(page.total).toBe(page.items.length);
  return page.items.map(({ code }) => code);
}

it.each([
  ['青', ['A1']],
  ['青禾', ['A1']],
  ['禾贸易', ['A1']],
  ['有限公司', ['A1']],
  ['绿苗', ['A1']],
  ['green_s', ['A1']],
  ['greenxs', []],
  ['a', ['A1', 'A2']],
  ['0%食', ['A2']],
  ['禾青', []],
  ['青禾食品', []],
  // The pairs are all there, but not in a row.
  ['青禾贸易青禾', []],
])('finds %s by any stretch of what an account is called', async (q, codes) => {
  expect(await found(q)).toEqual(codes);
});

it('finds nothing across the end of one name and the beginning of the next', async () => {
  expect(await found('易福')).toEqual([]);
});

it('names accounts of the viewer alone, also to whoever asks the function itself', async () => {
  expect(await found('青禾', [near, far])).toEqual(['A1', 'B1']);
  const asked = (branches: string[]) =>
    database.asViewer(viewer(user, branches, READER), async () => {
      const rows: unknown[] = await database.manager.query(`SELECT key_account_matching('青禾')`);
      return rows.length;
    });
  expect(await asked([near])).toBe(1);
  expect(await asked([near, far])).toBe(2);
  expect(await asked([])).toBe(0);
});
