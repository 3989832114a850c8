import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const COMMAND = path.join(__dirname, '../../dist/src/cli/mail.js');
let folder: string;
const databases: TestDatabase[] = [];

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hongyan-mail-'));
});
afterAll(async () => {
  for (const database of databases) await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

async function emptyDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  databases.push(database);
  return database;
}

/** Runs the command on a database; an empty one gets the demo year first. */
async function mail(database: TestDatabase, ...args: string[]): Promise<Ended> {
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: database.url,
    HASH_KEY: '22'.repeat(32),
    DATA_DIR: path.join(folder, 'data'),
    CHUNK_PIECES: '7',
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [COMMAND, ...args], { env, timeout: 90_000 }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr });
    });
  });
}

function file(name: string, text: string): string {
  const target = path.join(folder, name);
  writeFileSync(target, text);
  return target;
}

const list = () => {
  const rows = Array.from({ length: 30 }, (_, i) => `网点${i},35000${i % 10},福建省福州市虚构路${i}号`);
  return file('list.csv', ['网点名称,邮编,寄送到', ...rows, rows[3], '缺地址,350001,'].join('\n'));
};

/** Every file of the dispatched batch by the hash of its bytes. */
function dispatched(out: string): Record<string, string> {
  const batch = path.join(out, 'B0000001');
  return Object.fromEntries(
    readdirSync(batch).map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(path.join(batch, name)))
        .digest('hex'),
    ]),
  );
}

async function listStates(database: TestDatabase, name: string): Promise<string[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    const { rows } = await client.query<{ state: string }>('SELECT state FROM address_list WHERE name = $1', [
      name,
    ]);
    return rows.map(({ state }) => state);
  } finally {
    await client.end();
  }
}

test('a file becomes letters in a folder, with the sums; one, two and four workers give the same bytes', async () => {
  const listPath = list();
  const run = async (workers: string): Promise<Record<string, string>> => {
    const out = path.join(folder, `out-${workers}`);
    const args = [
      '--list',
      listPath,
      '--design',
      'spring-festival-letter',
      '--out',
      out,
      '--map',
      'address=寄送到',
    ];
    const lang = workers === '1' ? ['--lang', 'en'] : [];
    const { code, stdout, stderr } = await mail(
      await emptyDatabase(),
      ...args,
      '--workers',
      workers,
      ...lang,
    );
    expect([code, stderr]).toEqual([
      0,
      expect.stringMatching(lang.length > 0 ? /dispatched 30/ : /已交寄 +30/),
    ]);
    expect(stdout).toContain('rows 32 = accepted 30 + rejected 1 + duplicates 1');
    expect(stdout).toContain('planned 30 = mailed 30 + held out 0 + suppressed 0 + spoiled 0 + cancelled 0');
    const rejects = readFileSync(path.join(out, 'list-rejects.csv'), 'utf8');
    expect(rejects).toContain('缺地址,350001,');
    const { 'job-ticket.json': _ticket, ...files } = dispatched(out);
    return files;
  };
  const runs = await Promise.all(['1', '2', '4'].map(run));
  expect(Object.keys(runs[0]!)).toContain('chunk-0005.pdf');
  expect(runs[1]).toEqual(runs[0]);
  expect(runs[2]).toEqual(runs[0]);
}, 120_000);

test('what is wrong is said, with an exit code, and nothing is made', async () => {
  const out = path.join(folder, 'none');
  const database = await emptyDatabase();
  const missing = await mail(
    database,
    '--list',
    path.join(folder, 'no.csv'),
    '--design',
    'bank-postcard',
    '--out',
    out,
  );
  expect([missing.code, missing.stderr]).toEqual([1, expect.stringContaining('There is no such file')]);
  const unknown = await mail(database, '--list', list(), '--design', 'no-such-design', '--out', out);
  expect([unknown.code, unknown.stderr]).toEqual([
    1,
    expect.stringMatching(/Choose one of: bank-postcard, .*spring-festival-letter\./),
  ]);
  const header = await mail(
    database,
    '--list',
    file('header.csv', '姓名,地址\n'),
    '--design',
    'bank-postcard',
    '--out',
    out,
  );
  expect(header.code).toBe(1);
  expect(header.stderr).toMatch(/✗ \S/);
  expect(await listStates(database, 'header.csv')).toEqual(['archived']);
  const taken = await mail(database, '--list', list(), '--design', 'bank-postcard', '--out', list());
  expect([taken.code, taken.stderr]).toEqual([1, expect.stringContaining('--out is not a folder')]);
  expect(() => readdirSync(out)).toThrow();
  const closed = ['--list', list(), '--design', 'bank-postcard', '--out', path.join(list(), 'below')];
  const refused = await mail(database, ...closed);
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('Choose another --out')]);
  // Nothing was taken in for a folder that cannot be.
  expect(await listStates(database, 'list.csv')).toEqual([]);
  const unlabelled = file('unlabelled.csv', '甲,乙\n林雁,福建省福州市虚构路1号\n');
  const mapped = ['--map', 'address=乙,company=乙'];
  const untold = await mail(
    database,
    '--list',
    unlabelled,
    ...mapped,
    '--design',
    'bank-postcard',
    '--out',
    out,
  );
  expect([untold.code, untold.stderr]).toEqual([1, expect.stringContaining('--map address=HEADING')]);
  const bare = await mail(database, '--design', 'bank-postcard', '--workers', 'many');
  expect(bare.stderr).toMatch(/--list: .*is needed\n.*--out: .*is needed\n.*--workers: .*a whole number/);
  const nobody = file('nobody.csv', '姓名,地址,邮编\n林雁,,350001\n');
  const args = ['--list', nobody, '--design', 'bank-postcard', '--out', path.join(folder, 'nobody')];
  const empty = await mail(database, ...args, '--lang', 'en');
  expect(empty.code).toBe(1);
  expect(empty.stderr).toMatch(/✗ B0000001: Nobody can be mailed: .*\(batch\.no-pieces\)/);
}, 120_000);

test('--help explains the command', async () => {
  const { code, stdout } = await mail(await emptyDatabase(), '--help');
  expect([code, stdout]).toEqual([0, expect.stringContaining('--list FILE')]);
});
