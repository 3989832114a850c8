import { setTimeout as sleep } from 'node:timers/promises';
import { runProgram, type ChaosOptions, say } from './support/program';
import { seeded } from './support/random';
import { startRedis } from './support/redis';
import { type Result, timed } from './support/results';
import { Stage } from './support/stage';
import { waitFor } from './support/waiting';

const STEP_LIMIT_MS = 8 * 60_000;
const LONGEST_PAUSE_MS = 1_000;

/** kill -9 of the worker again and again while it imports a list. */
export async function killImport(options: ChaosOptions): Promise<Result[]> {
  const results: Result[] = [];
  for (const backend of options.backends) {
    const redis = backend === 'redis' ? await startRedis() : undefined;
    results.push(await timed(() => importUnderFire(options, redis?.url)));
  }
  return results;
}

async function importUnderFire(
  { pieces, kills, seed }: ChaosOptions,
  redisUrl: string | undefined,
): Promise<Omit<Result, 'seconds'>> {
  const random = seeded(seed);
  const stage = await Stage.open(1, redisUrl);
  const listId = await emptyList(stage);
  const { text, expected } = csv(pieces);
  const { status, body } = await stage.marketer.upload(`/address-lists/${listId}/imports`, text);
  if (status !== 201) throw new Error(`the upload answered ${status} ${String(body.code)}`);
  const importId = String(body.id);
  const faults: string[] = [];
  let struck = 0;
  await stage.marketer.post(`/list-imports/${importId}/start`);
  stage.worker.start();
  for (let fence = 1; fence <= kills; fence++) {
    const state = await waitFor('the import is at work', STEP_LIMIT_MS, async () => {
      const row = await importRow(stage, importId);
      return row.state !== 'running' || row.fence >= fence ? row.state : undefined;
    });
    if (state !== 'running') break;
    await sleep(random() * LONGEST_PAUSE_MS);
    await stage.worker.kill();
    struck++;
    const { state: after, rows } = await importRow(stage, importId);
    const imported = await recordsOf(stage, listId);
    say(`import killed with ${rows} rows read: ${after}, ${imported} records in the list`);
    if (after === 'running' && imported !== 0) faults.push(`half imported: ${imported} records`);
    stage.worker.start();
  }
  await waitFor('the import is done', STEP_LIMIT_MS, async () =>
    (await importRow(stage, importId)).state !== 'running' ? true : undefined,
  );
  const row = await importRow(stage, importId);
  const { rows, accepted, rejected, duplicates } = row;
  const got = { rows, accepted, rejected, duplicates };
  if (row.state !== 'done') faults.push(`the import is ${row.state}`);
  if (JSON.stringify(got) !== JSON.stringify(expected)) faults.push(`expected ${JSON.stringify(expected)}`);
  if (rows !== accepted + rejected + duplicates) faults.push('the sums do not add up');
  const stored = await recordsOf(stage, listId);
  if (stored !== expected.accepted) faults.push(`${stored} records in the list`);
  const listed = Number((await stage.marketer.get(`/address-lists/${listId}`)).recordCount);
  if (listed !== expected.accepted) faults.push(`the list says ${listed} records`);
  await stage.close();
  const doubled = Math.max(0, stored - expected.accepted);
  const lost = Math.max(0, expected.accepted - stored);
  const scenario = `kill-import ${redisUrl ? 'redis' : 'postgres'}`;
  return { scenario, struck: { importing: struck }, counts: { ...got, lost, doubled }, faults };
}

/** Fictitious rows: most are good, every 50th repeats the one before, every 100th lacks the address. */
function csv(pieces: number) {
  const lines = ['姓名,地址,邮编,电话'];
  const expected = { rows: pieces, accepted: 0, rejected: 0, duplicates: 0 };
  for (let row = 1; row <= pieces; row++) {
    if (row % 100 === 0) {
      expected.rejected++;
      lines.push(`收件人${row},,350001,`);
    } else {
      const repeats = row % 50 === 25;
      if (repeats) expected.duplicates++;
      else expected.accepted++;
      const number = repeats ? row - 1 : row;
      lines.push(`收件人${number},福建省福州市鼓楼区虚构路${number}号,350001,`);
    }
  }
  return { text: `${lines.join('\n')}\n`, expected };
}

async function emptyList(stage: Stage): Promise<string> {
  const [row] = await stage.sql<{ id: string }>(
    `INSERT INTO address_list (branch_id, account_id, name, source, legal_basis, purpose, basis_obtained_on, created_by)
     VALUES ($1, $2, '导入测试', '测试', 'consent', '测试', '2026-01-01', $3) RETURNING id`,
    [stage.world.branch, stage.world.accountId, stage.world.marketer],
  );
  return row!.id;
}

interface ImportSums {
  state: string;
  fence: number;
  rows: number;
  accepted: number;
  rejected: number;
  duplicates: number;
}

async function importRow(stage: Stage, id: string): Promise<ImportSums> {
  const [row] = await stage.sql<ImportSums>(
    `SELECT state, fence::integer, rows::integer, accepted::integer, rejected::integer, duplicates::integer
     FROM list_import WHERE id = $1`,
    [id],
  );
  return row!;
}

async function recordsOf(stage: Stage, listId: string): Promise<number> {
  const [row] = await stage.sql<{ count: number }>(
    'SELECT count(*)::integer AS count FROM address_record WHERE list_id = $1',
    [listId],
  );
  return row!.count;
}

if (require.main === module) {
  runProgram([killImport], { pieces: 50_000, kills: 5, backends: ['postgres'], seed: 1 });
}
