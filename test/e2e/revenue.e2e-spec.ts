import { randomUUID } from 'node:crypto';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { Workbook } from '@protobi/exceljs';
import { ViewersService } from '../../src/identity/sessions/viewers.service';
import { BatchDispatched } from '../../src/mailings/mailings.events';
import { createTestApp, Caller, TestApp } from '../support/test-app';

interface Figures {
  amountFen: number;
  pieces: number;
  lines: number;
  unpricedLines: number;
  unpricedPieces: number;
  query: Record<string, string>;
}
interface Group extends Figures {
  key: string | null;
  code: string | null;
  label: string | null;
  own: Figures | null;
}
interface Summary {
  total: Figures & { campaigns: number };
  groups: Group[];
}
interface Line {
  id: string;
  amountFen: number | null;
  pieces: number | null;
}

let program: TestApp;
let root: string;
let city: string;
let county: string;
let otherCity: string;
let account: string;
let otherAccount: string;
let campaign: string;
let operatorId: string;
let leader: Caller;
let cityLeader: Caller;
let outsider: Caller;

beforeAll(async () => {
  program = await createTestApp({ RUN_JOBS: 'false' });
  const { fixtures } = program;
  root = await fixtures.branch('FJ', null, '省局');
  city = await fixtures.branch('FJ-QZ', root, '泉州');
  county = await fixtures.branch('FJ-QZ-AX', city, '安溪');
  otherCity = await fixtures.branch('FJ-XM', root, '厦门');
  await fixtures.user('leader@example.test', root, ['leader']);
  await fixtures.user('city@example.test', city, ['leader']);
  await fixtures.user('outsider@example.test', otherCity, ['leader']);
  operatorId = await fixtures.user('operator@example.test', city, ['operator']);
  leader = await program.as('leader@example.test');
  cityLeader = await program.as('city@example.test');
  outsider = await program.as('outsider@example.test');
  account = await newAccount(city, 'ALPHA', '=cmd()');
  otherAccount = await newAccount(otherCity, 'BETA', '乙公司');
  campaign = await newCampaign(city, account, '春节贺卡');
  const elsewhere = await newCampaign(otherCity, otherAccount, '月度商函');
  await line(root, null, null, 2026, null, 1_000, 10);
  await line(city, account, campaign, 2026, '2026-05-01', 20_000, 200);
  await line(city, account, campaign, 2026, '2026-06-01', 300_001, null);
  await line(county, account, null, 2026, null, 4_000_000, 4_000);
  await line(county, account, campaign, 2025, '2025-12-01', 50_000_000, 5);
  await line(otherCity, otherAccount, elsewhere, 2026, '2026-05-01', 600_000_000, 6);
  await line(otherCity, otherAccount, elsewhere, 2027, null, -7_000, 7);
});
afterAll(() => program.close());

async function newAccount(branchId: string, code: string, name: string): Promise<string> {
  const [row] = await program.fixtures.sql<{ id: string }>(
    `INSERT INTO key_account (branch_id, code, name, tier) VALUES ($1, $2, $3, 'key') RETURNING id`,
    [branchId, code, name],
  );
  return row!.id;
}

async function newCampaign(branchId: string, accountId: string, name: string): Promise<string> {
  const [row] = await program.fixtures.sql<{ id: string }>(
    `INSERT INTO campaign (branch_id, account_id, name, product) VALUES ($1, $2, $3, 'greeting-card') RETURNING id`,
    [branchId, accountId, name],
  );
  return row!.id;
}

async function line(
  branchId: string,
  accountId: string | null,
  campaignId: string | null,
  year: number,
  month: string | null,
  fen: number,
  pieces: number | null,
): Promise<void> {
  await program.fixtures.sql(
    `INSERT INTO revenue_line (branch_id, account_id, campaign_id, year, month, amount_fen, pieces, source)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'stated')`,
    [branchId, accountId, campaignId, year, month, fen, pieces],
  );
}

async function summary(caller: Caller, query: string): Promise<Summary> {
  return (await caller.get(`/api/revenue/summary?${query}`).expect(200)).body as Summary;
}

/** Every line a query lists, over all pages. */
async function linesOf(caller: Caller, query: Record<string, string>): Promise<Line[]> {
  const lines: Line[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < 100; page++) {
    const search: string = new URLSearchParams({
      ...query,
      limit: '3',
      ...(cursor ? { cursor } : {}),
    }).toString();
    const { body } = await caller.get(`/api/revenue/lines?${search}`).expect(200);
    const { items, nextCursor } = body as { items: Line[]; nextCursor: string | null };
    lines.push(...items);
    cursor = nextCursor;
    if (!cursor) return lines;
  }
  throw new Error('the pages do not end');
}

