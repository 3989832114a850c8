import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createTestApp, type Caller, type TestApp } from '../support/test-app';
import {
  fillList,
  MARKETER,
  type MailingWorld,
  mailingWorld,
  OPERATOR,
  PRICE_FEN,
  serials,
} from '../support/mailing-world';
import { until } from '../support/until';

/** Chunks of ten; the third piece, by list and by number, holds a character no font has, and is held out. */
const RECORDS = 30;
const HELD_OUT = 3;
let app: TestApp;
let world: MailingWorld;
let marketer: Caller;
let operator: Caller;

beforeAll(async () => {
  app = await createTestApp({ CHUNK_PIECES: '10' });
  world = await mailingWorld(app.fixtures, RECORDS);
  await app.fixtures.sql(
    `UPDATE address_record SET name = '缺字' || chr(983040) WHERE row_number = ${HELD_OUT}`,
  );
  marketer = await app.as(MARKETER);
  operator = await app.as(OPERATOR);
});
afterAll(() => app.close());

interface Closed {
  id: string;
  code: string;
  /** By piece number, from 1. */
  serial: (seq: number) => string;
}

const reaches = (id: string, state: string) =>
  until(`batch is ${state}`, async () => {
    const { body } = await marketer.get(`/api/batches/${id}`).expect(200);
    if (body.errorCode) throw new Error(`batch says ${body.errorCode}`);
    return body.state === state ? body : undefined;
  });

async function closed(records = RECORDS, listId = world.listId): Promise<Closed> {
  const { body } = await marketer.post('/api/batches', { campaignId: world.campaignId, listId }).expect(201);
  await marketer.post(`/api/batches/${body.id}/freeze`).expect(202);
  await reaches(body.id, 'frozen');
  await operator.post(`/api/batches/${body.id}/approve`).expect(200);
  await operator.post(`/api/batches/${body.id}/print`).expect(202);
  const { id, code } = await reaches(body.id, 'closed');
  const all = serials(code, records);
  return { id, code, serial: (seq) => all[seq - 1]! };
}

const record = (id: string, input: object) =>
  operator.post(`/api/batches/${id}/spoilage`, { outcome: 'withdrawn', reason: 'torn', ...input });
const reprint = (id: string, input: object) => record(id, { outcome: 'reprinted', reason: 'jam', ...input });
const listed = async (id: string) => (await marketer.get(`/api/batches/${id}/spoilage`).expect(200)).body;
const makeGoods = async (id: string) =>
  (await marketer.get(`/api/batches/${id}/make-goods`).expect(200)).body.items;
const countsOf = async (id: string) => {
  const { mailed, spoiled, heldOut, planned, files } = (await marketer.get(`/api/batches/${id}`)).body;
  return { planned, mailed, heldOut, spoiled, files };
};
const ready = (id: string) =>
  until('the make-goods are printed', async () => {
    const items = await makeGoods(id);
    return items.every((item: { ready: boolean }) => item.ready) ? items : undefined;
  });
const pdfOf = async (id: string, chunkNo: number): Promise<Buffer> =>
  (await operator.get(`/api/batches/${id}/file?chunkNo=${chunkNo}`).expect(200)).body as Buffer;
const faultsOf = (body: { errors: { path: string; code: string }[] }) =>
  body.errors.map(({ path: at, code }) => [at, code]);

test('reprinted pieces come again as they were, stay mailed and are charged once', async () => {
  const { id, code, serial } = await closed();
  const before = await countsOf(id);
  expect(before).toEqual({ planned: 30, mailed: 29, heldOut: 1, spoiled: 0, files: 3 });

  // A whole file: printed again by the same rules it is the same file, to the byte.
  const whole = Array.from({ length: 10 }, (_, i) => serial(21 + i));
  const { body } = await reprint(id, { serials: whole }).expect(200);
  expect(body).toEqual({ recorded: 10, already: 0, makeGoodChunkNo: 4 });
  expect(await ready(id)).toEqual([
    { chunkNo: 4, no: 1, pieces: 10, pages: 10, ready: true, givenUp: false },
  ]);
  const again = await pdfOf(id, 4);
  expect(again.equals(await pdfOf(id, 3))).toBe(true);

  // Around the piece that was held out, whose finding stays.
  await reprint(id, { serials: [serial(HELD_OUT - 1), serial(HELD_OUT + 1)] }).expect(200);
  expect(await ready(id)).toHaveLength(2);
  expect((await marketer.get(`/api/batches/${id}/findings`)).body.total).toBe(1);

  expect(await countsOf(id)).toEqual(before);
  const page = await listed(id);
  expect(page.total).toBe(12);
  expect(page.items[2]).toMatchObject({
    seq: 21,
    serial: serial(21),
    chunkNo: 3,
    outcome: 'reprinted',
    reason: 'jam',
    makeGoodChunkNo: 4,
    recordedByName: 'operator',
  });
  await dispatched(id);
  // A second sheet of a letter is no part of what is handed over: it would be mailed twice.
  expect(readdirSync(path.join(app.config.dispatchDir, code)).sort()).toEqual([
    'SHA256SUMS',
    'chunk-0001.pdf',
    'chunk-0002.pdf',
    'chunk-0003.pdf',
    'job-ticket.json',
    'manifest.csv',
  ]);
  expect(await booked(id)).toEqual([{ fen: 29 * PRICE_FEN, pieces: 29 }]);
});

