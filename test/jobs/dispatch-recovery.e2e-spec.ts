import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { type MailingWorld, MARKETER, mailingWorld, OPERATOR } from '../support/mailing-world';
import { type Caller, createTestApp, type TestApp } from '../support/test-app';
import { until } from '../support/until';

let app: TestApp;
let world: MailingWorld;
let marketer: Caller;
let operator: Caller;

beforeAll(async () => {
  app = await createTestApp({ CHUNK_PIECES: '10' });
  world = await mailingWorld(app.fixtures, 20);
  marketer = await app.as(MARKETER);
  operator = await app.as(OPERATOR);
});
afterAll(() => app.close());

interface Delivered {
  id: string;
  /** As the collector sees it. */
  folder: string;
  /** The same folder's name before it was handed over. */
  hidden: string;
}

const reaches = (id: string, state: string) =>
  until(`batch is ${state}`, async () => {
    const { body } = await marketer.get(`/api/batches/${id}`).expect(200);
    return body.state === state ? body : undefined;
  });

async function delivered(): Promise<Delivered> {
  const created = await marketer.post('/api/batches', { campaignId: world.campaignId }).expect(201);
  const { id, code } = created.body as { id: string; code: string };
  await marketer.post(`/api/batches/${id}/freeze`).expect(202);
  await reaches(id, 'frozen');
  await operator.post(`/api/batches/${id}/approve`).expect(200);
  await operator.post(`/api/batches/${id}/print`).expect(202);
  await reaches(id, 'closed');
  await operator.post(`/api/batches/${id}/dispatch`).expect(202);
  await reaches(id, 'dispatched');
  const folder = path.join(app.config.dispatchDir, code);
  const entry = path.join(app.config.dataDir, 'files/journal/dispatch', id, '1-handing-over.json');
  const { staging } = JSON.parse(await readFile(entry, 'utf8')) as { staging: string };
  return { id, folder, hidden: path.join(app.config.dispatchDir, staging) };
}

/** The rows as they stood when the worker was killed: the intent is committed, the outcome is not. */
async function forgetOutcome(id: string): Promise<void> {
  await app.fixtures.sql(
    'DELETE FROM revenue_line WHERE dispatch_id IN (SELECT id FROM dispatch WHERE batch_id = $1)',
    [id],
  );
  await app.fixtures.sql(`UPDATE mail_batch SET state = 'dispatching', dispatched_at = NULL WHERE id = $1`, [
    id,
  ]);
  await app.fixtures.sql(`UPDATE dispatch SET state = 'intended', delivered_at = NULL WHERE batch_id = $1`, [
    id,
  ]);
}

test('killed after the hand-over, it finds the folder in place and delivers nothing anew', async () => {
  const { id, folder } = await delivered();
  const before = await stat(folder);
  await forgetOutcome(id);
  await reaches(id, 'dispatched');
  expect((await stat(folder)).ino).toBe(before.ino);
});

test('killed before the hand-over, it hands over the very folder it had chosen', async () => {
  const { id, folder, hidden } = await delivered();
  const before = await stat(folder);
  await rename(folder, hidden);
  await forgetOutcome(id);
  await reaches(id, 'dispatched');
  expect((await stat(folder)).ino).toBe(before.ino);
});

test('collected meanwhile, it waits for a person, whatever an earlier attempt left behind', async () => {
  const { id, folder } = await delivered();
  await rm(folder, { recursive: true });
  const stray = path.join(app.config.dispatchDir, `.${path.basename(folder)}.${id}.stray.partial`);
  await mkdir(stray);
  await forgetOutcome(id);
  const { errorCode } = await reaches(id, 'uncertain');
  expect(errorCode).toBe('dispatch.unknown-outcome');
  expect(await readdir(app.config.dispatchDir)).not.toContain(path.basename(folder));

  await operator.post(`/api/batches/${id}/dispatch/resolution`, { delivered: false }).expect(200);
  await reaches(id, 'dispatched');
  expect(await readdir(folder)).toContain('job-ticket.json');
  await until('what was left behind is gone', async () =>
    (await readdir(app.config.dispatchDir)).every((name) => !name.includes(id)) ? true : undefined,
  );
});
