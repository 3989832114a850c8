import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.mjs';
import { Failure, ROOT, filesIn, fingerprint, read } from './project.mjs';

const INSTALLED = 'node_modules/.install-stamp';
const isProgram = (file) => !/\.spec\.ts$/.test(file);

/** The two things that are built: what they are made of, where they go, and how. */
const PARTS = {
  api: {
    title: '服务端 / API',
    sources: () =>
      filesIn(
        ['src', 'libs', 'migrations', 'scripts', 'templates/demo', 'tsconfig.json', 'tsconfig.build.json'],
        isProgram,
      ),
    result: 'dist/src/main.js',
    stamp: 'dist/.stamp',
    command: [process.execPath, 'node_modules/typescript-native/bin/tsc', '-p', 'tsconfig.build.json'],
    afterwards: removeOrphans,
  },
  web: {
    title: '网页 / web',
    sources: () => filesIn(['web']),
    result: 'web/dist/index.html',
    stamp: 'web/dist/.stamp',
    command: ['npm', 'run', '--silent', 'build', '-w', 'web'],
    afterwards: () => undefined,
  },
};

/**
 * Builds `api` and `web` where their sources, or the installed packages, differ from what was built last.
 *
 * @param {('api' | 'web')[]} names
 * @param {{ announce?: boolean }} options announce: say what is built and how long it took
 * @throws Failure with the compiler's output
 */
export async function ensureBuilt(names, { announce = true } = {}) {
  if (names.every(isFresh)) return;
  const waiting = '另一个进程正在构建,请稍候… / Another process is building, please wait…';
  await withLock(path.join(ROOT, 'node_modules/.build-lock'), waiting, async () => {
    const stale = names.filter((name) => !isFresh(name));
    const results = await Promise.allSettled(stale.map((name) => build(PARTS[name], announce)));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  });
}

function isFresh(name) {
  const part = PARTS[name];
  return existsSync(path.join(ROOT, part.result)) && read(part.stamp) === stampOf(part);
}

function stampOf(part) {
  return fingerprint(part.sources(), read(INSTALLED) ?? '');
}

async function build(part, announce) {
  const started = performance.now();
  if (announce) console.log(`正在构建 / Building: ${part.title} …`);
  // Taken before: a file saved during the build makes the next one stale.
  const stamp = stampOf(part);
  const { code, output } = await run(part.command);
  if (code !== 0) throw new Failure(`构建失败 / Build failed: ${part.title}\n${output}`);
  part.afterwards();
  mkdirSync(path.dirname(path.join(ROOT, part.stamp)), { recursive: true });
  writeFileSync(path.join(ROOT, part.stamp), stamp);
  if (announce) console.log(`✓ ${part.title} ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

/** Runs a command in the project's folder and collects what it says. */
export function run([command, ...args], { onSpawn } = {}) {
  return new Promise((resolve, reject) => {
    const shell = command === 'npm' && process.platform === 'win32';
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], shell });
    onSpawn?.(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    }
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** The compiler leaves the output of deleted sources behind; a deleted migration must not run from there. */
function removeOrphans() {
  for (const file of compiledFiles()) {
    const source = file.replace(/^dist\//, '').replace(/\.js(\.map)?$/, '.ts');
    if (!existsSync(path.join(ROOT, source))) rmSync(path.join(ROOT, file), { force: true });
  }
}

function compiledFiles() {
  return ['src', 'libs', 'migrations', 'scripts'].flatMap((folder) =>
    filesIn([`dist/${folder}`], (file) => /\.js(\.map)?$/.test(file)),
  );
}