async function expectLinesBehind(caller: Caller, figures: Figures): Promise<void> {
  const lines = await linesOf(caller, figures.query);
  const sum = (values: (number | null)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0);
  const unpriced = lines.filter((each) => each.amountFen === null);
  expect({
    amountFen: sum(lines.map((each) => each.amountFen)),
    pieces: sum(lines.map((each) => each.pieces)),
    lines: lines.length,
    unpricedLines: unpriced.length,
    unpricedPieces: sum(unpriced.map((each) => each.pieces)),
  }).toEqual({
    amountFen: figures.amountFen,
    pieces: figures.pieces,
    lines: figures.lines,
    unpricedLines: figures.unpricedLines,
    unpricedPieces: figures.unpricedPieces,
  });
}

async function dispatch(event: Partial<BatchDispatched> = {}): Promise<void> {
  const viewer = (await program.app.get(ViewersService).ofUser(operatorId))!;
  const whole = new BatchDispatched(
    event.dispatchId ?? randomUUID(),
    randomUUID(),
    event.campaignId === undefined ? campaign : event.campaignId,
    event.accountId === undefined ? account : event.accountId,
    event.branchId ?? city,
    event.mailedPieces ?? 1_000,
    event.pricePerPieceFen === undefined ? 182 : event.pricePerPieceFen,
    event.dispatchedAt ?? new Date('2028-03-31T15:59:59Z'),
  );
  await program.database.asViewer(viewer, () =>
    program.app.get(EventEmitter2).emitAsync(BatchDispatched.event, whole),
  );
}

describe('summary', () => {
  test('counts a line without a month in a range only when all of its year is inside', async () => {
    expect((await summary(leader, '')).total).toMatchObject({
      amountFen: 654_314_001,
      campaigns: 2,
      lines: 7,
    });
    expect((await summary(leader, 'from=2026-01&to=2026-12')).total).toMatchObject({
      amountFen: 604_321_001,
    });
    expect((await summary(leader, 'from=2026-05&to=2026-12')).total).toMatchObject({
      amountFen: 600_320_001,
    });
    expect((await summary(leader, 'from=2026-02&to=2027-12')).total).toMatchObject({
      amountFen: 600_313_001,
    });
    expect((await summary(leader, 'to=2025-12')).total).toMatchObject({ amountFen: 50_000_000, pieces: 5 });
  });

  test('rolls branches up', async () => {
    const { groups } = await summary(leader, 'by=branch');
    const rows = groups.map((group) => [group.code, group.amountFen, group.own!.amountFen]);
    expect(rows).toEqual([
      ['FJ', 654_314_001, 1_000],
      ['FJ-QZ', 54_320_001, 320_001],
      ['FJ-QZ-AX', 54_000_000, 54_000_000],
      ['FJ-XM', 599_993_000, 599_993_000],
    ]);
    const below = await summary(leader, `by=branch&branchId=${city}`);
    expect(below.groups.map((group) => group.code)).toEqual(['FJ-QZ', 'FJ-QZ-AX']);
    expect(below.total.amountFen).toBe(54_320_001);
  });

  test('names its groups', async () => {
    const byAccount = await summary(leader, 'by=account');
    expect(byAccount.groups.map((group) => group.label)).toEqual(['乙公司', '=cmd()', null]);
    const byMonth = await summary(leader, 'by=month');
    expect(byMonth.groups.map((group) => group.key)).toEqual(['2025-12', '2026-05', '2026-06', null, null]);
  });

  test.each(['', 'from=2026-01&to=2026-12', 'year=2026', 'from=2026-05&to=2026-05', 'month=none'])(
    'lists exactly the lines behind every figure (%s)',
    async (filter) => {
      for (const by of ['campaign', 'account', 'month', 'branch']) {
        const { total, groups } = await summary(leader, `${filter}&by=${by}`);
        await expectLinesBehind(leader, total);
        for (const group of groups) {
          await expectLinesBehind(leader, group);
          if (group.own) await expectLinesBehind(leader, group.own);
        }
        const parts = groups.map((group) => (group.own ?? group).amountFen);
        expect(parts.reduce((a, b) => a + b, 0)).toBe(total.amountFen);
      }
    },
  );

  test.each([
    () => `branchId=${city}`,
    () => `branchId=${city}&own=true`,
    () => `accountId=${account}`,
    () => `campaignId=${campaign}&from=2026-06`,
    () => 'accountId=none',
  ])('narrowed by one thing and grouped by another, the lines still add up (%#)', async (filter) => {
    for (const by of ['campaign', 'account', 'month', 'branch']) {
      const { total, groups } = await summary(leader, `${filter()}&by=${by}`);
      expect(total.lines).toBeGreaterThan(0);
      await expectLinesBehind(leader, total);
      for (const group of groups) await expectLinesBehind(leader, group);
    }
  });

  test('refuses a month that is none, an unknown grouping and a made-up id', async () => {
    await leader.get('/api/revenue/summary?from=2026-13').expect(400);
    await leader.get('/api/revenue/summary?by=colour').expect(400);
    await leader.get('/api/revenue/lines?accountId=1').expect(400);
  });
});

