import { Client } from 'pg';
import { mailingWorld, MARKETER, type MailingWorld } from '../../../test/support/mailing-world';
import { createTestApp, type TestApp } from '../../../test/support/test-app';
import { until } from '../../../test/support/until';
import { FreezerService } from './freezer.service';

const RECORDS = 20;
let program: TestApp;
let world: MailingWorld;

beforeAll(async () => {
  program = await createTestApp({ RUN_JOBS: 'false' });
  world = await mailingWorld(program.fixtures, RECORDS);
});
afterAll(() => program.close());

test('a refusal that comes in during the freeze leaves every record accounted for', async () => {
  const marketer = await program.as(MARKETER);
  const { body } = await marketer.post('/api/batches', { campaignId: world.campaignId }).expect(201);
  await marketer.post(`/api/batches/${body.id}/freeze`).expect(202);

  // Holds the freeze where it begins to write pieces, until the refusal is in.
  const holder = new Client({ connectionString: program.databaseUrl });
  await holder.connect();
  await holder.query('BEGIN; LOCK TABLE mail_piece IN EXCLUSIVE MODE');
  const freezing = program.app.get(FreezerService, { strict: false }).run({ batchId: body.id });
  await until('the freeze waits', async () => {
    const [waiting] = await program.fixtures.sql(
      `SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'mail_piece'::regclass`,
    );
    return waiting;
  });
  await program.fixtures.sql(
    `INSERT INTO suppression (branch_id, kind, hash, reason, source, created_by)
     SELECT branch_id, 'person', person_hash, 'asked', 'test', $1 FROM address_record WHERE row_number = 7`,
    [world.marketer],
  );
  await holder.query('COMMIT');
  await holder.end();
  await freezing;

  const batch = await marketer.get(`/api/batches/${body.id}`).expect(200);
  expect(batch.body).toMatchObject({ state: 'frozen', planned: RECORDS });
  const [kept] = await program.fixtures.sql(
    `SELECT (SELECT count(*) FROM mail_piece WHERE batch_id = $1)::integer AS pieces,
            (SELECT count(*) FROM mail_exclusion WHERE batch_id = $1)::integer AS excluded`,
    [body.id],
  );
  const { suppressed } = batch.body as { suppressed: number };
  expect(kept).toEqual({ pieces: RECORDS - suppressed, excluded: suppressed });
});

test('a number past seven digits keeps all of them', async () => {
  const marketer = await program.as(MARKETER);
  await program.fixtures.sql(`SELECT setval('mail_batch_number', 12345677)`);
  const { body } = await marketer.post('/api/batches', { campaignId: world.campaignId }).expect(201);
  expect(body).toMatchObject({ code: 'B12345678' });
});
