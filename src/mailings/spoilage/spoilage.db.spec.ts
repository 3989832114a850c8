import { mailingWorld, MARKETER, type MailingWorld } from '../../../test/support/mailing-world';
import { createTestApp, type TestApp, viewer } from '../../../test/support/test-app';
import { FreezerService } from '../batches/freezer.service';
import { SpoilageRepository } from './spoilage.repository';

let program: TestApp;
let world: MailingWorld;
let batchId: string;

beforeAll(async () => {
  program = await createTestApp({ RUN_JOBS: 'false', CHUNK_PIECES: '5' });
  world = await mailingWorld(program.fixtures, 12);
  const marketer = await program.as(MARKETER);
  const { body } = await marketer.post('/api/batches', { campaignId: world.campaignId }).expect(201);
  batchId = body.id as string;
  await marketer.post(`/api/batches/${batchId}/freeze`).expect(202);
  await program.app.get(FreezerService, { strict: false }).run({ batchId });
});
afterAll(() => program.close());

const stands = (state: string) =>
  program.fixtures.sql(
    `UPDATE mail_batch SET state = $2, approval = 'console', manifest_hash = 'test', mailed = planned - spoiled
     WHERE id = $1`,
    [batchId, state],
  );

const insert = (seq: number, change: Record<string, unknown> = {}) => {
  const row = { outcome: 'withdrawn', reason: 'torn', note: '', chunk_no: null, ...change };
  return program.fixtures.sql(
    `INSERT INTO mail_spoilage (batch_id, seq, branch_id, outcome, reason, note, chunk_no, recorded_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [batchId, seq, world.branch, row.outcome, row.reason, row.note, row.chunk_no, world.marketer],
  );
};

test('the tables let rows move only while the batch is closed, whoever asks', async () => {
  for (const state of ['printing', 'dispatching', 'dispatched', 'cancelled']) {
    await stands(state);
    await expect(insert(1)).rejects.toThrow('between printing and dispatch only');
  }
  await stands('closed');
  await insert(1);
  await stands('dispatching');
  await expect(program.fixtures.sql('DELETE FROM mail_spoilage')).rejects.toThrow(
    'between printing and dispatch only',
  );
  await stands('closed');
  await program.fixtures.sql('DELETE FROM mail_spoilage');
});

test('the tables refuse what makes no sense', async () => {
  await stands('closed');
  await insert(1);
  await expect(insert(1)).rejects.toThrow('mail_spoilage_pkey');
  await expect(insert(13)).rejects.toThrow('fk_mail_spoilage_piece');
  await expect(insert(2, { outcome: 'lost' })).rejects.toThrow('mail_spoilage_outcome_check');
  await expect(insert(2, { reason: 'other' })).rejects.toThrow('ck_mail_spoilage_note');
  await expect(insert(2, { outcome: 'reprinted' })).rejects.toThrow('ck_mail_spoilage_make_good');
  await expect(insert(2, { outcome: 'reprinted', chunk_no: 9 })).rejects.toThrow(
    'fk_mail_spoilage_make_good',
  );
  await expect(
    program.fixtures.sql('UPDATE mail_batch SET spoiled = 1 WHERE id = $1', [batchId]),
  ).rejects.toThrow('ck_mail_batch_balance');
  const makeGood = (rest: string) =>
    program.fixtures.sql(
      `INSERT INTO mail_chunk (batch_id, chunk_no, branch_id, first_seq, last_seq, make_good_pieces, state,
                               printed, held_out, sha256)
       VALUES ($1, 9, $2, 1, 5, ${rest})`,
      [batchId, world.branch],
    );
  await expect(makeGood(`2, 'written', 1, 1, 'x'`)).rejects.toThrow('ck_mail_chunk_make_good');
  await expect(makeGood(`2, 'written', 5, 0, 'x'`)).rejects.toThrow('ck_mail_chunk_written');
  await program.fixtures.sql('DELETE FROM mail_spoilage');
});

test('another branch sees and changes nothing of it, and no address is needed to record', async () => {
  await stands('closed');
  await insert(1);
  const repository = program.app.get(SpoilageRepository, { strict: false });
  const as = <T>(branchId: string, work: () => Promise<T>) =>
    program.database.asViewer(viewer(world.marketer, [branchId], ['batches:print']), work);
  expect(await as(world.branch, () => repository.standing(batchId, [1, 2, 13]))).toEqual([
    { seq: 1, outcome: 'withdrawn', heldOut: false },
    { seq: 2, outcome: null, heldOut: false },
  ]);
  expect(await as(world.otherBranch, () => repository.standing(batchId, [1]))).toEqual([]);
  expect(await as(world.otherBranch, () => repository.count(batchId))).toBe(0);
  expect(await as(world.otherBranch, () => repository.remove(batchId, [1]))).toEqual([]);
  const spoilage = { outcome: 'withdrawn', reason: 'torn', note: '', chunkNo: null } as const;
  const recordedBy = world.marketer;
  const inserted = as(world.otherBranch, () => repository.insert(batchId, [2], { ...spoilage, recordedBy }));
  expect(await inserted).toBe(0);
  expect(await as(world.branch, () => repository.count(batchId))).toBe(1);
});