test('pieces far apart in the batch come again once each', async () => {
  const records = 1_100;
  const [list] = await app.fixtures.sql<{ id: string }>(
    `INSERT INTO address_list (branch_id, name, source, legal_basis, purpose, basis_obtained_on, created_by)
     SELECT branch_id, '长名址', source, legal_basis, purpose, basis_obtained_on, created_by FROM address_list
     WHERE id = $1 RETURNING id`,
    [world.listId],
  );
  await fillList(app.fixtures, list!.id, world.branch, records);
  const { id, serial } = await closed(records, list!.id);
  await reprint(id, { serials: [serial(1), serial(records)] }).expect(200);
  expect(await ready(id)).toMatchObject([{ pieces: 2, pages: 2 }]);
});

async function dispatched(id: string): Promise<void> {
  await operator.post(`/api/batches/${id}/dispatch`).expect(202);
  await reaches(id, 'dispatched');
}

const booked = (id: string) =>
  app.fixtures.sql(
    `SELECT amount_fen::integer AS fen, pieces::integer FROM revenue_line
     WHERE dispatch_id = (SELECT id FROM dispatch WHERE batch_id = $1)`,
    [id],
  );

test('withdrawn pieces are not mailed, not charged, and the printer is told which pages they are', async () => {
  const { id, code, serial } = await closed();
  await record(id, { serials: [serial(5), serial(12)] }).expect(200);
  expect(await countsOf(id)).toEqual({ planned: 30, mailed: 27, heldOut: 1, spoiled: 2, files: 3 });
  await dispatched(id);

  const folder = path.join(app.config.dispatchDir, code);
  const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');
  const lines = (name: string) =>
    read(name)
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(','));
  const ticket = JSON.parse(read('job-ticket.json'));
  expect(ticket).toMatchObject({
    pieces: 27,
    pages: 29,
    counts: { planned: 30, mailed: 27, heldOut: 1, suppressed: 0, spoiled: 2, cancelled: 0 },
    withdrawn: { list: 'withdrawn.csv', pieces: 2, pages: 2 },
  });
  // The third piece was held out, so the fifth lies on the fourth page.
  expect(lines('withdrawn.csv')).toEqual([
    ['5', serial(5), 'chunk-0001.pdf', '4', 'torn'],
    ['12', serial(12), 'chunk-0002.pdf', '2', 'torn'],
  ]);
  const mailed = lines('manifest.csv');
  expect(mailed).toHaveLength(27);
  // Together they name every page of every file once.
  const pages = [...mailed, ...lines('withdrawn.csv')].map((cells) => `${cells[2]}/${cells[3]}`);
  expect(new Set(pages).size).toBe(ticket.pages);
  expect(mailed.map((cells) => Number(cells[0]))).toEqual(
    Array.from({ length: RECORDS }, (_, i) => i + 1).filter((seq) => ![HELD_OUT, 5, 12].includes(seq)),
  );
  expect(mailed.find((cells) => cells[0] === '6')!.slice(1, 4)).toEqual([serial(6), 'chunk-0001.pdf', '5']);
  const sums = read('SHA256SUMS').trim().split('\n');
  expect(sums).toContain(
    `${createHash('sha256').update(read('withdrawn.csv')).digest('hex')}  withdrawn.csv`,
  );
  expect(await booked(id)).toEqual([{ fen: 27 * PRICE_FEN, pieces: 27 }]);
});

