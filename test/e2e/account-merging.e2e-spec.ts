import type { Response } from 'supertest';
import { type Caller, createTestApp, type TestApp } from '../support/test-app';

interface Account {
  id: string;
  code: string;
  name: string;
  version: number;
}
interface Merged {
  account: Account & Record<string, unknown>;
  merge: { id: string };
  moved: { table: string; moved: number; stayed: number }[];
}

let program: TestApp;
let root: string;
let city: string;
let otherCity: string;
let manager: string;
let second: string;
let marketer: Caller;
let stranger: Caller;
let reader: Caller;

beforeAll(async () => {
  program = await createTestApp({ RUN_JOBS: 'false' });
  const { fixtures } = program;
  root = await fixtures.branch('FJ', null, '省局');
  city = await fixtures.branch('FJ-XM', root, '厦门');
  otherCity = await fixtures.branch('FJ-FZ', root, '福州');
  await fixtures.user('marketer@example.test', root, ['marketer']);
  await fixtures.user('stranger@example.test', otherCity, ['marketer']);
  await fixtures.user('reader@example.test', city, ['account-manager']);
  manager = await fixtures.user('one@example.test', city, ['account-manager']);
  second = await fixtures.user('two@example.test', otherCity, ['account-manager']);
  marketer = await program.as('marketer@example.test');
  stranger = await program.as('stranger@example.test');
  reader = await program.as('reader@example.test');
});
afterAll(() => program.close());

let serial = 0;
async function account(over: object = {}): Promise<Account> {
  const body = { branchId: city, code: `M${(serial += 1)}`, name: '同一企业', tier: 'key', ...over };
  const response = await marketer.post('/api/accounts', { ...body, confirmedDuplicates: true }).expect(201);
  return response.body as Account;
}
const fresh = async ({ id }: Account): Promise<Account> =>
  (await marketer.get(`/api/accounts/${id}`).expect(200)).body as Account;

async function merging(survivor: Account, other: Account, more: object = {}, caller = marketer) {
  const [one, two] = [await fresh(survivor), await fresh(other)];
  const body = { otherId: other.id, version: one.version, otherVersion: two.version, ...more };
  return caller.post(`/api/accounts/${survivor.id}/merge`, body);
}
async function merge(survivor: Account, other: Account, more: object = {}): Promise<Merged> {
  const response: Response = await merging(survivor, other, more);
  expect([response.status, (response.body as { code?: string }).code]).toEqual([200, undefined]);
  return response.body as Merged;
}
const undo = (merged: Merged, caller = marketer) =>
  caller.post(`/api/account-merges/${merged.merge.id}/undo`, {});
const sql = <T extends object>(statement: string, parameters: unknown[] = []) =>
  program.fixtures.sql<T>(statement, parameters);

async function contact(accountId: string, name: string, over: Record<string, unknown> = {}): Promise<string> {
  const [row] = await sql<{ id: string }>(
    `INSERT INTO contact (branch_id, name) VALUES ($1, $2) RETURNING id`,
    [city, name],
  );
  await position(row!.id, accountId, over);
  return row!.id;
}
const position = (contactId: string, accountId: string, { isPrimary = false } = {}) =>
  sql(
    `INSERT INTO contact_position (contact_id, account_id, role, rank, is_primary)
     VALUES ($1, $2, 'liaison', 'staff', $3)`,
    [contactId, accountId, isPrimary],
  );
const reportsTo = (accountId: string, from: string, to: string) =>
  sql(`INSERT INTO contact_link (account_id, from_id, to_id, kind) VALUES ($1, $2, $3, 'reports-to')`, [
    accountId,
    from,
    to,
  ]);
const linesOf = (accountId: string) =>
  sql<{ from_id: string; to_id: string }>(
    'SELECT from_id, to_id FROM contact_link WHERE account_id = $1 ORDER BY from_id, to_id',
    [accountId],
  );
async function seat(accountId: string, userId: string, role: string, from: string, until: string | null) {
  await sql(
    `INSERT INTO account_member (account_id, user_id, role, from_on, until_on) VALUES ($1, $2, $3, $4, $5)`,
    [accountId, userId, role, from, until],
  );
}

