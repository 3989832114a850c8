import { EventEmitter2 } from '@nestjs/event-emitter';
import { RecordEvent } from '../../libs/events/record-event';
import { dayIn } from '../../src/accounts/profile/review-due';
import { type Caller, createTestApp, type TestApp } from '../support/test-app';

interface Cell {
  product: string;
  state: string;
  amountFen: number | null;
  lastAmountFen: number | null;
  said: { id: string; recordedByName: string } | null;
}
interface Grid {
  items: { id: string; name: string; mayChange: boolean; cells: Cell[] }[];
  nextCursor: string | null;
  total: number;
}

const YEAR = Number(dayIn('Asia/Shanghai').slice(0, 4));

let program: TestApp;
let root: string;
let daughters: string[];
let manager: Caller;
let member: Caller;
const told: RecordEvent[] = [];

beforeAll(async () => {
  program = await createTestApp({ RUN_JOBS: 'false' });
  const { fixtures } = program;
  const province = await fixtures.branch('FJ', null, '省局');
  const other = await fixtures.branch('GD', null, '外省');
  await fixtures.user('manager@example.test', province, ['account-manager']);
  const memberId = await fixtures.user('member@example.test', other, ['account-manager']);
  const insert = async (code: string, branch: string, parent: string | null) => {
    const [row] = await fixtures.sql<{ id: string }>(
      `INSERT INTO key_account (branch_id, code, name, tier, parent_id) VALUES ($1, $2, $2, 'key', $3) RETURNING id`,
      [branch, code, parent],
    );
    return row!.id;
  };
  // The group's name sorts last; it stands first all the same.
  root = await insert('Z', province, null);
  daughters = [await insert('A', province, root), await insert('B', province, root)];
  await insert('A-1', province, daughters[0]!);
  await insert('OUT', other, root);
  await fixtures.sql(`INSERT INTO account_member (account_id, user_id, role) VALUES ($1, $2, 'backup')`, [
    root,
    memberId,
  ]);
  for (const [year, fen] of [
    [YEAR, 300],
    [YEAR, 200],
    [YEAR - 1, 70],
    [YEAR + 1, 9],
  ] as const) {
    await fixtures.sql(
      `INSERT INTO revenue_line (branch_id, account_id, product, year, amount_fen, pieces, source)
       VALUES ($1, $2, 'postcard', $3, $4, 5, 'stated')`,
      [province, root, year, fen],
    );
  }
  for (const [account, product, state, year] of [
    [daughters[0]!, 'self-mailer', 'done', YEAR - 1],
    [daughters[0]!, 'statement', 'draft', YEAR],
  ] as const) {
    await fixtures.sql(
      `INSERT INTO campaign (branch_id, account_id, name, product, state, starts_on)
       VALUES ($1, $2, '活动', $3, $4, make_date($5, 3, 1))`,
      [province, account, product, state, year],
    );
  }
  manager = await program.as('manager@example.test');
  member = await program.as('member@example.test');
  program.app.get(EventEmitter2).on(RecordEvent.event, (event: RecordEvent) => told.push(event));
});
afterAll(() => program.close());

const grid = async (caller: Caller, query = ''): Promise<Grid> =>
  (await caller.get(`/api/accounts/${root}/whitespace?${query}`).expect(200)).body as Grid;
const stateOf = async (accountId: string, product: string, year = YEAR) =>
  (await grid(manager, `year=${year}`)).items
    .find(({ id }) => id === accountId)!
    .cells.find((cell) => cell.product === product)?.state;

test('the account and everything seen below it, what was bought from what happened', async () => {
  const { items, total } = await grid(manager);
  expect([items.map(({ name }) => name), total]).toEqual([['Z', 'A', 'A-1', 'B'], 4]);
  expect(items[0]!.cells).toMatchObject([
    { product: 'postcard', state: 'bought', amountFen: 500, lastAmountFen: 70, boughtYear: YEAR, said: null },
  ]);
  // A draft is no purchase.
  expect(items[1]!.cells).toMatchObject([{ product: 'self-mailer', state: 'bought', boughtYear: YEAR - 1 }]);
  expect(items[3]!.cells).toEqual([]);
});

