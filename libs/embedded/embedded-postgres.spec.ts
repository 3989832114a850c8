import { ChildProcessByStdio, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { Client } from 'pg';
import { EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres';
import { isServerOf, readPostmasterFile } from './postmaster-file';

jest.setTimeout(60_000);

const DATABASE = 'letters';
let dataDir: string;
let cluster: string;
const open: EmbeddedPostgres[] = [];
const programs: Program[] = [];

beforeAll(async () => {
  dataDir = await realpath(await mkdtemp(path.join(tmpdir(), 'embedded-spec-')));
  cluster = path.join(dataDir, 'cluster');
});

afterEach(async () => {
  for (const program of programs.splice(0)) program.process.kill('SIGKILL');
  for (const server of open.splice(0)) await server.stop();
});

afterAll(async () => {
  expect(await serverPid()).toBeNull();
  await rm(dataDir, { recursive: true, force: true });
});

async function start(): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, database: DATABASE });
  open.push(server);
  return server;
}

async function ask<T>(url: string, sql: string): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<{ value: T }>(sql)).rows.map((row) => row.value);
  } finally {
    await client.end();
  }
}

async function serverPid(): Promise<number | null> {
  const file = await readPostmasterFile(cluster);
  return file && (await isServerOf(file.pid, cluster)) ? file.pid : null;
}

