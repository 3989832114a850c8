import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled } from './ensure-install.mjs';
import { ensureBuilt, run } from './support/build.mjs';
import { Failure, ROOT, main } from './support/project.mjs';

const tool = (file, ...args) => [process.execPath, `node_modules/${file}`, ...args];

/** Everything but the tests, the slowest first, so that two at a time end together. */
const CHECKS = [
  {
    name: 'lint',
    needs: '.oxlintrc.json',
    command: tool('oxlint/bin/oxlint', '--type-aware', '--quiet', '.'),
  },
  {
    name: 'types',
    needs: 'tsconfig.json',
    command: tool('typescript-native/bin/tsc', '--noEmit', '-p', 'tsconfig.json'),
  },
  { name: 'build', needs: 'tsconfig.build.json', work: () => ensureBuilt(['api'], { announce: false }) },
  {
    name: 'web types',
    needs: 'web/package.json',
    command: ['npm', 'run', '--silent', 'typecheck', '-w', 'web'],
  },
  {
    name: 'both languages',
    needs: 'web/package.json',
    command: [process.execPath, 'web/scripts/check-i18n.mjs'],
  },
  { name: 'unused code', needs: 'knip.json', command: tool('knip/bin/knip.js', '--no-progress') },
  {
    name: 'format',
    needs: '.prettierrc.json',
    command: tool(
      'prettier/bin/prettier.cjs',
      ...['--check', '.', '--log-level=warn', '--cache', '--cache-strategy=content'],
      '--cache-location=node_modules/.cache/prettier-check.json',
    ),
  },
  {
    name: 'import rules',
    needs: '.dependency-cruiser.cjs',
    command: tool(
      'dependency-cruiser/bin/dependency-cruise.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      'src',
      'libs',
    ),
  },
];

/** Whole programs at work, by the minute: `.ci/run` runs these on both queue backends, and whoever names them. */
const LONGER = ['/test/jobs/', '/test/e2e/mail-command'];
const NO_TESTS = ['/node_modules/', '/test/browser/', '/test/chaos/', '/dist/'];

/** `npm test`: every check, then the tests; further arguments go to Jest. */
await main(async () => {
  await ensureInstalled();
  const started = performance.now();
  const failed = await runChecks();
  if (failed.length) throw new Failure(`未通过 / Failed: ${failed.join(', ')}`);
  console.log(`✓ 检查全部通过 / all checks passed ${seconds(started)}\n`);
  const args = process.argv.slice(2);
  return runJest(args.length > 0 ? args : ['--testPathIgnorePatterns', ...NO_TESTS, ...LONGER]);
});

/** Runs the checks two at a time and returns the names of those that failed. */
async function runChecks() {
  const waiting = [...CHECKS];
  const failed = [];
  const worker = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      if (!(await passes(check))) failed.push(check.name);
    }
  };
  await Promise.all([worker(), worker()]);
  return failed;
}

async function passes(check) {
  const started = performance.now();
  const problem = await problemOf(check);
  console.log(`${problem === null ? '✓' : '✗'} ${check.name.padEnd(14)} ${seconds(started)}`);
  if (problem !== null) console.log(`${problem.trimEnd()}\n`);
  return problem === null;
}

/** What the check has to complain about, or null. A check that cannot run is a failed check. */
async function problemOf(check) {
  if (!existsSync(path.join(ROOT, check.needs))) return `缺少 / missing: ${check.needs}`;
  try {
    const { code, output } = check.work ? (await check.work(), { code: 0 }) : await run(check.command);
    return code === 0 ? null : output;
  } catch (error) {
    return error instanceof Failure ? error.message : String(error.stack);
  }
}

function runJest(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(...withArgs(tool('jest/bin/jest.js', ...args)));
    // Ctrl-C reaches Jest by itself; a signal to this process alone is passed on.
    process.on('SIGINT', () => undefined);
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

function withArgs([command, ...args]) {
  return [command, args, { cwd: ROOT, stdio: 'inherit' }];
}

function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
