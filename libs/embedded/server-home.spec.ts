import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, readlinkSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hydrateSymlinks, locateBinaries, program } from './binaries';
import { ensureCluster } from './cluster';
import { EmbeddedPostgresError, explainFailure } from './embedded-errors';
import { parsePasswd, settleHome } from './server-home';

const onlyAsRoot = process.getuid?.() === 0 ? test : test.skip;
let folder: string;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(path.join(tmpdir(), 'server-home-spec-')));
  await chmod(folder, 0o755);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test('makes the links npm leaves out, and only those', async () => {
  const lib = path.join(folder, 'native/lib');
  await mkdir(lib, { recursive: true });
  await writeFile(path.join(lib, 'libx.so.60.2'), 'library');
  const links = ['libx.so', 'libx.so.60'].map((name) => ({
    source: 'native/lib/libx.so.60.2',
    target: `native/lib/${name}`,
  }));
  await writeFile(path.join(folder, 'native/pg-symlinks.json'), JSON.stringify(links));
  await writeFile(path.join(lib, 'libx.so'), 'already a file');
  await hydrateSymlinks(folder);
  await hydrateSymlinks(folder);
  expect(readlinkSync(path.join(lib, 'libx.so.60'))).toBe('libx.so.60.2');
  expect(lstatSync(path.join(lib, 'libx.so')).isSymbolicLink()).toBe(false);
});

test('says in two languages what to do where PostgreSQL is not shipped', async () => {
  const error = await locateBinaries('sunos', 'sparc').catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(EmbeddedPostgresError);
  expect(error).toMatchObject({ code: 'EMBEDDED_UNSUPPORTED_PLATFORM' });
  expect((error as Error).message).toMatch(/DATABASE_URL 指向它[^]*point DATABASE_URL[^]*sunos-sparc/);
});

test('knows a full disk and a denied folder by what systems say of them', () => {
  const codes = [
    'FATAL: could not write lock file "postmaster.pid": No space left on device',
    "EACCES: permission denied, mkdir '/data'",
    'initdb: error: could not access directory "/x": Permission denied',
    'FATAL: could not map anonymous shared memory',
  ].map((text) => explainFailure(text)?.code);
  expect(codes).toEqual([
    'EMBEDDED_NO_SPACE',
    'EMBEDDED_PERMISSION_DENIED',
    'EMBEDDED_PERMISSION_DENIED',
    undefined,
  ]);
});

test('refuses data of another major version', async () => {
  const home = await settleHome(path.join(folder, 'older'), await locateBinaries(), folder);
  await mkdir(home.cluster);
  await writeFile(path.join(home.cluster, 'PG_VERSION'), '17\n');
  await expect(ensureCluster(home, true)).rejects.toMatchObject({ code: 'EMBEDDED_VERSION_MISMATCH' });
  await writeFile(path.join(home.cluster, 'PG_VERSION'), '18\n');
  await expect(ensureCluster(home, true)).rejects.toMatchObject({ code: 'EMBEDDED_PASSWORD_MISSING' });
});

test('reads users but never root', () => {
  const users = parsePasswd('root:x:0:0::/root:/bin/sh\nnobody:x:65534:65533:n:/:/bin/false\n\n');
  expect([...users]).toEqual([['nobody', { uid: 65534, gid: 65533 }]]);
});

onlyAsRoot('root: moves programs and data to where the server user can reach them', async () => {
  const closed = path.join(folder, 'closed');
  await mkdir(closed, { mode: 0o700 });
  const varLib = path.join(folder, 'lib');
  await mkdir(varLib, { mode: 0o755 });
  const near = await settleHome(path.join(folder, 'near'), await locateBinaries(), varLib);
  expect(near.dir).toBe(path.join(folder, 'near'));
  expect(near.user?.uid).toBeGreaterThan(0);

  const moved = await settleHome(path.join(closed, 'data'), await locateBinaries(), varLib);
  expect(moved.dir).toMatch(new RegExp(`^${varLib}/hongyan-[0-9a-f]{12}/data-[0-9a-f]{12}$`));
  const version = execFileSync(program(moved.binaries, 'postgres'), ['--version'], {
    ...moved.user,
    cwd: '/',
    env: {},
  });
  expect(program(moved.binaries, 'postgres').startsWith(varLib)).toBe(true);
  expect(version.toString()).toMatch(/PostgreSQL\) 18/);

  await ensureCluster(moved, true);
  expect((await stat(moved.cluster)).uid).toBe(moved.user?.uid);
  // Data stays where it is, even when the project can be reached later.
  await chmod(closed, 0o755);
  const again = await settleHome(path.join(closed, 'data'), await locateBinaries(), varLib);
  expect(again).toMatchObject({ dir: moved.dir, user: moved.user });
  expect(existsSync(path.join(closed, 'data', 'cluster'))).toBe(false);
});
