/**
 * From `npm start` to listening, on a database that is there already: after a clean stop, and after everything the
 * program started was killed with -9.
 *
 *   node bench/start.mjs [--quick] [--write]
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { machine, writeSection } from './report.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const RUNS = process.argv.includes('--quick') ? 1 : 5;
const LIMIT_MS = 180_000;

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** Starts the program; resolves when it listens. */
async function start(dataDir) {
  const began = performance.now();
  const env = { ...process.env, PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'warn' };
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not listening: ${said}`)), LIMIT_MS);
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said += text;
      if (!/http:\/\/\S+:\d+/.test(said)) return;
      clearTimeout(timer);
      resolve();
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${said}`)));
  });
  return { child, seconds: (performance.now() - began) / 1000 };
}

async function stop(child) {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** Processes that work in `dataDir` or were started by `pid`, by what /proc says of them (Linux). */
function family(pid, dataDir) {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const facts = all.flatMap((name) => {
    try {
      const parent = Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))[1]);
      return [{ pid: Number(name), parent, command: readFileSync(`/proc/${name}/cmdline`, 'utf8') }];
    } catch {
      return [];
    }
  });
  const found = new Set([pid]);
  for (let grew = true; grew;) {
    grew = false;
    for (const { pid: one, parent, command } of facts) {
      if (found.has(one) || !(found.has(parent) || command.includes(dataDir))) continue;
      found.add(one);
      grew = true;
    }
  }
  return [...found].filter((one) => one !== process.pid);
}

async function main() {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'hongyan-bench-start-'));
  // Passable for the server's user, so that the data lies here and goes with it.
  chmodSync(dataDir, 0o755);
  try {
    await stop((await start(dataDir)).child);
    const warm = [];
    const killed = [];
    for (let run = 0; run < RUNS; run++) {
      const program = await start(dataDir);
      warm.push(program.seconds);
      const ended = once(program.child, 'exit');
      spawnSync('kill', ['-9', ...family(program.child.pid, dataDir).map(String)]);
      await ended;
      const again = await start(dataDir);
      killed.push(again.seconds);
      await stop(again.child);
    }
    const text = [
      '| `npm start` to listening, built, demo year loaded | s |',
      '|---|---:|',
      `| after a clean stop | ${median(warm).toFixed(1)} |`,
      `| after kill -9 of the program and of its PostgreSQL | ${median(killed).toFixed(1)} |`,
    ].join('\n');
    console.log(text);
    if (process.argv.includes('--write')) {
      const note = `Medians of ${RUNS} on ${machine()}.`;
      writeSection('start', 'Start', note, text, 'node bench/start.mjs --write');
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

await main();
