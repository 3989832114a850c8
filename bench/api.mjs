/**
 * The API as people use it, at a rate kept up whatever the answers take: a question's time runs from the moment it was
 * due, so that a stall counts for everybody who would have waited (no coordinated omission). The program and the
 * PostgreSQL it brings run on one core where `taskset` exists, the questions come from the others.
 *
 *   npm run seed:scale -- --accounts 100000 --contacts 500000 --entries 5000000
 *   npm run bench:api -- --rate 100 --seconds 30 [--data-dir data-scale] [--write]
 *   node bench/api.mjs --quick     # seeds 2,000 accounts for itself, 5 seconds
 *
 * Fails when anything answers with an error; with --strict also when something is slower than it is to be.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { choose, dice, mix } from './api-mix.mjs';
import { machine, writeSection } from './report.mjs';

const ROOT = path.join(import.meta.dirname, '..');
const PASSWORD = 'Hongyan-2026';
const PEOPLE = ['leader.scale@scale.example.com', 'manager1.scale-01@scale.example.com'];
const HEAD_OF_GROUP = 'K0000000';
const START_LIMIT_MS = 180_000;
const ANSWER_LIMIT_MS = 30_000;
const WARM_UP_SECONDS = 15;
const KNOWN_PAGES = 5;

const { values: args } = parseArgs({
  options: {
    rate: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '30' },
    'data-dir': { type: 'string', default: 'data-scale' },
    quick: { type: 'boolean', default: false },
    strict: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const rate = Number(args.rate);
const seconds = args.quick ? 5 : Number(args.seconds);
const onOneCore = cpus().length > 1 && spawnSync('taskset', ['-V']).status === 0;

const agent = new http.Agent({ keepAlive: true, maxSockets: 256 });

/** One request; resolves with its status and text. */
function ask(base, { method = 'GET', path: at, cookie, csrfToken, body }) {
  return new Promise((resolve, reject) => {
    const headers = {
      ...(cookie && { cookie }),
      ...(body && { 'content-type': 'application/json' }),
      ...(body && csrfToken && { 'x-csrf-token': csrfToken }),
    };
    const request = http.request(new URL(at, base), { method, agent, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part) => (text += part));
      answer.on('end', () => resolve({ status: answer.statusCode, text, headers: answer.headers }));
      answer.on('error', reject);
    });
    request.setTimeout(ANSWER_LIMIT_MS, () => request.destroy(new Error('no answer')));
    request.on('error', reject).end(body && JSON.stringify(body));
  });
}

async function askJson(base, request) {
  const { status, text } = await ask(base, request);
  if (status !== 200) throw new Error(`${request.path}: ${status}`);
  return JSON.parse(text);
}

/** Starts the built program; resolves with its address when it listens. */
async function start(dataDir) {
  const env = {
    ...process.env,
    PORT: '0',
    // Two people ask for everybody here.
    RATE_LIMIT_PER_MINUTE: '0',
    DATA_DIR: dataDir,
    DATABASE_URL: '',
    DEMO: 'off',
    LOG_LEVEL: 'error',
  };
  const command = [process.execPath, path.join(ROOT, 'dist/src/main.js')];
  if (onOneCore) {
    command.unshift('taskset', '-c', '0');
    spawnSync('taskset', ['-a', '-p', '-c', `1-${cpus().length - 1}`, String(process.pid)]);
  }
  const child = spawn(command[0], command.slice(1), { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  const base = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not listening: ${said}`)), START_LIMIT_MS);
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said += text;
      const address = /http:\/\/localhost:\d+/.exec(said);
      if (!address) return;
      clearTimeout(timer);
      resolve(address[0].replace('localhost', '127.0.0.1'));
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${said}`)));
  });
  return { child, base };
}

/** Logs somebody in and learns what they see. */
async function reader(base, email) {
  const session = await ask(base, {
    method: 'POST',
    path: '/api/session',
    body: { email, password: PASSWORD },
  });
  if (session.status !== 200) throw new Error(`log-in: ${session.status}; is this a seeded data folder?`);
  const cookie = session.headers['set-cookie'][0].split(';')[0];
  const accounts = [];
  for (let cursor, page = 0; page < KNOWN_PAGES && cursor !== null; page++) {
    const at = `/api/accounts?sort=-reviewDueOn&limit=100${cursor ? `&cursor=${cursor}` : ''}`;
    const answer = await askJson(base, { path: at, cookie });
    accounts.push(...answer.items.map(({ id }) => id));
    cursor = answer.nextCursor;
  }
  const heads = await askJson(base, { path: `/api/accounts?q=${HEAD_OF_GROUP}`, cookie });
  const { csrfToken } = JSON.parse(session.text);
  return { cookie, csrfToken, kinds: mix({ accounts, root: heads.items[0]?.id }) };
}

