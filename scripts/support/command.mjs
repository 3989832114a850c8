import { spawn } from 'node:child_process';
import { ensureInstalled } from '../ensure-install.mjs';
import { ensureBuilt } from './build.mjs';
import { ROOT, main } from './project.mjs';

/**
 * Runs one of the program's own commands, built when stale, with this process's arguments and terminal.
 *
 * @param {string} file the command below dist/, e.g. `src/cli/mail.js`
 */
export function runCommand(file) {
  return main(async () => {
    await ensureInstalled();
    await ensureBuilt(['api'], { announce: false });
    const command = ['--enable-source-maps', `dist/${file}`, ...process.argv.slice(2)];
    const child = spawn(process.execPath, command, { cwd: ROOT, stdio: 'inherit' });
    // Ctrl-C reaches the command by itself; a signal to this process alone is passed on.
    process.on('SIGINT', () => undefined);
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => resolve(code ?? 1));
    });
  });
}
