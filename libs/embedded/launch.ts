import { ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import path from 'node:path';
import { program } from './binaries';
import { CHILD } from './cluster';
import { EmbeddedPostgresError, explainFailure } from './embedded-errors';
import { isInUse, isServerOf, readPostmasterFile } from './postmaster-file';
import { ServerHome } from './server-home';
import { socketFolder } from './socket';

/** How a launch ended: the server is ready, or why another try may help. */
export type LaunchOutcome = 'ready' | 'another server came first' | 'port taken' | 'old server still ending';

const LOG_LIMIT_BYTES = 10 * 1024 * 1024;

/** Memory and write-ahead log for a small machine; the log may grow so that a large COPY needs no checkpoint. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  max_connections: 200,
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '256MB',
  wal_level: 'minimal',
  max_wal_senders: 0,
  wal_buffers: '16MB',
  min_wal_size: '512MB',
  max_wal_size: '4GB',
  checkpoint_timeout: '15min',
  checkpoint_completion_target: 0.9,
  random_page_cost: 1.1,
  jit: 'off',
  lc_messages: 'C',
  // Errors and statements quote values, and values are personal data: only the server's own life is logged.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
};

/** A server whose data nobody will miss gives up every guarantee for speed. */
const THROWAWAY_SETTINGS = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  // A vacuum in the template would keep it from being copied.
  autovacuum: 'off',
  shared_buffers: '128MB',
};

/**
 * Starts the server of an existing cluster on `port` of 127.0.0.1 and waits until it takes connections, which after a
 * crash includes replaying the log. The server outlives this process; its messages go to `server.log`.
 *
 * @throws EmbeddedPostgresError when trying again cannot help
 */
export async function launch(
  home: ServerHome,
  port: number,
  throwaway: boolean,
  deadline: number,
): Promise<LaunchOutcome> {
  await removeStalePostmasterFile(home.cluster);
  await removeStaleSockets(home.cluster);
  const log = await openLog(home.logFile);
  try {
    const folder = socketFolder(home.cluster) ?? '';
    const settings = {
      ...SETTINGS,
      unix_socket_directories: folder,
      ...(throwaway ? THROWAWAY_SETTINGS : {}),
    };
    const args = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
    // Its own session: Ctrl-C in the terminal must reach the program, which then stops the server in good order.
    const child = spawn(
      program(home.binaries, 'postgres'),
      ['-D', home.cluster, '-p', String(port), ...args],
      {
        ...CHILD,
        ...home.user,
        detached: true,
        stdio: ['ignore', log.fd, log.fd],
      },
    );
    child.unref();
    const ready = await untilReady(child, home.cluster, deadline);
    return ready ? 'ready' : await whyNot(home.logFile, log.offset);
  } finally {
    await log.close();
  }
}

async function openLog(file: string): Promise<{ fd: number; offset: number; close(): Promise<void> }> {
  const size = existsSync(file) ? (await stat(file)).size : 0;
  if (size > LOG_LIMIT_BYTES) await rename(file, `${file}.1`);
  const handle = await open(file, 'a', 0o600);
  const offset = (await handle.stat()).size;
  return { fd: handle.fd, offset, close: () => handle.close() };
}

/** True when ready, false when the server ended. */
async function untilReady(child: ChildProcess, cluster: string, deadline: number): Promise<boolean> {
  let ended: Error | true | null = null;
  child.once('exit', () => (ended = true));
  child.once('error', (error) => (ended = error));
  for (;;) {
    if ((ended as unknown) instanceof Error)
      throw explainFailure(String(ended)) ?? startFailed(String(ended));
    if (ended) return false;
    const file = await readPostmasterFile(cluster);
    if (file?.pid === child.pid && file?.ready) return true;
    if (Date.now() > deadline) {
      child.kill('SIGQUIT');
      throw startFailed('timeout');
    }
    await delay(15);
  }
}

async function whyNot(logFile: string, offset: number): Promise<LaunchOutcome> {
  const text = (await readFile(logFile)).subarray(offset).toString('utf8');
  if (/lock file "postmaster.pid" already exists/.test(text)) return 'another server came first';
  if (/could not bind|Address already in use/i.test(text)) return 'port taken';
  if (/shared memory block .* still in use|lock file "postmaster.pid" is empty/.test(text)) {
    return 'old server still ending';
  }
  throw explainFailure(text) ?? startFailed(text.slice(-800));
}

function startFailed(detail: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError('EMBEDDED_START_FAILED', detail);
}

/**
 * PostgreSQL replaces the file of a dead server by itself, but not when the dead server's number now belongs to another
 * process or to a zombie. It is removed only when no process works in the cluster any more.
 */
async function removeStalePostmasterFile(cluster: string): Promise<void> {
  for (let i = 0; i < 100; i++) {
    const file = await readPostmasterFile(cluster);
    if (!file || (await isServerOf(file.pid, cluster))) return;
    if (!(await isInUse(cluster))) {
      // Read again: another process may just have replaced the file with its own.
      const now = await readPostmasterFile(cluster);
      if (now?.pid === file.pid) await rm(path.join(cluster, 'postmaster.pid'), { force: true });
      return;
    }
    await delay(50);
  }
}

/** The lock beside a socket names its server too, and is read by PostgreSQL with as little care. */
async function removeStaleSockets(cluster: string): Promise<void> {
  if (await readPostmasterFile(cluster)) return;
  const stale = (await readdir(cluster)).filter((name) => name.startsWith('.s.PGSQL.'));
  for (const name of stale) await rm(path.join(cluster, name), { force: true });
}

/** A port of 127.0.0.1 that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
