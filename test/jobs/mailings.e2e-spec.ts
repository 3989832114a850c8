import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ENGINE_VERSION } from '../../libs/letterpress';
import { createTestApp, type Caller, type TestApp } from '../support/test-app';
import {
  MARKETER,
  type MailingWorld,
  mailingWorld,
  OPERATOR,
  PRICE_FEN,
  serials,
  STRANGER,
} from '../support/mailing-world';
import { DispatcherService } from '../../src/mailings/dispatch/dispatcher.service';
import { FreezerService } from '../../src/mailings/batches/freezer.service';
import { until } from '../support/until';

const RECORDS = 60;
let app: TestApp;
let world: MailingWorld;
let marketer: Caller;
let operator: Caller;

beforeAll(async () => {
  app = await createTestApp({ CHUNK_PIECES: '25', APPROVAL_THRESHOLD_PIECES: '10' });
  world = await mailingWorld(app.fixtures, RECORDS);
  marketer = await app.as(MARKETER);
  operator = await app.as(OPERATOR);
});
afterAll(() => app.close());

/** Waits until the batch stands where it should; fails with what it says when it does not. */
const reaches = (id: string, state: string) =>
  until(`batch is ${state}`, async () => {
    const { body } = await marketer.get(`/api/batches/${id}`).expect(200);
    if (body.errorCode) throw new Error(`batch says ${body.errorCode}`);
    return body.state === state ? body : undefined;
  });

async function frozen(): Promise<{ id: string; code: string }> {
  const { body } = await marketer.post('/api/batches', { campaignId: world.campaignId }).expect(201);
  await marketer.post(`/api/batches/${body.id}/freeze`).expect(202);
  return reaches(body.id, 'frozen');
}

async function closed(): Promise<{ id: string; code: string }> {
  const { id } = await frozen();
  await operator.post(`/api/batches/${id}/approve`).expect(200);
  await operator.post(`/api/batches/${id}/print`).expect(202);
  return reaches(id, 'closed');
}

test('a list becomes letters in the hands of the post, each recipient once, and the money is booked', async () => {
  // One recipient refuses mail; one has a character no font has.
  await app.fixtures.sql(
    `INSERT INTO suppression (branch_id, kind, hash, reason, source, created_by)
    SELECT branch_id, 'person', person_hash, 'asked', 'test', $1 FROM address_record WHERE row_number = 7`,
    [world.marketer],
  );
  await app.fixtures.sql(`UPDATE address_record SET name = '缺字' || chr(983040) WHERE row_number = 9`);

  const { id, code } = await closed();
  const counts = { planned: 60, mailed: 58, heldOut: 1, suppressed: 1, spoiled: 0, cancelled: 0 };
  expect((await marketer.get(`/api/batches/${id}`)).body).toMatchObject(counts);
  const findings = await marketer.get(`/api/batches/${id}/findings`).expect(200);
  expect(findings.body.items).toMatchObject([
    {
      findings: [
        { box: 'to', code: 'missing-glyph', detail: 'U+F0000' },
        { box: 'body', code: 'missing-glyph' },
      ],
    },
  ]);

  // As if the program had been upgraded after the first chunk.
  await app.fixtures.sql(
    `UPDATE mail_chunk SET generator_version = 'letterpress-0' WHERE batch_id = $1 AND chunk_no = 1`,
    [id],
  );
  await operator.post(`/api/batches/${id}/dispatch`).expect(202);
  await reaches(id, 'dispatched');

  const folder = path.join(app.config.dispatchDir, code);
  const files = readdirSync(folder).sort();
  expect(files).toEqual([
    'SHA256SUMS',
    'chunk-0001.pdf',
    'chunk-0002.pdf',
    'chunk-0003.pdf',
    'job-ticket.json',
    'manifest.csv',
  ]);
  const sums = readFileSync(path.join(folder, 'SHA256SUMS'), 'utf8').trim().split('\n');
  for (const [sum, name] of sums.map((line) => line.split('  '))) {
    expect([
      name,
      createHash('sha256')
        .update(readFileSync(path.join(folder, name!)))
        .digest('hex'),
    ]).toEqual([name, sum]);
  }
  const lines = readFileSync(path.join(folder, 'manifest.csv'), 'utf8').trim().split('\r\n').slice(1);
  const mailed = lines.map((line) => line.split(','));
  const heldOut = findings.body.items[0].serial;
  expect(mailed.map((cells) => cells[1])).toEqual(serials(code, 59).filter((serial) => serial !== heldOut));
  expect(new Set(mailed.map((cells) => cells[5])).size).toBe(58);
  const postcodes = mailed.map((cells) => cells[4]);
  expect(postcodes).toEqual([...postcodes].sort());
  expect(JSON.parse(readFileSync(path.join(folder, 'job-ticket.json'), 'utf8'))).toMatchObject({
    batch: code,
    generator: `letterpress-0, ${ENGINE_VERSION}`,
    pieces: 58,
    counts,
  });

  const revenue = await app.fixtures.sql(
    `SELECT amount_fen::integer AS fen, pieces::integer FROM revenue_line WHERE campaign_id = $1`,
    [world.campaignId],
  );
  expect(revenue).toEqual([{ fen: 58 * PRICE_FEN, pieces: 58 }]);
});

