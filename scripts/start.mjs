import { spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled } from './ensure-install.mjs';
import { ensureBuilt } from './support/build.mjs';
import { ROOT, main } from './support/project.mjs';

/** `npm start`: installs and builds what is missing, then runs the program until Ctrl-C. */
await main(async () => {
  await ensureInstalled();
  await ensureBuilt(['api', 'web']);
  return runProgram();
});

function runProgram() {
  const follow = pathToFileURL(path.join(ROOT, 'scripts/support/follow-parent.mjs')).href;
  const args = ['--enable-source-maps', '--import', follow, 'dist/src/main.js', ...process.argv.slice(2)];
  // A group of its own, so that Ctrl-C reaches the program once, through us.
  const detached = process.platform !== 'win32';
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    detached,
    // The address and the log-ins should be seen; LOG_LEVEL=info tells everything.
    env: { LOG_LEVEL: 'warn', ...process.env },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  forwardSignals(child);
  endWithParent(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    // Stopped by a signal that we passed on counts as a clean end.
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGKILL' ? 137 : 0)));
  });
}

/** npm does not pass every signal on: when it is gone, so is whoever wanted the program. */
function endWithParent(child) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    child.kill('SIGTERM');
  }, 1000);
  timer.unref();
}

/** The first signal asks the program to end, the second one ends it. */
function forwardSignals(child) {
  let asked = false;
  const forward = (signal) => {
    // A Windows console tells every process of Ctrl-C by itself.
    if (asked) child.kill('SIGKILL');
    else if (process.platform !== 'win32') child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
    asked = true;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => forward(signal));
}