test('shows each branch its own subtree and nothing of others', async () => {
  expect((await summary(cityLeader, '')).total.amountFen).toBe(54_320_001);
  expect((await summary(outsider, '')).total.amountFen).toBe(599_993_000);
  expect((await summary(outsider, `accountId=${account}`)).total.lines).toBe(0);
  expect(await linesOf(outsider, { branchId: city })).toEqual([]);
  const { text } = await outsider.get(`/api/revenue/export?format=csv&campaignId=${campaign}`).expect(200);
  expect(text.trim().split('\r\n')).toHaveLength(1);
});

describe('export', () => {
  test('writes CSV that opens safely, in the reader’s language', async () => {
    const response = await cityLeader
      .get('/api/revenue/export?format=csv&year=2026')
      .set('accept-language', 'en-GB')
      .expect(200);
    expect(response.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(response.headers['content-disposition']).toContain('revenue.csv');
    const [header, ...rows] = response.text.split('\r\n').slice(0, -1);
    expect(header).toMatch(/^\uFEFFYear,Month,Branch,Account code/);
    expect(rows).toEqual([
      "2026,2026-05,泉州,ALPHA,'=cmd(),春节贺卡,,200,200.00,stated,",
      "2026,2026-06,泉州,ALPHA,'=cmd(),春节贺卡,,,3000.01,stated,",
      "2026,month not stated,安溪,ALPHA,'=cmd(),,,4000,40000.00,stated,",
    ]);
    const chinese = await cityLeader.get('/api/revenue/export?format=csv&year=2026').expect(200);
    expect(chinese.text).toMatch(/^\uFEFF年份,月份,局/);
    expect(chinese.text).toContain('月份未注明');
  });

  test('writes XLSX with the same rows and real numbers', async () => {
    const response = await cityLeader
      .get('/api/revenue/export?format=xlsx&year=2026')
      .buffer(true)
      .parse((stream, done) => {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => done(null, Buffer.concat(parts)));
      })
      .expect(200);
    const workbook = new Workbook();
    await workbook.xlsx.load(response.body as never);
    const sheet = workbook.worksheets[0]!;
    expect(sheet.name).toBe('收入');
    expect(sheet.getRow(1).getCell(9).value).toBe('收入（元）');
    const money = [2, 3, 4].map((row) => sheet.getRow(row).getCell(9).value);
    expect(money).toEqual([200, 3000.01, 40_000]);
    expect(sheet.getRow(2).getCell(5).value).toBe("'=cmd()");
    expect(sheet.rowCount).toBe(4);
  });

  test('tells the audit trail of every line, also beyond what a list counts', async () => {
    const lines = 10_050;
    await program.fixtures.sql(
      `INSERT INTO revenue_line (branch_id, year, amount_fen, source)
       SELECT $1, 2001, 1, 'stated' FROM generate_series(1, $2)`,
      [otherCity, lines],
    );
    const { text } = await leader.get('/api/revenue/export?format=csv&year=2001').expect(200);
    expect(text.trim().split('\r\n')).toHaveLength(lines + 1);
    const told = await program.fixtures.sql<{ facts: object }>(
      `SELECT facts FROM audit_entry WHERE kind = 'revenue.exported' ORDER BY at DESC, id DESC LIMIT 1`,
    );
    expect(told).toEqual([{ facts: { format: 'csv', lines } }]);
    await program.fixtures.sql('DELETE FROM revenue_line WHERE year = 2001');
  });

  test('asks for its own permission', async () => {
    const operator = await program.as('operator@example.test');
    await operator.get('/api/revenue/summary').expect(200);
    await operator.get('/api/revenue/export?format=csv').expect(403);
    await program.anonymous.get('/api/revenue/lines').expect(401);
    await cityLeader.get('/api/revenue/export?format=pdf').expect(400);
  });
});