describe('fields', () => {
  test('are the survivor’s, filled up with the other’s; lists are united; the other’s name is one it goes by', async () => {
    const one = await account({ name: '鹭岛企业', tags: ['甲'] });
    const two = await account({ name: '鹭岛', phone: '05922012345', tags: ['乙'], tier: 'standard' });
    const { account: merged } = await merge(one, two, { reason: '重复建档' });
    expect(merged).toMatchObject({
      id: one.id,
      name: '鹭岛企业',
      phone: '05922012345',
      tier: 'key',
      tags: ['甲', '乙'],
      tradeNames: ['鹭岛'],
    });
  });

  test('are the other’s where somebody chose so, its licence too', async () => {
    const creditCode = '91350100M000100Y43';
    const one = await account({ name: '甲企业' });
    const two = await account({ name: '乙企业', creditCode });
    const merged = await merge(one, two, { fields: { name: 'other' } });
    expect(merged.account).toMatchObject({ name: '乙企业', creditCode, tradeNames: ['甲企业'] });
    await undo(merged).expect(200);
    expect(await fresh(one)).toMatchObject({ name: '甲企业', creditCode: null, tradeNames: [] });
    expect(await fresh(two)).toMatchObject({ name: '乙企业', creditCode });
  });
});

describe('the merged account', () => {
  test('is nowhere any more, and its address says where it went', async () => {
    const [one, two] = [await account({ name: '留下的' }), await account({ name: '并入的' })];
    await merge(one, two);
    const gone = await marketer.get(`/api/accounts/${two.id}`).expect(410);
    expect(gone.body).toMatchObject({ code: 'record.merged', mergedInto: one.id });
    await marketer.patch(`/api/accounts/${two.id}`, { name: '新', version: 1 }).expect(410);
    expect((await marketer.get('/api/accounts?q=并入的').expect(200)).body).toMatchObject({
      items: [{ id: one.id }],
    });
    expect((await marketer.post('/api/search', { q: '并入的' }).expect(200)).text).not.toContain(two.id);
    const denied = await stranger.get(`/api/accounts/${two.id}`).expect(404);
    expect(denied.text).not.toContain(one.id);
  });

  test('leads on when its survivor is merged as well', async () => {
    const [one, two, three] = [await account(), await account(), await account()];
    const first = await merge(two, three);
    await merge(one, two);
    expect((await marketer.get(`/api/accounts/${three.id}`).expect(410)).body).toMatchObject({
      mergedInto: one.id,
    });
    // The later merge has to be undone first.
    expect((await undo(first)).status).toBe(410);
  });
});

test('both histories are read on the survivor, and the trail itself is as it was', async () => {
  const [one, two] = [await account(), await account()];
  await marketer.post(`/api/accounts/${two.id}/notes`, { text: '合并之前的话' }).expect(201);
  const before = await sql<{ id: string }>('SELECT * FROM audit_entry ORDER BY id');
  const merged = await merge(one, two, { reason: '重复' });
  const { body } = await marketer.get(`/api/accounts/${one.id}/timeline`).expect(200);
  const kinds = (body as { items: { kind: string; noteText?: string }[] }).items.map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'account.created')).toHaveLength(2);
  expect(kinds).toEqual(expect.arrayContaining(['note.added', 'account.merged']));
  const after = await sql<{ id: string }>('SELECT * FROM audit_entry ORDER BY id');
  expect(after.slice(0, before.length)).toEqual(before);
  await undo(merged).expect(200);
  const again = await marketer.get(`/api/accounts/${one.id}/timeline`).expect(200);
  expect(again.text).not.toContain('合并之前的话');
});

