import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, realpath, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { Binaries, copyBinaries, program } from './binaries';
import { EmbeddedPostgresError } from './embedded-errors';

/** Who runs the server; undefined means the current user. */
export interface ServerUser {
  uid: number;
  gid: number;
}

/** Where one server lives and who runs it. */
export interface ServerHome {
  /** Folder with `cluster`, `password` and `server.log`. */
  dir: string;
  /** PGDATA. */
  cluster: string;
  passwordFile: string;
  logFile: string;
  binaries: Binaries;
  user: ServerUser | undefined;
}

const LEAST_FREE_BYTES = 500 * 1024 * 1024;

/**
 * Settles where the server lives. Normally that is `dataDir`. PostgreSQL refuses to run as root, so root hands it to
 * `postgres` or `nobody`; when that user cannot reach the project (a home folder with mode 0700, say), programs and
 * data live under `/var/lib` instead, in a folder named by the hash of the project's path.
 *
 * @throws EmbeddedPostgresError EMBEDDED_NO_SPACE, EMBEDDED_PERMISSION_DENIED
 */
export async function settleHome(
  dataDir: string,
  binaries: Binaries,
  varLib = '/var/lib',
): Promise<ServerHome> {
  await mkdir(dataDir, { recursive: true });
  const dir = await realpath(dataDir);
  await requireSpace(dir);
  if (process.getuid?.() !== 0) return home(dir, binaries, undefined);

  const elsewhere = path.join(varLib, `hongyan-${shortHash(binaries.projectRoot)}`);
  const moved = path.join(elsewhere, `data-${shortHash(dir)}`);
  const isMoved = existsSync(path.join(moved, 'cluster')) && !existsSync(path.join(dir, 'cluster'));
  const user = await serverUser(path.join(isMoved ? moved : dir, 'cluster'));
  // The server user passes through this folder to the cluster, but must not list it.
  await chmod(dir, 0o711);
  const reachable = canEnter(dir, user) && canRun(program(binaries, 'postgres'), user);
  if (reachable && !isMoved) return home(dir, binaries, user);

  await mkdir(moved, { recursive: true, mode: 0o711 });
  await Promise.all([chmod(elsewhere, 0o755), chmod(moved, 0o711)]);
  await requireSpace(moved);
  return home(await realpath(moved), await copyBinaries(binaries, elsewhere), user);
}

function home(dir: string, binaries: Binaries, user: ServerUser | undefined): ServerHome {
  return {
    dir,
    cluster: path.join(dir, 'cluster'),
    passwordFile: path.join(dir, 'password'),
    logFile: path.join(dir, 'server.log'),
    binaries,
    user,
  };
}

async function requireSpace(dir: string): Promise<void> {
  const { bavail, bsize } = await statfs(dir);
  const free = bavail * bsize;
  if (free < LEAST_FREE_BYTES) {
    throw new EmbeddedPostgresError('EMBEDDED_NO_SPACE', `${Math.floor(free / 1024 / 1024)} MB`);
  }
}

/** The owner of an existing cluster, or else `postgres`, or else `nobody`. */
async function serverUser(cluster: string): Promise<ServerUser> {
  const owner = await stat(cluster).catch(() => null);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const users = parsePasswd(await readFile('/etc/passwd', 'utf8').catch(() => ''));
  const user = users.get('postgres') ?? users.get('nobody');
  if (!user)
    throw new EmbeddedPostgresError('EMBEDDED_PERMISSION_DENIED', 'root: no user postgres or nobody');
  return user;
}

/** Reads `name:x:uid:gid:…` lines (passwd(5)). */
export function parsePasswd(text: string): Map<string, ServerUser> {
  const users = new Map<string, ServerUser>();
  for (const line of text.split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name && uid && gid && Number(uid) > 0) users.set(name, { uid: Number(uid), gid: Number(gid) });
  }
  return users;
}

// Trying is the only answer that knows of every mode bit, access list and mount option.
function canRun(file: string, user: ServerUser): boolean {
  return spawnSync(file, ['--version'], { ...user, cwd: '/', env: {}, timeout: 10_000 }).status === 0;
}

function canEnter(dir: string, user: ServerUser): boolean {
  const probe = ['-c', 'cd -- "$1"', 'sh', dir];
  return spawnSync('/bin/sh', probe, { ...user, cwd: '/', env: {}, timeout: 10_000 }).status === 0;
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
