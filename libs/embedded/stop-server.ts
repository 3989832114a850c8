import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { program } from './binaries';
import { CHILD } from './cluster';
import { EmbeddedPostgresError } from './embedded-errors';
import { isServerOf, readPostmasterFile } from './postmaster-file';
import { ServerHome } from './server-home';

const run = promisify(execFile);
const PATIENCE_MS = 60_000;

/**
 * Stops the server of the cluster and waits until it is gone. `fast` ends sessions and writes a checkpoint,
 * `immediate` just ends (the log is replayed at the next start).
 *
 * @throws EmbeddedPostgresError EMBEDDED_STOP_FAILED
 */
export async function stopServer(home: ServerHome, mode: 'fast' | 'immediate'): Promise<void> {
  const file = await readPostmasterFile(home.cluster);
  if (!file) return;
  await signal(home, file.pid, mode);
  const deadline = Date.now() + PATIENCE_MS;
  while (await isServerOf(file.pid, home.cluster)) {
    if (Date.now() > deadline) throw new EmbeddedPostgresError('EMBEDDED_STOP_FAILED', `pid ${file.pid}`);
    await delay(10);
  }
}

async function signal(home: ServerHome, pid: number, mode: 'fast' | 'immediate'): Promise<void> {
  if (!(await isServerOf(pid, home.cluster))) return;
  if (process.platform === 'win32') {
    // Windows has no signals; pg_ctl speaks to the server through its own pipe.
    await run(program(home.binaries, 'pg_ctl'), ['stop', '-W', '-D', home.cluster, '-m', mode], CHILD);
    return;
  }
  process.kill(pid, mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
}