test('two clicks and two tabs make one dispatch', async () => {
  const { id } = await closed();
  const clicks = await Promise.all([1, 2, 3, 4].map(() => operator.post(`/api/batches/${id}/dispatch`)));
  expect(clicks.map((click) => click.status)).toEqual([202, 202, 202, 202]);
  expect(new Set(clicks.map((click) => click.body.id)).size).toBe(1);
  await reaches(id, 'dispatched');
  const again = await operator.post(`/api/batches/${id}/dispatch`).expect(202);
  expect(again.body.state).toBe('delivered');
  const lines = await app.fixtures.sql('SELECT 1 FROM revenue_line WHERE dispatch_id = $1', [again.body.id]);
  expect(lines).toHaveLength(1);
});

test('a design of the branch above makes a batch up there, and the money is the campaign’s branch’s', async () => {
  const above = await app.fixtures.user('above@test.cn', world.province, ['marketer', 'operator']);
  const design: { id: string }[] = await app.fixtures.sql(
    `INSERT INTO design (branch_id, name, format, created_by) VALUES ($1, '省局素信', 'dl-letter-a4', $2) RETURNING id`,
    [world.province, above],
  );
  await app.fixtures.sql(
    `INSERT INTO design_version (design_id, branch_id, version_no, body, artwork, created_by)
     SELECT $1, $2, 1, body, artwork, created_by FROM design_version WHERE design_id = $3`,
    [design[0]!.id, world.province, world.designId],
  );
  const caller = await app.as('above@test.cn');
  const made = await caller
    .post('/api/batches', { campaignId: world.campaignId, designId: design[0]!.id })
    .expect(201);
  expect(made.body.branchId).toBe(world.province);
  const reached = (state: string) =>
    until(`batch is ${state}`, async () => {
      const { body } = await caller.get(`/api/batches/${made.body.id}`).expect(200);
      return body.state === state ? body : undefined;
    });
  await caller.post(`/api/batches/${made.body.id}/freeze`).expect(202);
  await reached('frozen');
  await app.fixtures.user('second@test.cn', world.province, ['operator']);
  await (await app.as('second@test.cn')).post(`/api/batches/${made.body.id}/approve`).expect(200);
  await caller.post(`/api/batches/${made.body.id}/print`).expect(202);
  expect(await reached('closed')).toMatchObject({ chunks: 3, files: 3 });
  const status = await caller.get(`/api/batches/${made.body.id}/status`).expect(200);
  expect(status.body).toMatchObject({ chunksDone: 3, chunksGivenUp: 0 });
  const { body: dispatch } = await caller.post(`/api/batches/${made.body.id}/dispatch`).expect(202);
  await reached('dispatched');
  const lines = await app.fixtures.sql('SELECT branch_id FROM revenue_line WHERE dispatch_id = $1', [
    dispatch.id,
  ]);
  expect(lines).toEqual([{ branch_id: world.branch }]);
});

test('a batch over the threshold is not approved by the one who made it', async () => {
  const { id } = await frozen();
  await app.fixtures.sql(`UPDATE user_account SET roles = '{marketer,operator}' WHERE email = $1`, [
    MARKETER,
  ]);
  const own = await marketer.post(`/api/batches/${id}/approve`);
  expect([own.status, own.body.code]).toEqual([409, 'batch.second-person']);
  expect((await operator.post(`/api/batches/${id}/print`)).body.code).toBe('batch.wrong-state');
  await operator.post(`/api/batches/${id}/approve`).expect(200);
});

test('a cancelled batch balances and goes nowhere', async () => {
  const { id } = await closed();
  const { body } = await marketer.post(`/api/batches/${id}/cancel`).expect(200);
  expect(body).toMatchObject({
    state: 'cancelled',
    planned: 60,
    mailed: 0,
    heldOut: 1,
    suppressed: 1,
    cancelled: 58,
  });
  expect((await operator.post(`/api/batches/${id}/dispatch`)).body.code).toBe('batch.wrong-state');
});

