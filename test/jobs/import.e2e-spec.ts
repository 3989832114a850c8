import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { AddressListsService } from '../../src/address-lists/address-lists.service';
import { ForgottenUploads } from '../../src/address-lists/imports/forgotten-uploads';
import { DueImports } from '../../src/address-lists/imports/due-imports';
import { ImportRunner } from '../../src/address-lists/imports/import-runner';
import { ImportsService } from '../../src/address-lists/imports/imports.service';
import { ROLE_PERMISSIONS } from '../../src/identity/permissions';
import type { Viewer } from '../../libs/database/viewer';
import type { Storage } from '../../libs/storage/storage';
import { STORAGE } from '../../libs/storage/storage.module';
import { createTestApp, TestApp } from '../support/test-app';
import { eventually } from './queue-harness';

const ROWS = 20_000;
/** Every tenth row repeats the one before it, every hundredth has no address. */
const FILE = fileOf(ROWS);
const SUMS = {
  rows: ROWS,
  accepted: ROWS - ROWS / 10 - ROWS / 100,
  duplicates: ROWS / 10,
  rejected: ROWS / 100,
};

function fileOf(rows: number): string {
  const lines = ['姓名,地址,邮编'];
  for (let i = 0; i < rows; i += 1) {
    const place = i % 10 === 9 ? i - 1 : i;
    lines.push(`测试${place},${i % 100 === 50 ? '' : `福建省福州市演示路${place}号`},350001`);
  }
  return lines.join('\n');
}

let program: TestApp;
let viewer: Viewer;
const children: ChildProcess[] = [];

beforeAll(async () => {
  program = await createTestApp({ RUN_JOBS: 'false' });
  const branchId = await program.fixtures.branch('FJ');
  const userId = await program.fixtures.user('marketer@example.com', branchId, ['marketer']);
  viewer = { userId, branchId, branchIds: [branchId], permissions: ROLE_PERMISSIONS.marketer };
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await program.close();
});

const service = <T>(type: new (...parts: never[]) => T): T => program.app.get(type, { strict: false });
const asViewer = <T>(work: () => Promise<T>) => program.database.asViewer(viewer, work);

async function newList(): Promise<string> {
  const list = await asViewer(() =>
    service(AddressListsService).createList({ name: '名单', source: '测试', purpose: '测试' }),
  );
  return list.id;
}

/** Uploads the file and starts it; nothing runs it yet. */
async function started(listId: string): Promise<string> {
  const body = Readable.from([Buffer.from(FILE)], { objectMode: false });
  const { id } = await service(ImportsService).upload(viewer, { listId, fileName: 'list.csv', body });
  await asViewer(() => service(ImportsService).start(id));
  return id;
}

const stateOf = (id: string) => asViewer(() => service(ImportsService).get(id));

async function recordsOf(listId: string): Promise<number> {
  const [row] = await program.fixtures.sql<{ records: number }>(
    `SELECT count(*)::integer AS records FROM address_record WHERE list_id = $1`,
    [listId],
  );
  return row!.records;
}

function startWorker(): ChildProcess {
  const child = spawn(
    process.execPath,
    ['-r', './test/support/run-ts.cjs', path.join(__dirname, 'import-worker.ts')],
    {
      env: {
        ...process.env,
        DATABASE_URL: program.databaseUrl,
        DATA_DIR: program.config.dataDir,
        HASH_KEY: program.config.hashKey.toString('hex'),
        LOG_LEVEL: 'fatal',
        DEMO: 'off',
      },
      stdio: 'ignore',
    },
  );
  children.push(child);
  return child;
}

/** Runs it here, as the job would; `onFirst` happens at the first progress. */
const run = (id: string, onFirst?: () => Promise<unknown>) => {
  let seen: Promise<unknown> | undefined;
  const onProgress = () => void (seen ??= onFirst?.());
  return service(ImportRunner)
    .run(id, { onProgress })
    .then(() => seen);
};

test('a worker that is killed leaves nothing; the next one imports every row once', async () => {
  const listId = await newList();
  const id = await started(listId);
  const first = startWorker();
  await eventually('the worker is at it', async () => (await stateOf(id)).rows > 0, 20_000);
  first.kill('SIGKILL');
  await once(first, 'exit');
  expect((await stateOf(id)).state).toBe('running');
  expect(await recordsOf(listId)).toBe(0);
  // The dead worker's lease, run out before its time.
  await program.fixtures.sql('UPDATE list_import SET lease_until = now() WHERE id = $1', [id]);
  await run(id);
  expect((await stateOf(id)).state).toBe('done');
  expect(await stateOf(id)).toMatchObject(SUMS);
  expect(await recordsOf(listId)).toBe(SUMS.accepted);
  const list = await asViewer(() => service(AddressListsService).get(listId));
  expect(list.recordCount).toBe(SUMS.accepted);
}, 60_000);