describe('what points at the merged account', () => {
  test('comes to the survivor; people who work at both keep the survivor’s position', async () => {
    const [one, two] = [await account(), await account()];
    const both = await contact(one.id, '甲', { isPrimary: true });
    await position(both, two.id);
    const chief = await contact(one.id, '乙');
    await reportsTo(one.id, both, chief);
    const moving = await contact(two.id, '丙', { isPrimary: true });
    await reportsTo(two.id, moving, both);
    await reportsTo(two.id, both, moving);
    const merged = await merge(one, two);
    expect(merged.moved).toEqual(
      expect.arrayContaining([{ table: 'contact_position', moved: 1, stayed: 1 }]),
    );
    const people = await sql<{ contact_id: string; is_primary: boolean }>(
      'SELECT contact_id, is_primary FROM contact_position WHERE account_id = $1 ORDER BY contact_id',
      [one.id],
    );
    expect(people).toEqual([
      { contact_id: both, is_primary: true },
      { contact_id: chief, is_primary: false },
      { contact_id: moving, is_primary: false },
    ]);
    expect(await linesOf(one.id)).toEqual([
      { from_id: both, to_id: chief },
      { from_id: moving, to_id: both },
    ]);
    await undo(merged).expect(200);
    expect(await linesOf(one.id)).toEqual([{ from_id: both, to_id: chief }]);
    expect(await linesOf(two.id)).toEqual([
      { from_id: both, to_id: moving },
      { from_id: moving, to_id: both },
    ]);
  });

  test('a second primary stands by on the survivor’s days, and goes on seeing the account', async () => {
    const [one, two] = [await account(), await account()];
    await seat(one.id, manager, 'primary', '2020-01-01', null);
    await seat(two.id, second, 'primary', '2021-01-01', null);
    const helper = await program.as('two@example.test');
    await helper.get(`/api/accounts/${two.id}`).expect(200);
    const merged = await merge(one, two);
    expect(merged.account).toMatchObject({ managerId: manager });
    await helper.get(`/api/accounts/${one.id}`).expect(200);
    await undo(merged).expect(200);
    await helper.get(`/api/accounts/${one.id}`).expect(404);
    expect(await fresh(two)).toMatchObject({ managerId: second });
  });

  test('a plan of a year the survivor has planned stays behind, with its goals', async () => {
    const [one, two] = [await account(), await account()];
    const plan = async (id: string, year: number) =>
      ((await marketer.post(`/api/accounts/${id}/plan`, { year }).expect(201)).body as { id: string }).id;
    await plan(one.id, 2026);
    const stays = await plan(two.id, 2026);
    const moves = await plan(two.id, 2027);
    for (const id of [stays, moves])
      await marketer.post(`/api/account-plans/${id}/goals`, { measure: 'pieces', target: 9 }).expect(201);
    const merged = await merge(one, two);
    expect(merged.moved).toEqual(expect.arrayContaining([{ table: 'account_plan', moved: 1, stayed: 1 }]));
    const rows = await sql<{ account_id: string }>(
      'SELECT account_id FROM plan_goal WHERE plan_id = ANY ($1) ORDER BY plan_id = $2',
      [[stays, moves], moves],
    );
    expect(rows.map(({ account_id }) => account_id)).toEqual([two.id, one.id]);
  });

  test('money and campaigns of branches above come too, though the viewer below does not see them', async () => {
    const cityMarketer = await program.fixtures
      .user('below@example.test', city, ['marketer'])
      .then(() => program.as('below@example.test'));
    const [one, two] = [await account(), await account()];
    await sql(
      `INSERT INTO campaign (branch_id, account_id, name, product) VALUES ($1, $2, '省局活动', 'advertising-letter')`,
      [root, two.id],
    );
    expect((await merging(one, two, {}, cityMarketer)).status).toBe(200);
    expect(await sql('SELECT 1 FROM campaign WHERE account_id = $1', [one.id])).toHaveLength(1);
  });
});