test('comes a page at a time', async () => {
  const first = await grid(manager, 'limit=3');
  const second = await grid(manager, `limit=3&cursor=${first.nextCursor}`);
  expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['Z', 'A', 'A-1', 'B']);
  expect(second.nextCursor).toBeNull();
});

test('sums go over the whole tree, whatever a page shows, and keep apart what names no product', async () => {
  const { fixtures } = program;
  const [own] = await fixtures.sql<{ branch_id: string }>('SELECT branch_id FROM key_account WHERE id = $1', [
    root,
  ]);
  await fixtures.sql(
    `INSERT INTO revenue_line (branch_id, account_id, product, year, amount_fen, source)
     VALUES ($1, $2, NULL, $3, 40, 'stated'), ($1, $2, 'postcard', $3, 1, 'stated')`,
    [own!.branch_id, daughters[1]!, YEAR],
  );
  const at = `/api/accounts/${root}/whitespace/totals?year=${YEAR}`;
  const none = { bought: 0, proposed: 0, lost: 0 };
  const { body } = await manager.get(at).expect(200);
  expect(body).toEqual({
    year: YEAR,
    accounts: 4,
    amountFen: 541,
    lastAmountFen: 70,
    unnamedFen: 40,
    products: [
      { product: 'postcard', amountFen: 501, lastAmountFen: 70, accounts: { ...none, bought: 2, never: 2 } },
      { product: 'self-mailer', amountFen: 0, lastAmountFen: 0, accounts: { ...none, bought: 1, never: 3 } },
    ],
  });
  const { items } = await grid(manager, 'limit=1');
  expect(items).toMatchObject([{ name: 'Z', amountFen: 500 }]);
  // Whoever serves the head alone sums up what is theirs to see, and without the right to read revenue it is unknown.
  expect((await member.get(at).expect(200)).body).toMatchObject({ accounts: 2 });
  await fixtures.user('admin@example.test', own!.branch_id, ['administrator']);
  const made = await (
    await program.as('admin@example.test')
  )
    .post('/api/api-keys', { name: '只读', scopes: ['accounts:read'] })
    .expect(201);
  const { key } = made.body as { key: string };
  const blind = await program.anonymous.get(at).set('authorization', `Bearer ${key}`).expect(200);
  expect(blind.body).toMatchObject({ accounts: 4, amountFen: null, unnamedFen: null, products: [] });
  await fixtures.sql('DELETE FROM revenue_line WHERE account_id = $1', [daughters[1]!]);
});

test('people say what was proposed and lost; the last word counts, until taken back', async () => {
  const [daughter] = daughters as [string, string];
  const say = (body: object) => manager.post(`/api/accounts/${daughter}/whitespace`, body);
  await say({ product: 'greeting-card', state: 'proposed', reason: '' }).expect(400);
  await say({
    product: 'greeting-card',
    state: 'proposed',
    reason: '元旦贺卡方案',
    happenedOn: `${YEAR}-02-01`,
  }).expect(201);
  expect(await stateOf(daughter, 'greeting-card')).toBe('proposed');
  expect(await stateOf(daughter, 'greeting-card', YEAR - 1)).toBeUndefined();
  const lost = await say({
    product: 'greeting-card',
    state: 'lost',
    reason: '价格',
    happenedOn: `${YEAR}-03-01`,
  }).expect(201);
  expect(await stateOf(daughter, 'greeting-card')).toBe('lost');
  await manager.delete(`/api/account-whitespace/${(lost.body as { id: string }).id}`).expect(204);
  expect(await stateOf(daughter, 'greeting-card')).toBe('proposed');
  // Bought last year, lost this year; and of last year it still says bought.
  await say({ product: 'self-mailer', state: 'lost', reason: '改用短信' }).expect(201);
  expect(await stateOf(daughter, 'self-mailer')).toBe('lost');
  expect(await stateOf(daughter, 'self-mailer', YEAR - 1)).toBe('bought');
  const { body } = await manager
    .get(`/api/accounts/${daughter}/whitespace/cell?product=greeting-card`)
    .expect(200);
  expect(
    (body as { words: { state: string; withdrawnAt: string | null; recordedByName: string }[] }).words,
  ).toMatchObject([
    { state: 'lost', withdrawnAt: expect.any(String) as string, recordedByName: 'manager' },
    { state: 'proposed', withdrawnAt: null },
  ]);
  const kinds = told.map(({ kind }) => kind).filter((kind) => kind.startsWith('plan.'));
  expect(kinds.slice(0, 3)).toEqual(['plan.product-proposed', 'plan.product-lost', 'plan.product-withdrawn']);
});

