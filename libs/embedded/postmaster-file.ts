import { execFile } from 'node:child_process';
import { readFile, readdir, readlink } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What `postmaster.pid` tells of a server; the file grows while the server starts. */
export interface PostmasterFile {
  pid: number;
  port: number | null;
  ready: boolean;
}

/**
 * Reads `postmaster.pid`: one value a line, pid, data folder, start time, port, socket folder, address, shared memory,
 * status (PostgreSQL source, `src/include/utils/pidfile.h`).
 */
export async function readPostmasterFile(cluster: string): Promise<PostmasterFile | null> {
  const text = await readFile(path.join(cluster, 'postmaster.pid'), 'utf8').catch(missing);
  const lines = (text ?? '').split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return { pid, port: Number(lines[3]) || null, ready: lines[7] === 'ready' };
}

function missing(error: NodeJS.ErrnoException): null {
  if (error.code !== 'ENOENT') throw error;
  return null;
}

/** Whether a process with this id exists, be it ours or another user's. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Whether `pid` is a living server of this cluster. After a restart of the machine the number may belong to any other
 * process, and a killed server without a parent to reap it stays as a zombie: neither counts.
 */
export async function isServerOf(pid: number, cluster: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform === 'linux') return (await workingFolder(pid)) === cluster;
  const [command, args] =
    process.platform === 'win32'
      ? ['tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH']]
      : ['ps', ['-p', String(pid), '-o', 'command=']];
  const { stdout } = await run(command, args as string[], { timeout: 10_000 }).catch(() => ({ stdout: '' }));
  return stdout.includes('postgres');
}

/** Whether any process still works in the cluster: the children of a killed server outlive it for a moment. */
export async function isInUse(cluster: string): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  for (const name of await readdir('/proc')) {
    if (/^\d+$/.test(name) && (await workingFolder(Number(name))) === cluster) return true;
  }
  return false;
}

// A server changes into its cluster folder at start and stays there.
async function workingFolder(pid: number): Promise<string | null> {
  return readlink(`/proc/${pid}/cwd`).catch(() => null);
}