test('a starter design is shown as a PDF, and nothing else is', async () => {
  const { body } = await marketer.get('/api/designs/starters').expect(200);
  const shown = await marketer.get(`/api/designs/starters/${body.items[0].id}/preview`).expect(200);
  expect(shown.headers['content-type']).toContain('application/pdf');
  expect(
    Buffer.from(shown.body as Buffer)
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  await marketer.get('/api/designs/starters/no-such-design/preview').expect(404);
  await marketer.get('/api/designs/starters/..%2F..%2Fpackage.json/preview').expect(404);
});

test('a proof is the PDF of the chosen pieces', async () => {
  const { id } = await frozen();
  const proof = await marketer.get(`/api/batches/${id}/proof?pieces=1,2`).expect(200);
  expect(proof.headers['content-type']).toMatch('application/pdf');
  expect((proof.body as Buffer).subarray(0, 5).toString()).toBe('%PDF-');
  await marketer.get(`/api/batches/${id}/proof?pieces=999999`).expect(404);
});

test('progress is told until the batch waits for somebody', async () => {
  const { id } = await frozen();
  const events = await marketer.get(`/api/batches/${id}/progress`).expect(200);
  expect(JSON.parse(/data: (.*)/.exec(events.text)![1]!)).toMatchObject({ state: 'frozen', planned: 60 });
});

test('another branch sees nothing of it, on any route', async () => {
  const { id } = await frozen();
  const stranger = await app.as(STRANGER);
  const gets = ['', '/proof', '/findings', '/status', '/progress', '/dispatch'];
  for (const route of gets)
    expect([route, (await stranger.get(`/api/batches/${id}${route}`)).status]).toEqual([route, 404]);
  const posts = ['/freeze', '/approve', '/print', '/cancel', '/dispatch'];
  for (const route of posts)
    expect([route, (await stranger.post(`/api/batches/${id}${route}`)).status]).toEqual([route, 404]);
  await stranger.post(`/api/batches/${id}/dispatch/resolution`, { delivered: true }).expect(404);
  await stranger.post('/api/batches', { campaignId: world.campaignId }).expect(404);
  await stranger.get(`/api/designs/${world.designId}`).expect(404);
  await stranger.patch(`/api/designs/${world.designId}`, { name: 'x', version: 1 }).expect(404);
  expect((await stranger.get('/api/batches').expect(200)).body.total).toBe(0);
  expect((await stranger.get('/api/designs').expect(200)).body.total).toBe(0);
});

test('a freeze that cannot be done is given up: the batch says so and waits for a person', async () => {
  const { body } = await marketer.post('/api/batches', { campaignId: world.campaignId }).expect(201);
  await app.fixtures.sql(`UPDATE mail_batch SET state = 'freezing', design_id = $2 WHERE id = $1`, [
    body.id,
    await designWithoutVersion(),
  ]);
  const context = { jobId: 'test', attempt: 5, maxAttempts: 5, signal: new AbortController().signal };
  await expect(
    app.app.get(FreezerService, { strict: false }).run({ batchId: body.id }, context),
  ).rejects.toThrow();
  const after = await marketer.get(`/api/batches/${body.id}`).expect(200);
  expect(after.body).toMatchObject({ state: 'draft', errorCode: 'batch.freeze-failed' });
});

async function designWithoutVersion(): Promise<string> {
  const [row] = await app.fixtures.sql<{ id: string }>(
    `INSERT INTO design (branch_id, name, format, created_by) VALUES ($1, '空版式', 'dl-letter-a4', $2) RETURNING id`,
    [world.branch, world.marketer],
  );
  return row!.id;
}

test('a hand-over that keeps failing is given up, says so, and goes on when asked again', async () => {
  const { id } = await closed();
  await app.fixtures.sql(`UPDATE mail_batch SET state = 'dispatching' WHERE id = $1`, [id]);
  // A file where the folder should be: nothing can be handed over.
  const target = path.join(app.config.dataDir, 'not-a-folder');
  writeFileSync(target, '');
  const [row] = await app.fixtures.sql<{ id: string }>(
    `INSERT INTO dispatch (batch_id, branch_id, channel, target, key, manifest_hash, requested_by, failures)
     SELECT id, branch_id, 'folder', $2, id, manifest_hash, created_by, 4 FROM mail_batch WHERE id = $1 RETURNING id`,
    [id, target],
  );
  const context = { signal: new AbortController().signal };
  const dispatcher = app.app.get(DispatcherService, { strict: false });
  await dispatcher.run({ dispatchId: row!.id }, context).catch(() => undefined);
  const failed = await until('the batch says that it failed', async () => {
    const { body } = await marketer.get(`/api/batches/${id}`).expect(200);
    return body.errorCode ? body : undefined;
  });
  expect(failed).toMatchObject({ state: 'dispatching', errorCode: 'dispatch.failed' });

  rmSync(target);
  await operator.post(`/api/batches/${id}/dispatch`).expect(202);
  await reaches(id, 'dispatched');
  expect(existsSync(path.join(target, failed.code, 'job-ticket.json'))).toBe(true);
});

test('what has ended is not mailed: an archived list, a finished campaign', async () => {
  const { body } = await marketer.post('/api/batches', { campaignId: world.campaignId }).expect(201);
  await app.fixtures.sql(`UPDATE address_list SET state = 'archived' WHERE id = $1`, [world.listId]);
  expect((await marketer.post(`/api/batches/${body.id}/freeze`).expect(409)).body.code).toBe(
    'batch.list-archived',
  );
  await app.fixtures.sql(`UPDATE address_list SET state = 'active' WHERE id = $1`, [world.listId]);
  await app.fixtures.sql(`UPDATE campaign SET state = 'done' WHERE id = $1`, [world.campaignId]);
  expect((await marketer.post(`/api/batches/${body.id}/freeze`).expect(409)).body.code).toBe('campaign.over');
  const again = await marketer.post('/api/batches', { campaignId: world.campaignId }).expect(409);
  expect(again.body.code).toBe('campaign.over');
  await app.fixtures.sql(`UPDATE campaign SET state = 'active' WHERE id = $1`, [world.campaignId]);
});
