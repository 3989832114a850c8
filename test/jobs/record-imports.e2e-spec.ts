import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { writeTable } from '../../libs/http/table-file';
import { RecordImportRunner } from '../../src/records/import/record-import.runner';
import { type Caller, createTestApp, type TestApp } from '../support/test-app';
import { until } from '../support/until';

const ROWS = 4_000;

let program: TestApp | undefined;
let worker: ChildProcess | undefined;
afterEach(async () => {
  worker?.kill('SIGKILL');
  await program?.close();
});

interface Made {
  id: string;
  state: string;
  applied: number;
  removed: number;
}

async function started(settings: Record<string, string>): Promise<{ app: TestApp; manager: Caller }> {
  const app = await createTestApp(settings);
  program = app;
  const branch = await app.fixtures.branch('FJ', null, '省局');
  await app.fixtures.user('manager@example.test', branch, ['account-manager']);
  return { app, manager: await app.as('manager@example.test') };
}

async function upload(manager: Caller, content: string | Buffer, name: string): Promise<string> {
  const { body } = await manager
    .send('post', '/api/lists/accounts/imports')
    .set('content-type', 'application/octet-stream')
    .set('x-file-name', name)
    .send(content)
    .expect(201);
  return (body as Made).id;
}

const reader = (manager: Caller, id: string) => async () =>
  (await manager.get(`/api/record-imports/${id}`).expect(200)).body as Made;

async function workbook(rows: string[][]): Promise<Buffer> {
  const out = new PassThrough();
  const columns = ['编号', '客户名称', '等级'].map((header) => ({ header, kind: 'text' as const }));
  const some = (async function* () {
    yield await Promise.resolve(rows);
  })();
  const [bytes] = await Promise.all([
    buffer(out),
    writeTable('xlsx', { title: 'x', columns, rows: some }, out),
  ]);
  return bytes;
}

test('a workbook goes all its way through the queue: checked, carried out, undone', async () => {
  const { manager } = await started({});
  const file = await workbook([
    ['X1', '甲', '重点'],
    ['X2', '乙', '一般'],
    ['X3', '丙', '最高'],
  ]);
  const id = await upload(manager, file, 'accounts.xlsx');
  const read = reader(manager, id);
  const reaches = (state: string) =>
    until(state, async () => ((await read()).state === state ? true : undefined));
  await manager.post(`/api/record-imports/${id}/check`).expect(202);
  await reaches('checked');
  expect(await read()).toMatchObject({ format: 'xlsx', created: 2, faulty: 1 });
  await manager.post(`/api/record-imports/${id}/apply`, {}).expect(202);
  await reaches('done');
  expect(await read()).toMatchObject({ applied: 2 });
  const { text } = await manager.get(`/api/record-imports/${id}/progress`).expect(200);
  expect(JSON.parse(text.replace(/^data: /, ''))).toMatchObject({ state: 'done', applied: 2 });
  await manager.post(`/api/record-imports/${id}/undo`).expect(202);
  await reaches('undone');
  expect(await read()).toMatchObject({ removed: 2, kept: 0 });
}, 60_000);

test('a worker that is killed on the way leaves whole chunks; the next one does the rest, once', async () => {
  const { app, manager } = await started({ RUN_JOBS: 'false' });
  const lines = Array.from({ length: ROWS }, (_, i) => `K${i},客户${i},一般`);
  const id = await upload(manager, ['编号,客户名称,等级', ...lines].join('\n'), 'accounts.csv');
  const runner = app.app.get(RecordImportRunner, { strict: false });
  const run = () => runner.run(id, new AbortController().signal);
  const read = reader(manager, id);
  await manager.post(`/api/record-imports/${id}/check`).expect(202);
  await run();
  await manager.post(`/api/record-imports/${id}/apply`, {}).expect(202);
  worker = startWorker(app);
  await until('the first chunk', async () => (await read()).applied || undefined);
  worker.kill('SIGKILL');
  await once(worker, 'exit');
  const { applied, state } = await read();
  expect(state).toBe('running');
  expect(applied % 500).toBe(0);
  expect(applied).toBeLessThan(ROWS);
  const there = async () => {
    const [row] = await app.fixtures.sql<{ n: number }>('SELECT count(*)::integer AS n FROM key_account');
    return row!.n;
  };
  expect(await there()).toBe(applied);
  // The dead worker's lease, run out before its time.
  await app.fixtures.sql('UPDATE record_import SET lease_until = now() WHERE id = $1', [id]);
  await run();
  expect(await read()).toMatchObject({ state: 'done', applied: ROWS });
  expect(await there()).toBe(ROWS);
}, 90_000);

function startWorker({ databaseUrl, config }: TestApp): ChildProcess {
  return spawn(
    process.execPath,
    ['-r', './test/support/run-ts.cjs', path.join(__dirname, 'import-worker.ts')],
    {
      env: {
        ...process.env,
        DATABASE_URL: databaseUrl,
        DATA_DIR: config.dataDir,
        HASH_KEY: config.hashKey.toString('hex'),
        LOG_LEVEL: 'fatal',
        DEMO: 'off',
      },
      stdio: 'ignore',
    },
  );
}
