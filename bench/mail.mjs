/**
 * The main job as a whole process: `npm run mail` over a generated list, from the file to the dispatched folder, on an
 * embedded database of its own. Tells how long each step took and what the process and its print threads held.
 *
 *   node bench/mail.mjs [--pieces N] [--quick] [--write]
 */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { machine, writeSection } from './report.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const COMMAND = path.join(ROOT, 'dist/src/cli/mail.js');
const STEPS = ['import', 'freeze', 'print', 'dispatch'];
const ENDS = { import: null, freeze: 'frozen', print: 'closed', dispatch: 'dispatched' };
const LIMIT_MS = 30 * 60_000;

const option = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};

/** Runs a program to its end; `onLine` hears its stderr, `onPeak` its largest memory so far (Linux). */
function run(args, { env = {}, onLine = () => undefined } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      timeout: LIMIT_MS,
    });
    let output = '';
    let rest = '';
    let peakKb = 0;
    const look = setInterval(() => {
      const status = existsSync(`/proc/${child.pid}/status`)
        ? readFileSync(`/proc/${child.pid}/status`, 'utf8')
        : '';
      peakKb = Math.max(peakKb, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
    }, 200);
    child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop();
      lines.forEach(onLine);
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      clearInterval(look);
      if (code === 0) resolve({ output, peakMb: Math.round(peakKb / 1024) });
      else reject(new Error(`${path.basename(args[0])} ended with ${code}: ${rest || output}`));
    });
  });
}

async function measure(pieces) {
  const work = mkdtempSync(path.join(tmpdir(), 'hongyan-bench-mail-'));
  // Passable for the server's user, so that the data lies here and goes with it.
  chmodSync(work, 0o755);
  try {
    const list = path.join(work, 'list.csv');
    await run(['scripts/make-list.mjs', '--count', String(pieces), '--out', list]);
    const at = {};
    const onLine = (line) => {
      const [, seconds, word] = /^\s*([\d.]+) s\s+(\w+)/.exec(line) ?? [];
      if (word) at[word] = Number(seconds);
    };
    const args = [
      '--lang',
      'en',
      '--list',
      list,
      '--design',
      'spring-festival-letter',
      '--out',
      path.join(work, 'out'),
    ];
    const { output, peakMb } = await run([COMMAND, ...args], {
      env: { DATA_DIR: path.join(work, 'data') },
      onLine,
    });
    if (!output.includes(`mailed ${pieces} `)) throw new Error(`not every piece was mailed: ${output}`);
    const total = Number(/([\d.]+) s\s*$/.exec(output)[1]);
    return { pieces, total, at, peakMb };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function table(few, { pieces, total, at, peakMb }) {
  const rows = [];
  let before = 0;
  for (const step of STEPS) {
    const end = step === 'import' ? at.imported : at[ENDS[step]];
    rows.push(`| ${step} | ${(end - before).toFixed(1)} |`);
    before = end;
  }
  const n = pieces.toLocaleString('en-US');
  return [
    `| \`npm run mail\`, ${n} pieces, spring-festival-letter, embedded | s |`,
    '|---|---:|',
    ...rows,
    `| **whole command, with start, database set-up and demo year** (reach: 4 minutes for 500,000 on 2 cores) | **${total.toFixed(1)}** |`,
    '',
    `| peak memory of the whole process, with ${cpus().length} print threads | MB |`,
    '|---|---:|',
    `| ${few.pieces.toLocaleString('en-US')} pieces | ${few.peakMb} |`,
    `| ${n} pieces | ${peakMb} |`,
  ].join('\n');
}

if (!existsSync(COMMAND)) throw new Error('Build the product first: npm run build');
const pieces = option('--pieces', process.argv.includes('--quick') ? 20_000 : 500_000);
const text = table(await measure(pieces / 50), await measure(pieces));
console.log(text);
if (process.argv.includes('--write')) {
  writeSection('mail', 'The main job', `One run on ${machine()}.`, text, 'node bench/mail.mjs --write');
}
