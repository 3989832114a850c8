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

describe('a word that names many', () => {
  const MANY = 2005;
  const page = (q: string, cursor?: string, more: object = {}, branches = [near]) =>
    database.asViewer(viewer(user, branches, READER), () =>
      accounts.page({ q, limit: 100, sort: 'code', cursor, ...more }),
    );

  beforeAll(() =>
    program.fixtures.sql(
      `INSERT INTO key_account (branch_id, code, name, tier, trade_names)
       SELECT $1::uuid, 'L' || to_char(n, 'FM0000'), CASE n % 2 WHEN 0 THEN '长风' ELSE '远帆' END || n, 'standard',
         CASE n % 2 WHEN 0 THEN '{}' ELSE ARRAY['长风'] END
       FROM generate_series(1, ${MANY}) AS n
       UNION ALL SELECT $2, 'L9999', '长风远方', 'standard', '{}'`,
      [near, far],
    ),
  );

  it('leads through all of them once, in the order of the list', async () => {
    const codes: string[] = [];
    let cursor: string | undefined;
    do {
      const { items, nextCursor, total, capped } = await page('长风', cursor);
      expect({ total, capped }).toEqual({ total: 1000, capped: true });
      codes.push(...items.map(({ code }) => code));
      cursor = nextCursor ?? undefined;
    } while (cursor && codes.length <= MANY);
    expect(codes).toHaveLength(MANY);
    expect(codes).toEqual([...new Set(codes)].sort());
  });

  it('counts what else narrows the list', async () => {
    await program.fixtures.sql(`UPDATE key_account SET tier = 'key' WHERE code IN ('L0007', 'L0008')`);
    const { items, total } = await page('长风', undefined, { tier: 'key' });
    expect(items.map(({ code }) => code)).toEqual(['L0007', 'L0008']);
    expect(total).toBe(2);
  });

  it('leads through those that stand behind thousands of others', async () => {
    await program.fixtures.sql(
      `INSERT INTO key_account (branch_id, code, name, tier)
       SELECT $1::uuid, 'F' || to_char(n, 'FM0000'), '另一家' || n, 'standard' FROM generate_series(1, 5200) AS n`,
      [near],
    );
    const first = await page('长风');
    const second = await page('长风', first.nextCursor!);
    const codes = [...first.items, ...second.items].map(({ code }) => code);
    expect(codes).toEqual(Array.from({ length: 200 }, (_, n) => `L${String(n + 1).padStart(4, '0')}`));
    expect(first.capped).toBe(true);
  });

  it('names none of another branch', async () => {
    const { items, total } = await page('长风', undefined, {}, [far]);
    expect(items.map(({ code }) => code)).toEqual(['L9999']);
    expect(total).toBe(1);
  });
});