describe('as a list of records', () => {
  const filtered = (filter: unknown) => `filter=${encodeURIComponent(JSON.stringify(filter))}`;
  const since = (month: string, year: number) => ({
    or: [
      ['month', 'gte', month],
      {
        and: [
          ['month', 'empty'],
          ['year', 'gte', year],
        ],
      },
    ],
  });

  test.each([
    ['from=2026-05', since('2026-05-01', 2027)],
    ['from=2026-01', since('2026-01-01', 2026)],
    ['year=2026', ['year', 'eq', 2026]],
    ['accountId=none', ['account', 'empty']],
    ['month=none', ['month', 'empty']],
    ['month=2026-05', ['month', 'eq', '2026-05-01']],
  ])('the question %s and its conditions find the same lines', async (query, filter) => {
    const asked = await leader.get(`/api/revenue/lines?${query}`).expect(200);
    const narrowed = await leader.get(`/api/revenue/lines?${filtered(filter)}`).expect(200);
    const ids = (body: unknown) => (body as { items: Line[] }).items.map(({ id }) => id);
    expect(ids(asked.body).length).toBeGreaterThan(0);
    expect(ids(narrowed.body)).toEqual(ids(asked.body));
  });

  test('adds up what a filter of any shape leaves, and groups it', async () => {
    const filter = filtered({ not: ['branch', 'in', [otherCity]] });
    const { body } = await leader
      .get(`/api/lists/revenue/summary?totals=amount,pieces&group=year&${filter}`)
      .expect(200);
    expect(body).toMatchObject({
      count: 5,
      totals: [
        { field: 'amount', sum: 54_321_001 },
        { field: 'pieces', sum: 4_215 },
      ],
      groups: [
        { value: 2026, count: 4 },
        { value: 2025, count: 1 },
      ],
    });
  });

  test('finds accounts by the money they brought', async () => {
    const filter = filtered({ has: 'revenue', where: ['year', 'eq', 2025] });
    const { body } = await leader.get(`/api/accounts?${filter}`).expect(200);
    expect((body as { items: { code: string }[] }).items.map(({ code }) => code)).toEqual(['ALPHA']);
  });
});

describe('a dispatched batch', () => {
  const figures = async (query: string) => (await summary(leader, query)).total;

  test('is booked once, in its branch’s own month, however often the news arrives', async () => {
    const dispatchId = randomUUID();
    await dispatch({ dispatchId });
    await dispatch({ dispatchId, mailedPieces: 5 });
    expect(await figures('year=2028')).toMatchObject({ amountFen: 182_000, pieces: 1_000, lines: 1 });
    expect(await figures('month=2028-03')).toMatchObject({ lines: 1 });
    // One second later it is April in China.
    await dispatch({ dispatchedAt: new Date('2028-03-31T16:00:00Z'), mailedPieces: 2 });
    expect(await figures('month=2028-04')).toMatchObject({ amountFen: 364 });
    const [booked] = await linesOf(leader, { month: '2028-03' });
    expect(booked).toMatchObject({
      product: 'greeting-card',
      source: 'dispatch',
      dispatchId,
      accountName: '=cmd()',
    });
  });

  test('without a price stands there as unpriced mail', async () => {
    await dispatch({
      pricePerPieceFen: null,
      mailedPieces: 30,
      dispatchedAt: new Date('2029-01-05T00:00:00Z'),
    });
    const { total, groups } = await summary(leader, 'year=2029&by=campaign');
    expect(total).toMatchObject({ amountFen: 0, pieces: 30, lines: 1, unpricedLines: 1, unpricedPieces: 30 });
    await expectLinesBehind(leader, groups[0]!);
  });

  test('without a campaign, or with one the operator does not see, is booked all the same', async () => {
    const dispatchedAt = new Date('2030-01-05T00:00:00Z');
    const hidden = await newCampaign(otherCity, otherAccount, '他局活动');
    await dispatch({ campaignId: null, accountId: null, mailedPieces: 1, dispatchedAt });
    await dispatch({ campaignId: hidden, mailedPieces: 2, dispatchedAt });
    expect(await figures('year=2030')).toMatchObject({ amountFen: 546, lines: 2 });
    expect(await figures('year=2030&campaignId=none&accountId=none')).toMatchObject({ amountFen: 182 });
  });

  test('books nothing when the transaction that records it fails', async () => {
    const viewer = (await program.app.get(ViewersService).ofUser(operatorId))!;
    const event = new BatchDispatched(
      randomUUID(),
      randomUUID(),
      campaign,
      account,
      city,
      9,
      9,
      new Date('2031-01-05'),
    );
    const attempt = program.database.asViewer(viewer, async () => {
      await program.app.get(EventEmitter2).emitAsync(BatchDispatched.event, event);
      throw new Error('the dispatch was not recorded');
    });
    await expect(attempt).rejects.toThrow('not recorded');
    expect(await figures('year=2031')).toMatchObject({ lines: 0 });
  });

  test('fails the dispatch when it cannot be booked', async () => {
    await expect(dispatch({ branchId: otherCity, campaignId: null })).rejects.toThrow('revenue');
    expect(await figures(`branchId=${otherCity}&year=2028`)).toMatchObject({ lines: 0 });
  });
});