test('scanned twice, or sent by two people at once, a piece is spoiled once', async () => {
  const { id, serial } = await closed();
  const [a, b, c] = [1, 2, 4].map(serial);
  const once = await record(id, { serials: [a, a, '', b] }).expect(200);
  expect(once.body).toMatchObject({ recorded: 2, already: 0 });
  const twice = await record(id, { serials: [a, b, c] }).expect(200);
  expect(twice.body).toMatchObject({ recorded: 1, already: 2 });
  expect(await countsOf(id)).toMatchObject({ mailed: 26, spoiled: 3 });

  const both = await Promise.all([1, 2, 3].map(() => reprint(id, { serials: [serial(11), serial(12)] })));
  expect(both.map(({ body }) => body.recorded).sort()).toEqual([0, 0, 2]);
  expect(await makeGoods(id)).toHaveLength(1);
  expect(await countsOf(id)).toMatchObject({ mailed: 26, spoiled: 3 });
});

test('wrong lines are named, and nothing of the rest is recorded', async () => {
  const { id, serial } = await closed();
  const other = await closed();
  const wrong = serial(11).replace(/^(B\d+-\d+)(\d)/, (_, head: string, d: string) => head + ((+d + 1) % 10));
  await reprint(id, { serials: [serial(12)] }).expect(200);
  const refused = await record(id, {
    serials: [
      serial(20),
      wrong,
      '',
      other.serial(1),
      serial(HELD_OUT),
      serials(other.code, 1)[0]!.slice(3),
      serial(12),
    ],
  }).expect(422);
  expect(refused.body.code).toBe('spoilage.lines-wrong');
  expect(faultsOf(refused.body)).toEqual([
    ['serials.1', 'wrong-check'],
    ['serials.3', 'other-batch'],
    ['serials.4', 'held-out'],
    ['serials.5', 'wrong-check'],
    ['serials.6', 'other-outcome'],
  ]);
  expect(refused.body.errors[0].zh).toMatch(/^第 2 行：/);
  const beyond = await record(id, {
    serials: serials((await marketer.get(`/api/batches/${id}`)).body.code, 31),
  });
  expect(faultsOf(beyond.body)).toContainEqual(['serials.30', 'unknown-piece']);
  expect((await record(id, { serials: ['', ' '] }).expect(422)).body.code).toBe('spoilage.nothing-given');
  await record(id, { serials: [serial(20)], range: { chunkNo: 1, from: 1, to: 1 } }).expect(400);
  await record(id, { serials: [serial(20)], reason: 'other' }).expect(400);
  expect((await listed(id)).total).toBe(1);
  expect(await countsOf(id)).toMatchObject({ mailed: 29, spoiled: 0 });
});

test('sheets are named by where they lie in a file, without those that were never printed', async () => {
  const { id, serial } = await closed();
  await record(id, { range: { chunkNo: 1, from: 2, to: 9 } }).expect(200);
  const { items } = await listed(id);
  expect(items.map((item: { seq: number }) => item.seq)).toEqual([2, 4, 5, 6, 7, 8, 9, 10]);
  const beyond = await record(id, { range: { chunkNo: 1, from: 9, to: 10 } }).expect(422);
  expect([beyond.body.code, beyond.body.detailZh]).toEqual([
    'spoilage.no-position',
    '该文件只有 9 件，请填写 1 至 9 之间的位置。',
  ]);
  const other = await reprint(id, { range: { chunkNo: 1, from: 1, to: 2 } }).expect(422);
  expect(other.body.code).toBe('spoilage.range-wrong');
  // A make-good is no file of the batch to name pieces by.
  await reprint(id, { serials: [serial(11)] }).expect(200);
  const inMakeGood = await reprint(id, { range: { chunkNo: 4, from: 1, to: 1 } }).expect(422);
  expect(inMakeGood.body.code).toBe('spoilage.no-position');
});