describe('the tree', () => {
  test('a subsidiary that takes over its parent comes to stand in its place', async () => {
    const top = await account();
    const parent = await account({ parentId: top.id });
    const between = await account({ parentId: parent.id });
    const child = await account({ parentId: between.id });
    const merged = await merge(child, parent);
    expect(await fresh(child)).toMatchObject({ parentId: top.id });
    expect(await fresh(between)).toMatchObject({ parentId: child.id });
    await undo(merged).expect(200);
    expect(await fresh(child)).toMatchObject({ parentId: between.id });
    expect(await fresh(between)).toMatchObject({ parentId: parent.id });
    expect(await fresh(parent)).toMatchObject({ parentId: top.id });
  });

  test('a parent that would make a circle is refused', async () => {
    const one = await account();
    const below = await account({ parentId: one.id });
    const two = await account({ parentId: below.id });
    const response = await merging(one, two, { fields: { parentId: 'other' } });
    expect([response.status, (response.body as { code: string }).code]).toEqual([409, 'account.cycle']);
    await fresh(two);
  });
});

describe('undo', () => {
  test('leaves what was changed since, and says so', async () => {
    const one = await account();
    const two = await account({ phone: '05922012345' });
    await marketer
      .post(`/api/accounts/${two.id}/risks`, { title: '风险', severity: 2, likelihood: 2 })
      .expect(201);
    const merged = await merge(one, two);
    const { version } = await fresh(one);
    await marketer
      .patch(`/api/accounts/${one.id}`, { phone: '05920000000', version, confirmedDuplicates: true })
      .expect(200);
    const third = await account();
    await sql('UPDATE account_risk SET account_id = $1 WHERE account_id = $2', [third.id, one.id]);
    const { body } = await undo(merged).expect(200);
    expect(body).toMatchObject({ restoredId: two.id, leftFields: ['phone'], leftRows: 1 });
    expect(await fresh(two)).toMatchObject({ phone: '05922012345' });
    expect((await undo(merged).expect(409)).body).toMatchObject({ code: 'merge.undone-already' });
  });

  test('is over after thirty days', async () => {
    const merged = await merge(await account(), await account());
    await sql(`UPDATE record_merge SET merged_at = now() - interval '31 days' WHERE id = $1`, [
      merged.merge.id,
    ]);
    expect((await undo(merged).expect(409)).body).toMatchObject({ code: 'merge.too-late' });
  });

  test('puts every row back', async () => {
    const [one, two] = [await account(), await account()];
    await contact(two.id, '甲', { isPrimary: true });
    await seat(two.id, second, 'primary', '2021-01-01', null);
    await marketer.post(`/api/accounts/${two.id}/plan`, { year: 2026 }).expect(201);
    await marketer.post(`/api/accounts/${two.id}/notes`, { text: '话' }).expect(201);
    const rows = () =>
      sql(
        `SELECT (SELECT json_agg(p ORDER BY p.id) FROM contact_position p WHERE p.account_id = $1) AS people,
                (SELECT json_agg(p ORDER BY p.id) FROM account_member p WHERE p.account_id = $1) AS seats,
                (SELECT json_agg(p ORDER BY p.id) FROM account_plan p WHERE p.account_id = $1) AS plans,
                (SELECT json_agg(p ORDER BY p.id) FROM note p WHERE p.account_id = $1) AS notes,
                (SELECT json_agg(p ORDER BY p.entry_id) FROM timeline_link p
                 WHERE p.record_id = $1 AND p.topic <> 'account') AS told`,
        [two.id],
      );
    const before = await rows();
    const merged = await merge(one, two);
    expect(await rows()).not.toEqual(before);
    expect((await undo(merged).expect(200)).body).toMatchObject({ leftFields: [], leftRows: 0 });
    expect(await rows()).toEqual(before);
  });
});