/** Asks at the rate, counted in requests, for so long; returns each kind's times in milliseconds and its errors. */
async function load(base, readers, duration, seed) {
  const pick = dice(seed);
  const results = new Map();
  const open = [];
  const total = Math.round(rate * duration);
  const began = performance.now();
  const asked = async (due, reader, { kind, reach }, requests) => {
    const result = results.get(kind) ?? { reach, times: [], errors: new Map() };
    results.set(kind, result);
    const outcome = (answer) => (answer.status === 200 ? null : String(answer.status));
    const one = (request) => ask(base, { ...reader, ...request }).then(outcome, (error) => error.message);
    const failed = (await Promise.all(requests.map(one))).filter((failure) => failure !== null);
    result.times.push(performance.now() - due);
    for (const failure of failed) result.errors.set(failure, (result.errors.get(failure) ?? 0) + 1);
  };
  for (let sent = 0; sent < total;) {
    const late = performance.now() - began;
    while (sent < total && (sent * 1000) / rate <= late) {
      const reader = readers[pick(readers.length)];
      const question = choose(reader.kinds, pick);
      const requests = question
        .requests(pick)
        .map((request) => (typeof request === 'string' ? { path: request } : request));
      open.push(asked(began + (sent * 1000) / rate, reader, question, requests));
      sent += requests.length;
    }
    await sleep(1);
  }
  await Promise.all(open);
  return results;
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];

function table(results) {
  const lines = ['| kind | asked | p50 ms | p95 ms | p99 ms | max ms | reach, p95 ms | errors |'];
  lines.push('|---|---:|---:|---:|---:|---:|---:|---|');
  for (const [kind, { reach, times, errors }] of [...results].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const sorted = times.sort((a, b) => a - b);
    const figures = [0.5, 0.95, 0.99, 1].map((share) => at(sorted, share).toFixed(0));
    const faults = [...errors].map(([fault, times]) => `${times} × ${fault}`).join(', ') || '0';
    lines.push(`| ${kind} | ${sorted.length} | ${figures.join(' | ')} | ≤ ${reach} | ${faults} |`);
  }
  return lines.join('\n');
}

function seedSmall() {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'hongyan-bench-api-'));
  // Passable for the server's user, so that the data lies here and goes with it.
  chmodSync(dataDir, 0o755);
  const command = [
    path.join(ROOT, 'dist/src/cli/seed-scale.js'),
    '--accounts',
    '2000',
    '--data-dir',
    dataDir,
  ];
  const { status } = spawnSync(process.execPath, command, {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error('seeding failed');
  return dataDir;
}

/** What the database was seeded with. */
function sizeOf(dataDir) {
  const { accounts, contacts, entries } = JSON.parse(readFileSync(path.join(dataDir, 'scale.json'), 'utf8'));
  const [a, c, e] = [accounts, contacts, entries].map((count) => count.toLocaleString('en'));
  return `${a} accounts, ${c} contacts and ${e} timeline entries`;
}

function report(results, size) {
  const text = table(results);
  const cores = onOneCore
    ? 'program and PostgreSQL on one core, the questions from another'
    : 'no taskset: on all cores';
  console.log(`${size}, ${rate}/s for ${seconds} s; ${cores}\n\n${text}`);
  if (args.write) {
    const note = `One run on ${machine()}, ${size}, ${rate} requests a second for ${seconds} s, row security on; ${cores}. A record page as it opens is one question of three requests at once. A question's time runs from the moment it was due. Half are asked by a leader of the province, half by a manager of a city.`;
    writeSection('api', 'The API', note, text, 'npm run bench:api -- --rate 100 --seconds 30 --write');
  }
  const all = [...results.values()];
  const slow = all.some(({ reach, times }) => at(times, 0.95) > reach);
  if (all.some(({ errors }) => errors.size > 0) || (args.strict && slow)) process.exitCode = 1;
}

async function main() {
  const dataDir = args.quick ? seedSmall() : path.resolve(args['data-dir']);
  const { child, base } = await start(dataDir);
  try {
    const readers = [];
    for (const email of PEOPLE) readers.push(await reader(base, email));
    await load(base, readers, args.quick ? 1 : WARM_UP_SECONDS, 1);
    report(await load(base, readers, seconds, 2), sizeOf(dataDir));
  } finally {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
    agent.destroy();
    if (args.quick) rmSync(dataDir, { recursive: true, force: true });
  }
}

await main();