test('what is undone is as if it had not been', async () => {
  const { id, serial } = await closed();
  const undo = (seqs: number[]) => operator.post(`/api/batches/${id}/spoilage/undo`, { seqs }).expect(200);
  await record(id, { serials: [serial(11), serial(12)] }).expect(200);
  await reprint(id, { serials: [serial(13), serial(14), serial(15)] }).expect(200);
  await ready(id);
  const three = await pdfOf(id, 4);
  expect((await undo([11, 13, 19])).body).toEqual({ undone: 2 });
  expect((await undo([11, 13])).body).toEqual({ undone: 0 });
  expect(await countsOf(id)).toMatchObject({ mailed: 28, spoiled: 1 });
  // The make-good is printed anew without the piece, and is what those two alone would have made.
  expect(await ready(id)).toMatchObject([{ no: 1, pieces: 2, pages: 2 }]);
  const two = await pdfOf(id, 4);
  expect(two.equals(three)).toBe(false);
  await undo([14, 15]);
  expect(await makeGoods(id)).toEqual([]);
  await reprint(id, { serials: [serial(14), serial(15)] }).expect(200);
  expect(await ready(id)).toMatchObject([{ no: 2, chunkNo: 5, pieces: 2 }]);
  expect((await pdfOf(id, 5)).equals(two)).toBe(true);
  // Withdrawn after all.
  await undo([14]);
  await record(id, { serials: [serial(14)] }).expect(200);
  expect(await countsOf(id)).toMatchObject({ mailed: 27, spoiled: 2 });

  await ready(id);
  await dispatched(id);
  for (const late of [
    record(id, { serials: [serial(20)] }),
    operator.post(`/api/batches/${id}/spoilage/undo`, { seqs: [12] }),
  ]) {
    const { status, body } = await late;
    expect([status, body.code]).toEqual([409, 'spoilage.wrong-state']);
  }
  expect((await listed(id)).total).toBe(3);
});

test('a batch waits with its dispatch for its make-goods, which are tried again when a person says so', async () => {
  const { id, serial } = await closed();
  await reprint(id, { serials: [serial(11)] }).expect(200);
  await ready(id);
  const notReady = async () =>
    expect((await operator.get(`/api/batches/${id}/file?chunkNo=4`).expect(409)).body.code).toBe(
      'batch.file-not-ready',
    );
  // Written and not read back yet; whoever tries finds no such file.
  await app.fixtures.sql(
    `UPDATE mail_chunk SET state = 'written', sha256 = 'none', failures = 5 WHERE batch_id = $1 AND chunk_no = 4`,
    [id],
  );
  await notReady();
  await app.fixtures.sql(
    `UPDATE mail_chunk SET state = 'leased', lease_until = now() + interval '1 hour', fence = fence + 1, sha256 = NULL,
            failures = 5 WHERE batch_id = $1 AND chunk_no = 4`,
    [id],
  );
  expect(await makeGoods(id)).toMatchObject([{ ready: false, givenUp: true }]);
  const refused = await operator.post(`/api/batches/${id}/dispatch`).expect(409);
  expect(refused.body.code).toBe('batch.make-goods-open');
  await notReady();
  await operator.get(`/api/batches/${id}/file?chunkNo=9`).expect(404);
  await operator.post(`/api/batches/${id}/print`).expect(202);
  expect(await makeGoods(id)).toMatchObject([{ ready: false, givenUp: false }]);
  await app.fixtures.sql(`UPDATE mail_chunk SET lease_until = now() WHERE batch_id = $1 AND chunk_no = 4`, [
    id,
  ]);
  await ready(id);
  await dispatched(id);
});

test('pieces that do not add up with the list of them do not leave the house', async () => {
  const { id, code } = await closed();
  await app.fixtures.sql('UPDATE mail_batch SET mailed = mailed - 1, spoiled = spoiled + 1 WHERE id = $1', [
    id,
  ]);
  await operator.post(`/api/batches/${id}/dispatch`).expect(202);
  await until('the dispatch says why', async () => {
    const { body } = await marketer.get(`/api/batches/${id}/dispatch`).expect(200);
    return body.errorCode === 'dispatch.unbalanced' ? body : undefined;
  });
  expect(readdirSync(app.config.dispatchDir)).not.toContain(code);
});

test('a cancelled batch counts its withdrawn pieces as spoiled, and only an operator records any', async () => {
  const { id, serial } = await closed();
  const input = { outcome: 'withdrawn', reason: 'torn', serials: [serial(11)] };
  expect((await marketer.post(`/api/batches/${id}/spoilage`, input)).status).toBe(403);
  expect((await marketer.post(`/api/batches/${id}/spoilage/undo`, { seqs: [11] })).status).toBe(403);
  await record(id, { serials: [serial(11)] }).expect(200);
  const { body } = await marketer.post(`/api/batches/${id}/cancel`).expect(200);
  expect(body).toMatchObject({ mailed: 0, heldOut: 1, spoiled: 1, cancelled: 28 });
  expect((await record(id, { serials: [serial(12)] }).expect(409)).body.code).toBe('spoilage.wrong-state');
});