test('two that take up one import at once import it once', async () => {
  const listId = await newList();
  const id = await started(listId);
  await Promise.all([run(id), run(id)]);
  const [row] = await program.fixtures.sql<{ fence: number }>('SELECT fence FROM list_import WHERE id = $1', [
    id,
  ]);
  expect(row!.fence).toBe(1);
  expect(await stateOf(id)).toMatchObject({ state: 'done', ...SUMS });
  expect(await recordsOf(listId)).toBe(SUMS.accepted);
});

test('one that was taken over keeps nothing of what it did', async () => {
  const listId = await newList();
  const id = await started(listId);
  await run(id, () => program.fixtures.sql('UPDATE list_import SET fence = fence + 1 WHERE id = $1', [id]));
  expect(await recordsOf(listId)).toBe(0);
  expect((await stateOf(id)).state).toBe('running');
  await program.fixtures.sql('UPDATE list_import SET lease_until = NULL WHERE id = $1', [id]);
  await run(id);
  expect(await recordsOf(listId)).toBe(SUMS.accepted);
});

test('cancelled while it runs, it ends at once and keeps nothing', async () => {
  const listId = await newList();
  const id = await started(listId);
  await run(id, () => asViewer(() => service(ImportsService).cancel(id)));
  expect((await stateOf(id)).state).toBe('cancelled');
  expect(await recordsOf(listId)).toBe(0);
  await run(id);
  expect((await stateOf(id)).state).toBe('cancelled');
});

test('a file that turns out bad fails the import with its row and leaves the list as it was', async () => {
  const listId = await newList();
  const file = `姓名,地址\n${'测试,福州市演示路1号\n'.repeat(30)}"${'长'.repeat(1 << 21)}`;
  const stream = Readable.from([Buffer.from(file)], { objectMode: false });
  const lists = service(AddressListsService);
  await expect(lists.importFile(viewer, { listId, fileName: 'bad.csv', stream })).rejects.toMatchObject({
    code: 'import.record-too-long',
    rowNumber: 32,
  });
  const [only] = await asViewer(() => service(ImportsService).ofList(listId));
  expect(only).toMatchObject({ state: 'failed', errorCode: 'import.record-too-long', errorRow: 32 });
  expect(await recordsOf(listId)).toBe(0);
});

test('the command line imports a path through the same steps, and aborting it cancels', async () => {
  const listId = await newList();
  const filePath = path.join(program.config.dataDir, 'list.csv');
  await writeFile(filePath, FILE);
  const lists = service(AddressListsService);
  const stop = new AbortController();
  const aborted = lists.importFile(viewer, {
    listId,
    filePath,
    signal: stop.signal,
    onProgress: () => stop.abort(new Error('enough')),
  });
  await expect(aborted).rejects.toThrow('enough');
  expect(await recordsOf(listId)).toBe(0);
  const seen: number[] = [];
  const onProgress = ({ bytesDone }: { bytesDone: number }) => void seen.push(bytesDone);
  const outcome = await lists.importFile(viewer, { listId, filePath, onProgress });
  expect(outcome).toMatchObject(SUMS);
  expect(seen.at(-1)).toBe(Buffer.byteLength(FILE));
  const states = (await asViewer(() => service(ImportsService).ofList(listId))).map((row) => row.state);
  expect(states).toEqual(['done', 'cancelled']);
});

test('two files into one list at once: each row is counted once, each recipient is there once', async () => {
  const listId = await newList();
  const ids = [await started(listId), await started(listId)];
  await Promise.all(ids.map((id) => run(id)));
  const rows = await Promise.all(ids.map(stateOf));
  for (const row of rows) expect(row.accepted + row.rejected + row.duplicates).toBe(ROWS);
  expect(rows[0]!.accepted + rows[1]!.accepted).toBe(SUMS.accepted);
  expect(await recordsOf(listId)).toBe(SUMS.accepted);
});

test('an upload that nobody starts for a day is given up with its file; a younger one stays', async () => {
  const listId = await newList();
  const upload = async () => {
    const body = Readable.from([Buffer.from('姓名,地址\n测试,福州市演示路1号\n')], { objectMode: false });
    return (await service(ImportsService).upload(viewer, { listId, fileName: 'a.csv', body })).id;
  };
  const [young, old] = [await upload(), await upload()];
  const [aged] = await program.fixtures.sql<{ id: string }>(
    `UPDATE list_import SET id = uuidv7(interval '-25 hours') WHERE id = $1 RETURNING id`,
    [old],
  );
  const { fileKey } = await stateOf(aged!.id);
  const due = await service(DueImports).findDue(10);
  expect(due.map((job) => job.payload)).toEqual([{ importId: aged!.id }]);
  for (const id of [aged!.id, young]) await service(ForgottenUploads).forget(id);
  expect((await stateOf(aged!.id)).state).toBe('cancelled');
  expect((await stateOf(young)).state).toBe('uploaded');
  expect(await program.app.get<Storage>(STORAGE, { strict: false }).exists(fileKey)).toBe(false);
});