test('behind a cell stand its campaigns and its money', async () => {
  const { body } = await manager.get(`/api/accounts/${root}/whitespace/cell?product=postcard`).expect(200);
  expect(body).toMatchObject({
    years: [
      { year: YEAR + 1, amountFen: 9 },
      { year: YEAR, amountFen: 500, pieces: 10 },
      { year: YEAR - 1, amountFen: 70 },
    ],
    campaigns: [],
    words: [],
  });
  const behind = await manager
    .get(`/api/accounts/${daughters[0]}/whitespace/cell?product=self-mailer`)
    .expect(200);
  expect(behind.body).toMatchObject({ campaigns: [{ name: '活动', state: 'done', year: YEAR - 1 }] });
});

test('whoever serves the account from elsewhere reads and does not write', async () => {
  const { items } = await grid(member);
  expect(items.find(({ id }) => id === root)).toMatchObject({ mayChange: false, cells: [] });
  const refused = await member
    .post(`/api/accounts/${root}/whitespace`, { product: 'postcard', state: 'lost', reason: '不' })
    .expect(403);
  expect(refused.body).toMatchObject({ code: 'account.read-only' });
});

test('risks are graded, acted on and closed', async () => {
  const risks = `/api/accounts/${root}/risks`;
  await manager.post(risks, { title: '对手压价', severity: 6, likelihood: 1 }).expect(400);
  const small = await manager.post(risks, { title: '联系人离任', severity: 2, likelihood: 2 }).expect(201);
  const grave = await manager.post(risks, { title: '对手压价', severity: 4, likelihood: 5 }).expect(201);
  expect(grave.body).toMatchObject({ gravity: 20, state: 'open', openActions: 0 });
  const { id, version } = grave.body as { id: string; version: number };
  const action = await manager
    .post(`/api/accounts/${root}/actions`, { title: '报联合方案', dueOn: `${YEAR}-01-02`, riskId: id })
    .expect(201);
  expect(action.body).toMatchObject({ riskTitle: '对手压价', state: 'open', mayChange: true });
  const list = (await manager.get(risks).expect(200)).body as { items: object[] };
  expect(list.items).toMatchObject([{ title: '对手压价', openActions: 1 }, { title: '联系人离任' }]);
  const done = action.body as { id: string; version: number };
  const ended = await manager
    .patch(`/api/account-actions/${done.id}`, { state: 'done', version: done.version })
    .expect(200);
  expect(ended.body).toMatchObject({ state: 'done', overdue: false, endedAt: expect.any(String) as string });
  await manager
    .patch(`/api/account-actions/${done.id}`, { state: 'dropped', version: done.version + 1 })
    .expect(409);
  const again = await manager
    .patch(`/api/account-actions/${done.id}`, { state: 'open', version: done.version + 1 })
    .expect(200);
  expect(again.body).toMatchObject({ state: 'open', endedAt: null });
  await manager.patch(`/api/account-risks/${id}`, { state: 'closed', version }).expect(200);
  await manager.patch(`/api/account-risks/${id}`, { state: 'open', version: version + 1 }).expect(409);
  expect(((await manager.get(risks)).body as { items: { id: string }[] }).items[0]!.id).toBe(
    (small.body as { id: string }).id,
  );
  expect(told.map(({ kind }) => kind).slice(-5)).toEqual([
    'risk.added',
    'action.added',
    'action.done',
    'action.reopened',
    'risk.closed',
  ]);
});
