import { spawn } from 'node:child_process';
import path from 'node:path';

/** Ends a throw-away server and deletes its folders when the process that started it is gone, however it went. */
const SCRIPT = `
const [pidFile, ...folders] = process.argv.slice(1);
const server = () => { try { return parseInt(require('node:fs').readFileSync(pidFile, 'utf8'), 10) || 0; } catch { return 0; } };
const alive = (pid) => { try { return pid > 0 && process.kill(pid, 0); } catch { return false; } };
const remove = () => folders.forEach((dir) => require('node:fs').rmSync(dir, { recursive: true, force: true, maxRetries: 5 }));
process.stdin.resume();
process.stdin.on('end', () => {
  const pid = server();
  if (alive(pid)) process.kill(pid, 'SIGQUIT');
  let rounds = 0;
  const timer = setInterval(() => {
    if (alive(pid) && ++rounds < 200) return;
    clearInterval(timer);
    remove();
  }, 50);
});
`;

/**
 * Starts the watchdog. It reads a pipe that only this process holds open: the end of the process is the end of the
 * pipe, even after kill -9. Start it before the server, so that no moment is unwatched.
 *
 * @returns a function that lets the watchdog go once server and folders are gone
 */
export function watch(cluster: string, folders: string[]): () => void {
  const child = spawn(process.execPath, ['-e', SCRIPT, path.join(cluster, 'postmaster.pid'), ...folders], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    windowsHide: true,
  });
  child.unref();
  (child.stdin as unknown as { unref(): void }).unref();
  return () => {
    child.kill('SIGTERM');
  };
}
