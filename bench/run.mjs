/**
 * Every measurement, one after the other so that none disturbs another.
 *
 *   node bench/run.mjs [--quick] [--write]
 *
 * Installs the peers it measures beside, which are no part of the product.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const flags = process.argv.slice(2);

function run(command, args, cwd) {
  const { status } = spawnSync(command, args, { cwd, stdio: 'inherit', timeout: 60 * 60_000 });
  if (status !== 0) process.exit(status ?? 1);
}

// Not a workspace: the product must not get the peers by installing itself.
if (!existsSync(`${HERE}node_modules`))
  run('npm', ['install', '--no-audit', '--no-fund', '--workspaces=false', '--prefix', HERE], HERE);
for (const bench of ['web-size', 'start', 'letterpress', 'import', 'worker-memory', 'mail']) {
  console.log(`\n# ${bench}\n`);
  run(process.execPath, [`bench/${bench}.mjs`, ...flags], `${HERE}..`);
}
