import type { Database } from '../../../libs/database/database';
import { createTestApp, type TestApp, viewer } from '../../../test/support/test-app';
import { GroupsService } from './groups.service';

const NODES = 400;
const YEAR = 2026;

let program: TestApp;
let database: Database;
let groups: GroupsService;
let near: string;
let far: string;
let user: string;
/** Node n stands below node parents[n]; node 0 is the root. */
const parents = Array.from({ length: NODES }, (_, n) =>
  n === 0 ? null : Math.floor((n - 1) / (n % 5 === 0 ? 1 : 3)),
);
let ids: string[];

/** Every seventh account lies in the branch that is not in reach. */
const isFar = (n: number): boolean => n > 0 && n % 7 === 0;
const money = (n: number): number => n * 100 + 1;

beforeAll(async () => {
  program = await createTestApp({ RUN_JOBS: 'false' });
  ({ database } = program);
  groups = program.app.get(GroupsService, { strict: false });
  const { fixtures } = program;
  const root = await fixtures.branch('P');
  near = await fixtures.branch('P-A', root);
  far = await fixtures.branch('P-B', root);
  user = await fixtures.user('reader@example.test', near, ['marketer']);
  const rows = await fixtures.sql<{ id: string; n: number }>(
    `INSERT INTO key_account (branch_id, code, name, tier)
     SELECT CASE WHEN f THEN $2::uuid ELSE $1::uuid END, 'N' || n, '节点' || n, 'key'
     FROM unnest($3::integer[], $4::boolean[]) AS t (n, f) RETURNING id, substr(code, 2)::integer AS n`,
    [near, far, parents.map((_, n) => n), parents.map((_, n) => isFar(n))],
  );
  ids = rows.sort((a, b) => a.n - b.n).map(({ id }) => id);
  await fixtures.sql(
    `UPDATE key_account a SET parent_id = t.parent FROM unnest($1::uuid[], $2::uuid[]) AS t (id, parent)
     WHERE a.id = t.id`,
    [ids, parents.map((parent) => (parent === null ? null : ids[parent]))],
  );
  await fixtures.sql(
    `INSERT INTO revenue_line (branch_id, account_id, year, amount_fen, pieces, source)
     SELECT a.branch_id, a.id, y, t.fen, 2, 'stated' FROM unnest($1::uuid[], $2::bigint[]) AS t (id, fen)
     JOIN key_account a ON a.id = t.id CROSS JOIN (VALUES (${YEAR}), (${YEAR - 1})) AS years (y)`,
    [ids, ids.map((_, n) => money(n))],
  );
  await fixtures.sql(
    `INSERT INTO campaign (branch_id, account_id, name, product, starts_on, state)
     SELECT branch_id, id, '活动', 'postcard', '${YEAR}-03-01', s FROM key_account
     CROSS JOIN (VALUES ('active'), ('cancelled')) AS states (s)`,
  );
});
afterAll(() => program.close());

const READER = ['accounts:read', 'revenue:read', 'campaigns:read'];
const asking = (branches: string[], permissions: string[], n: number) =>
  database.asViewer(viewer(user, branches, permissions), () => groups.ofAccount(ids[n]!, YEAR));

/** All below node n and itself, counted by walking up from each. */
const below = (n: number): number[] =>
  ids
    .map((_, at) => at)
    .filter((at) => {
      let up: number | null = at;
      while (up !== null && up !== n) up = parents[up]!;
      return up === n;
    });
const figuresOf = (nodes: number[]) => ({
  accounts: nodes.length,
  revenueFen: nodes.reduce((sum, n) => sum + money(n), 0),
  pieces: nodes.length * 2,
  campaigns: nodes.length,
});

test('rolls up a tree of any depth, the same as counting each account', async () => {
  for (const n of [0, 1, 2, NODES - 1]) {
    const group = await asking([near, far], READER, n);
    expect(group.total).toEqual(figuresOf(below(n)));
    expect(group.own).toEqual(figuresOf([n]));
    expect(group.partial).toBe(false);
    for (const child of group.children) {
      const at = ids.indexOf(child.id);
      expect(parents[at]).toBe(n);
      expect(child.total).toEqual(figuresOf(below(at)));
      expect(child.hasChildren).toBe(parents.includes(at));
    }
    expect(group.childCount).toBe(parents.filter((parent) => parent === n).length);
  }
});

test('the deepest account names all that stands above it', async () => {
  const way: number[] = [];
  for (let up = parents[NODES - 1]!; up !== null; up = parents[up]!) way.unshift(up);
  const { path } = await asking([near, far], READER, NODES - 1);
  expect(path.map(({ id }) => id)).toEqual(way.map((n) => ids[n]));
  expect(way.length).toBeGreaterThan(4);
});

test('counts what the reader sees, also past accounts that are not seen, and says that it is not all', async () => {
  const group = await asking([near], READER, 0);
  expect(group.total).toEqual(figuresOf(below(0).filter((n) => !isFar(n))));
  expect(group.partial).toBe(true);
  expect(group.children.every(({ id }) => !isFar(ids.indexOf(id)))).toBe(true);
});

test('money and campaigns are for those who may read them', async () => {
  const group = await asking([near], ['accounts:read'], 0);
  expect(group.total).toMatchObject({ revenueFen: null, pieces: null, campaigns: null });
  expect(group.total.accounts).toBeGreaterThan(100);
});
