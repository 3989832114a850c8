/**
 * Letters per second of the letterpress engine, beside two other PDF writers, on the same letter in the same run;
 * and its memory for few and many letters. Reads the built product: `npm run build` first, `npm install` here.
 *
 *   node bench/letterpress.mjs [--quick] [--write]
 *
 * "A core" means per second of processor time the process used (all its threads), so that an engine that spreads
 * over cores is not flattered, and a busy machine does not spoil the figures.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { design, pieces, TEXT } from './letterpress-letter.mjs';
import { machine, writeSection } from './report.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const require = createRequire(import.meta.url);
const built = `${HERE}../dist/libs/letterpress/index.js`;
if (!existsSync(built)) {
  console.error('Build the product first: npm run build');
  process.exit(1);
}
const { openPress, parseDesign, pieceSerial } = require(built);
const { QrEncoder } = require(`${HERE}../dist/libs/letterpress/qr-code.js`);

const quick = process.argv.includes('--quick');
const memoryOf = process.argv.indexOf('--memory');
const engineAt = process.argv.indexOf('--engine');

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Letters per processor-second, and per second, of `print`, which must report the pages it made. */
async function measure(count, runs, print) {
  const core = [];
  const wall = [];
  for (let run = 0; run < runs; run++) {
    const cpu = process.cpuUsage();
    const start = performance.now();
    const pages = await print();
    const used = process.cpuUsage(cpu);
    if (pages !== count) throw new Error(`${pages} pages instead of ${count}`);
    wall.push(count / ((performance.now() - start) / 1000));
    core.push(count / ((used.user + used.system) / 1e6));
  }
  return { core: median(core), wall: median(wall) };
}

async function press() {
  return openPress(parseDesign(design), { artwork: new Map() });
}

async function printMany(count) {
  const job = (await press()).print(pieces(count, pieceSerial), () => undefined);
  if (job.printed !== count) throw new Error(`${job.printed} printed of ${count}`);
  console.log(JSON.stringify({ peakMb: Math.round(ownPeak() / 1024) }));
}

/** Peak resident memory, KB. `resourceUsage` counts what the parent had when it forked, so Linux is asked directly. */
function ownPeak() {
  const status = '/proc/self/status';
  const peak = existsSync(status) && /VmHWM:\s+(\d+) kB/.exec(readFileSync(status, 'utf8'))?.[1];
  return peak ? Number(peak) : process.resourceUsage().maxRSS;
}

/** What this program prints last when called so. */
function apart(...args) {
  const out = execFileSync(process.execPath, [fileURLToPath(import.meta.url), ...args], { encoding: 'utf8' });
  return JSON.parse(out.trim().split('\n').at(-1));
}

/** Letters in a file: what the product prints by default, and the same for every engine. */
const LETTERS = quick ? 1000 : 5000;

/** One engine, in a process of its own: what another one loads may change what the machine makes of this one. */
async function speedOf(engine) {
  const opened = await press();
  const letters = [...pieces(LETTERS, pieceSerial)];
  if (engine === 'vector' || engine === 'mask') {
    const options = { qr: engine, deflate: engine === 'vector' ? 1 : 0 };
    const run = () => opened.print(letters, () => undefined, options).pages;
    for (let warm = 0; warm < 3; warm++) run();
    return measure(letters.length, 5, run);
  }
  const { printWithPdfkit, printWithTypst } = await import('./letterpress-peers.mjs');
  const print = engine === 'pdfkit' ? printWithPdfkit : printWithTypst;
  const encoder = new QrEncoder('M');
  const code = (text) => {
    const { size, dark } = encoder.encode(text);
    return { size, dark: Uint8Array.from(dark) };
  };
  const warm = letters.slice(0, 1000);
  await print(warm, code, TEXT);
  return measure(letters.length, 1, () => print(letters, code, TEXT));
}

const ENGINES = ['vector', 'mask', 'pdfkit', 'typst'];
const ROUNDS = quick ? 1 : 5;

/**
 * Every engine once a round: a machine that grows slower or faster meanwhile does so for all of them, and a ratio is
 * taken within its round.
 */
function speeds() {
  const args = quick ? ['--quick'] : [];
  const rounds = Array.from({ length: ROUNDS }, () =>
    Object.fromEntries(ENGINES.map((engine) => [engine, apart('--engine', engine, ...args)])),
  );
  return Object.fromEntries(
    ENGINES.map((engine) => {
      const of = (figure) => rounds.map((round) => figure(round));
      const ratios = of((round) => round.vector.core / round[engine].core);
      return [
        engine,
        {
          core: median(of((round) => round[engine].core)),
          wall: median(of((round) => round[engine].wall)),
          ratio: median(ratios),
          lowest: Math.min(...ratios),
          highest: Math.max(...ratios),
        },
      ];
    }),
  );
}

function table(speed, memory) {
  const n = (value) => Math.round(value).toLocaleString('en-US');
  const row = (name, { core, wall, ratio, lowest, highest }, reach) =>
    `| ${name} | ${n(core)} | ${n(wall)} | ${ratio.toFixed(1)} × | ${lowest.toFixed(1)} to ${highest.toFixed(1)} | ${reach} |`;
  return [
    '| A4 letter: address, CJK paragraph, QR code, serial | letters/s a core | letters/s | our vector + deflate 1 is | in the rounds | reach |',
    '|---|---:|---:|---:|---|---|',
    row('letterpress, vector QR, deflate 1', speed.vector, '≥ 8,000 a core'),
    row('letterpress, image-mask QR, no deflate', speed.mask, '≥ 25,000 a core'),
    row('pdfkit', speed.pdfkit, 'ours ≥ 25 ×'),
    row('Typst (typst-ts-node-compiler)', speed.typst, 'ours ≥ 10 ×'),
    '',
    '| peak memory of a process, vector QR, deflate 1 | MB |',
    '|---|---:|',
    ...memory.map(([count, peak]) => `| ${n(count)} letters | ${n(peak)} |`),
  ].join('\n');
}

if (memoryOf > 0) {
  await printMany(Number(process.argv[memoryOf + 1]));
} else if (engineAt > 0) {
  console.log(JSON.stringify(await speedOf(process.argv[engineAt + 1])));
} else {
  const speed = speeds();
  const memory = (quick ? [2000, 20_000] : [10_000, 500_000]).map((count) => [
    count,
    apart('--memory', String(count)).peakMb,
  ]);
  const text = table(speed, memory);
  console.log(text);
  if (process.argv.includes('--write')) {
    const note =
      `Medians of ${ROUNDS} rounds on ${machine()}; each engine once a round in a process of its own, ratios within the ` +
      'round. A core: per second of processor time. All engines print the same words, fonts and QR modules into one PDF ' +
      `in memory, ${LETTERS.toLocaleString('en-US')} letters a file; they share one QR encoder so that only the writers ` +
      'are compared.';
    writeSection('letterpress', 'Letterpress', note, text, 'node bench/letterpress.mjs --write');
  }
}
