import { spawn } from 'node:child_process';

/** Ends a throw-away server and deletes its folders when the process that started it is gone, however it went. */
const SCRIPT = `
const [pid, ...folders] = process.argv.slice(1);
const alive = () => { try { process.kill(Number(pid), 0); return true; } catch { return false; } };
const remove = () => folders.forEach((dir) => require('node:fs').rmSync(dir, { recursive: true, force: true, maxRetries: 5 }));
process.stdin.resume();
process.stdin.on('end', () => {
  try { process.kill(Number(pid), 'SIGQUIT'); } catch {}
  let rounds = 0;
  const timer = setInterval(() => {
    if (alive() && ++rounds < 200) return;
    clearInterval(timer);
    remove();
  }, 50);
});
`;

/**
 * Starts the watchdog. It reads a pipe that only this process holds open: the end of the process is the end of the
 * pipe, even after kill -9.
 *
 * @returns a function that lets the watchdog go once server and folders are gone
 */
export function watch(serverPid: number, folders: string[]): () => void {
  const child = spawn(process.execPath, ['-e', SCRIPT, String(serverPid), ...folders], {
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
