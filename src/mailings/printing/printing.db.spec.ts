import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mailingWorld, MARKETER, type MailingWorld, OPERATOR } from '../../../test/support/mailing-world';
import { createTestApp, type TestApp, viewer } from '../../../test/support/test-app';
import { Database } from '../../../libs/database/database';
import { FreezerService } from '../batches/freezer.service';
import { BatchCloserService } from './batch-closer.service';
import { ChunkPrinterService } from './chunk-printer.service';
import { ChunksRepository, type LeasedChunk } from './chunks.repository';

const PIECES = 12;
const CHUNK = 5;
const RESULT = { printed: CHUNK, pages: CHUNK, heldOut: [], sha256: 'late', bytes: 1 };
let program: TestApp;
let world: MailingWorld;

beforeAll(async () => {
  program = await createTestApp({ RUN_JOBS: 'false', CHUNK_PIECES: String(CHUNK) });
  world = await mailingWorld(program.fixtures, PIECES);
});
afterAll(() => program.close());

const get = <T>(service: new (...args: never[]) => T): T =>
  program.app.get<T>(service as never, { strict: false });
const print = (batchId: string, chunkNo: number) =>
  get(ChunkPrinterService).run({ batchId, chunkNo }, { signal: new AbortController().signal });

/** A batch of three chunks that nobody has printed yet. */
async function printing(): Promise<string> {
  const marketer = await program.as(MARKETER);
  const operator = await program.as(OPERATOR);
  const { body } = await marketer.post('/api/batches', { campaignId: world.campaignId }).expect(201);
  const batchId = (body as { id: string }).id;
  await marketer.post(`/api/batches/${batchId}/freeze`).expect(202);
  await get(FreezerService).run({ batchId });
  await operator.post(`/api/batches/${batchId}/approve`).expect(200);
  await operator.post(`/api/batches/${batchId}/print`).expect(202);
  return batchId;
}

async function chunkOf(batchId: string, chunkNo = 1) {
  const [row] = await program.fixtures.sql<{
    state: string;
    fence: number;
    failures: number;
    error: string | null;
    sha256: string | null;
  }>(
    `SELECT state, fence, failures, error_code AS error, sha256 FROM mail_chunk
     WHERE batch_id = $1 AND chunk_no = $2`,
    [batchId, chunkNo],
  );
  return row!;
}

test('a worker whose lease went to another writes nothing, renews nothing and fails nothing', async () => {
  const batchId = await printing();
  const chunks = get(ChunksRepository);
  const as = <T>(work: () => Promise<T>) =>
    get(Database).asViewer(viewer(world.marketer, [world.branch], ['addresses:read']), work);
  const lease = () => as(() => chunks.lease(batchId, 1, 60)) as Promise<LeasedChunk>;
  const late = await lease();
  expect(await as(() => chunks.lease(batchId, 1, 60))).toBeUndefined();
  await program.fixtures.sql(
    'UPDATE mail_chunk SET lease_until = now() WHERE batch_id = $1 AND chunk_no = 1',
    [batchId],
  );
  const current = await lease();
  expect([late.fence, current.fence]).toEqual([1, 2]);

  expect(await as(() => chunks.renew(late, 60))).toBe(false);
  expect(await as(() => chunks.written(late, RESULT))).toBe(false);
  await as(() => chunks.failed(batchId, 1, late.fence, 'late'));
  expect(await chunkOf(batchId)).toMatchObject({ state: 'leased', fence: 2, failures: 0, sha256: null });
  expect(await as(() => chunks.renew(current, 60))).toBe(true);
  expect(await as(() => chunks.written(current, RESULT))).toBe(true);
});

test('a file that is damaged on the disk is found when it is read back, and printed again', async () => {
  const batchId = await printing();
  await print(batchId, 1);
  const { sha256, state } = await chunkOf(batchId);
  expect(state).toBe('verified');
  const file = join(program.config.dataDir, 'files/print', batchId, `${sha256}.pdf`);
  const sound = readFileSync(file);
  const damaged = Buffer.from(sound);
  damaged[200]! ^= 1;
  writeFileSync(file, damaged);
  await program.fixtures.sql(`UPDATE mail_chunk SET state = 'written' WHERE batch_id = $1 AND chunk_no = 1`, [
    batchId,
  ]);

  await expect(print(batchId, 1)).rejects.toMatchObject({ code: 'chunk.damaged' });
  expect(await chunkOf(batchId)).toMatchObject({ state: 'pending', failures: 1, error: 'chunk.damaged' });
  await print(batchId, 1);
  expect(await chunkOf(batchId)).toMatchObject({ state: 'verified', sha256 });
  expect(readFileSync(file).equals(sound)).toBe(true);
});

test('a batch whose pieces do not add up stays open and says so', async () => {
  const batchId = await printing();
  const close = () => get(BatchCloserService).run({ batchId });
  const batch = async () =>
    (await (await program.as(MARKETER)).get(`/api/batches/${batchId}`)).body as object;
  for (const chunkNo of [1, 2]) await print(batchId, chunkNo);
  await close();
  expect(await batch()).toMatchObject({ state: 'printing', errorCode: null });
  await print(batchId, 3);
  const planned = (change: number) =>
    program.fixtures.sql('UPDATE mail_batch SET planned = planned + $2 WHERE id = $1', [batchId, change]);
  await planned(1);
  await close();
  expect(await batch()).toMatchObject({ state: 'printing', errorCode: 'batch.unbalanced', mailed: 0 });
  await planned(-1);
  await close();
  expect(await batch()).toMatchObject({ state: 'closed', errorCode: null, planned: PIECES, mailed: PIECES });
});