describe('who may', () => {
  test('needs the permission', async () => {
    const [one, two] = [await account(), await account()];
    expect((await merging(one, two, {}, reader)).status).toBe(403);
  });

  test('needs both in reach, and another branch’s is not there', async () => {
    const [one, two] = [await account(), await account({ branchId: otherCity })];
    const { version } = await fresh(two);
    const body = { otherId: one.id, version, otherVersion: 1 };
    expect((await stranger.post(`/api/accounts/${two.id}/merge`, body)).status).toBe(404);
    const merged = await merge(one, two);
    expect((await undo(merged, stranger)).status).toBe(404);
    await stranger.get(`/api/accounts/${one.id}/merges`).expect(404);
  });

  test('a version somebody saved over is refused', async () => {
    const [one, two] = [await account(), await account()];
    const { body } = await marketer
      .post(`/api/accounts/${one.id}/merge`, { otherId: two.id, version: 1, otherVersion: 9 })
      .expect(412);
    expect(body).toMatchObject({ code: 'record.stale' });
  });

  test('of two merges at once one is done', async () => {
    const [one, two] = [await fresh(await account()), await fresh(await account())];
    const into = (to: Account, from: Account) =>
      marketer.post(`/api/accounts/${to.id}/merge`, {
        otherId: from.id,
        version: to.version,
        otherVersion: from.version,
      });
    const answers = await Promise.all([into(one, two), into(two, one), into(one, two)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 410, 410]);
  });

  test('asked twice under one key it is done once and answered twice', async () => {
    const [one, two] = [await fresh(await account()), await fresh(await account())];
    const body = { otherId: two.id, version: one.version, otherVersion: two.version };
    const once = () =>
      marketer.post(`/api/accounts/${one.id}/merge`, body).set('idempotency-key', `merge-${one.id}`);
    const first = await once();
    const again = await once();
    expect([first.status, again.status]).toEqual([200, 200]);
    expect((again.body as Merged).merge).toEqual((first.body as Merged).merge);
  });
});

describe('pairs to look at', () => {
  interface Pairs {
    items: { first: { id: string }; second: { id: string }; score: number; reasons: string[] }[];
    nextCursor: string | null;
  }
  const pairsOf = async (id: string, caller = marketer, query = '') =>
    ((await caller.get(`/api/account-duplicates?recordId=${id}${query}`).expect(200)).body as Pairs).items;

  test('say what two accounts share, and go when they are merged', async () => {
    const [one, two] = [await account({ name: '成对企业' }), await account({ name: '成对企业有限公司' })];
    expect(await pairsOf(two.id)).toMatchObject([
      {
        first: { id: one.id },
        second: { id: two.id },
        score: 80,
        likely: true,
        reasons: ['name-core', 'name'],
      },
    ]);
    const merged = await merge(one, two);
    expect(await pairsOf(one.id)).toEqual([]);
    await undo(merged).expect(200);
    expect(await pairsOf(one.id)).toHaveLength(1);
  });

  test('are told apart for good, and asked about no more', async () => {
    const [one, two] = [await account({ name: '分开企业' }), await account({ name: '分开企业' })];
    const decision = { firstId: two.id, secondId: one.id };
    await marketer.post('/api/account-duplicates', decision).expect(204);
    await marketer.post('/api/account-duplicates', decision).expect(204);
    expect(await pairsOf(one.id)).toEqual([]);
    expect(await pairsOf(one.id, marketer, '&dismissed=true')).toHaveLength(1);
    const { version } = await fresh(two);
    await marketer.patch(`/api/accounts/${two.id}`, { name: '分开企业公司', version }).expect(200);
    await marketer.post('/api/account-duplicates', { ...decision, dismissed: false }).expect(204);
    expect(await pairsOf(one.id)).toHaveLength(1);
  });

  test('are nobody’s who sees one at most', async () => {
    const [one, two] = [
      await account({ name: '跨局企业' }),
      await account({ name: '跨局企业', branchId: otherCity }),
    ];
    expect(await pairsOf(two.id)).toHaveLength(1);
    expect(await pairsOf(two.id, stranger)).toEqual([]);
    const decision = { firstId: one.id, secondId: two.id };
    await stranger.post('/api/account-duplicates', decision).expect(404);
  });

  test('are read page by page', async () => {
    const page = (cursor: string | null) =>
      marketer
        .get(`/api/account-duplicates?limit=2${cursor ? `&cursor=${cursor}` : ''}`)
        .expect(200)
        .then(({ body }) => body as Pairs);
    const first = await page(null);
    const next = await page(first.nextCursor);
    expect(first.items).toHaveLength(2);
    expect(next.items.length).toBeGreaterThan(0);
    const ids = [...first.items, ...next.items].map(({ first: a, second: b }) => a.id + b.id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