async function until(what: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 1_000; i++) {
    if (await what()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('waited in vain');
}

interface Program {
  process: ChildProcessByStdio<Writable, Readable, null>;
  answer: Promise<{ port: number; adopted: boolean }>;
  ended: Promise<void>;
}

function startProgram(dir: string, kind = 'lasting'): Program {
  const register = path.join(__dirname, '../../test/support/run-ts.cjs');
  const args = ['-r', register, path.join(__dirname, '../../test/support/embedded-program.ts'), dir, kind];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const answer = new Promise<{ port: number; adopted: boolean }>((resolve, reject) => {
    child.stdout.once('data', (line: Buffer) => resolve(JSON.parse(line.toString())));
    child.once('exit', () => reject(new Error('the program ended without an answer')));
  });
  answer.catch(() => undefined);
  const program = { process: child, answer, ended };
  programs.push(program);
  return program;
}

test('makes a Chinese UTF-8 database, keeps it over a restart, and hides the password', async () => {
  const first = await start();
  expect(first.adopted).toBe(false);
  const [locale] = await ask<string>(
    first.url,
    `SELECT datlocprovider::text || ' ' || datlocale AS value FROM pg_database WHERE datname = current_database()`,
  );
  expect(locale).toBe('i zh-Hans-CN');
  await ask(first.url, 'CREATE EXTENSION pg_trgm');
  expect(await ask<string[]>(first.url, `SELECT show_trgm('北京市') AS value`)).not.toEqual([[]]);
  await ask(first.url, `CREATE TABLE kept AS SELECT '鸿雁'::text AS value`);
  expect(
    await ask<string>(first.url, `SELECT setting AS value FROM pg_settings WHERE name = 'max_connections'`),
  ).toEqual(['200']);

  const password = new URL(first.url).password;
  expect((await stat(path.join(dataDir, 'password'))).mode & 0o777).toBe(0o600);
  expect(await readFile(path.join(dataDir, 'server.log'), 'utf8')).not.toContain(password);
  const pid = await serverPid();
  if (process.platform === 'linux') {
    expect(await readFile(`/proc/${pid}/cmdline`, 'utf8')).not.toContain(password);
    expect(await readFile(`/proc/${pid}/environ`, 'utf8')).not.toContain(password);
    if (process.getuid?.() === 0) expect((await stat(`/proc/${pid}`)).uid).not.toBe(0);
  }
  await expect(ask(first.url.replace(password, 'wrong'), 'SELECT 1 AS value')).rejects.toThrow(/password/);

  await first.stop();
  expect(await serverPid()).toBeNull();
  expect((await readdir(dataDir)).sort()).toEqual(['cluster', 'password', 'server.log']);
  const second = await start();
  expect(second.adopted).toBe(false);
  expect(await ask<string>(second.url, 'SELECT value FROM kept')).toEqual(['鸿雁']);
});

test('adopts the server of a program killed with -9, and stops it in the end', async () => {
  const program = startProgram(dataDir);
  const { port } = await program.answer;
  program.process.kill('SIGKILL');
  await program.ended;
  expect(await serverPid()).not.toBeNull();

  const server = await start();
  expect(server).toMatchObject({ adopted: true, port });
  await server.stop();
  expect(await serverPid()).toBeNull();
});

test('leaves the server to the other program, whoever started it', async () => {
  const server = await start();
  const program = startProgram(dataDir);
  expect(await program.answer).toEqual({ port: server.port, adopted: true });
  await server.stop();
  expect(await serverPid()).not.toBeNull();
  program.process.stdin.write('stop\n');
  await program.ended;
  expect(await serverPid()).toBeNull();
});

test('starts again over the pid file of a server killed with -9 and finds committed data', async () => {
  const program = startProgram(dataDir);
  await program.answer;
  const url = (await start()).url;
  await ask(url, `CREATE TABLE survives AS SELECT 7 AS value`);
  program.process.kill('SIGKILL');
  await program.ended;
  // Without the keeper of this process, which would bring the server back by itself.
  await startProgramThenKillServer();
  expect(existsSync(path.join(cluster, 'postmaster.pid'))).toBe(true);

  const server = await start();
  expect(server.adopted).toBe(false);
  expect(await ask<number>(server.url, 'SELECT value FROM survives')).toEqual([7]);
});

async function startProgramThenKillServer(): Promise<void> {
  const program = startProgram(dataDir);
  await program.answer;
  for (const server of open.splice(0)) await server.stop();
  program.process.kill('SIGKILL');
  await program.ended;
  const pid = await serverPid();
  process.kill(pid ?? NaN, 'SIGKILL');
  await until(async () => (await serverPid()) === null);
}

test('starts although the pid file names a process that is no server', async () => {
  // Of the server's own user: PostgreSQL itself believes such a process to be a server.
  const { uid, gid } = await stat(cluster);
  const stranger = spawn('sleep', ['60'], { uid, gid, stdio: 'ignore' });
  try {
    const lines = [stranger.pid, cluster, 1, 5432, '', '127.0.0.1', '', 'ready'];
    await writeFile(path.join(cluster, 'postmaster.pid'), `${lines.join('\n')}\n`);
    const server = await start();
    expect(server.adopted).toBe(false);
  } finally {
    stranger.kill('SIGKILL');
  }
});

test('brings a server that dies under a living program back on the same port', async () => {
  const server = await start();
  const killed = await serverPid();
  process.kill(killed ?? NaN, 'SIGKILL');
  await until(async () => {
    const pid = await serverPid();
    return pid !== null && pid !== killed && (await readPostmasterFile(cluster))?.ready === true;
  });
  expect(await ask<number>(server.url, 'SELECT 1 AS value')).toEqual([1]);
});

test('two programs starting at once on an empty folder share one server', async () => {
  const empty = path.join(dataDir, 'twice');
  const answers = await Promise.all(
    [startProgram(empty), startProgram(empty)].map((program) => program.answer),
  );
  expect(answers[0]?.port).toBe(answers[1]?.port);
  expect(answers.filter((answer) => answer.adopted)).toHaveLength(1);
  for (const program of programs) program.process.stdin.write('stop\n');
  await Promise.all(programs.map((program) => program.ended));
  expect(existsSync(path.join(empty, 'cluster', 'postmaster.pid'))).toBe(false);
  expect((await readdir(empty)).sort()).toEqual(['cluster', 'password', 'server.log']);
});

test('a throw-away server leaves nothing behind, even when its program is killed', async () => {
  const folder = path.join(dataDir, 'throwaway');
  const program = startProgram(folder, 'throwaway');
  await program.answer;
  const file = await readPostmasterFile(path.join(folder, 'cluster'));
  program.process.kill('SIGKILL');
  await program.ended;
  await until(async () => !existsSync(folder));
  expect(await isServerOf(file?.pid ?? NaN, path.join(folder, 'cluster'))).toBe(false);
});
