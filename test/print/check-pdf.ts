import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import jsqr from 'jsqr';

/**
 * Dispatched files in the eyes of other people's programs: qpdf finds nothing wrong, pdftotext returns every name
 * and address of the manifest in its place, and the QR codes of rendered pages decode to the piece's own serial.
 * Needs qpdf and poppler-utils, and the built program.
 */
const ROOT = path.join(__dirname, '../..');
const RECIPIENTS = 400;
const RENDERED = 24;
const DESIGNS = ['spring-festival-letter', 'bank-postcard', 'self-mailer'];

interface Piece {
  serial: string;
  file: string;
  page: number;
  name: string;
  address: string;
}

function run(command: string, args: string[], env?: NodeJS.ProcessEnv): string {
  return execFileSync(command, args, {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 256 << 20,
    timeout: 240_000,
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(env ? { env: { ...process.env, ...env } } : {}),
  });
}

/** The generated lists hold no quotes or line ends, so a plain split is enough here. */
function manifest(folder: string): Piece[] {
  const [, ...lines] = readFileSync(path.join(folder, 'manifest.csv'), 'utf8').trim().split('\r\n');
  return lines.map((line) => {
    const [, serial, file, page, , name, , address] = line.split(',');
    return { serial: serial!, file: file!, page: Number(page), name: name!, address: address! };
  });
}

/** Line breaks and spaces are the layout's, not the text's. */
const bare = (text: string): string => text.replace(/\s/g, '');

function assert(holds: boolean, what: string): void {
  if (!holds) throw new Error(`not so: ${what}`);
}

function checkText(folder: string, pieces: Piece[], pagesPerPiece: number): void {
  for (const file of new Set(pieces.map((piece) => piece.file))) {
    const pages = run('pdftotext', ['-raw', path.join(folder, file), '-'])
      .split('\f')
      .map(bare);
    for (const piece of pieces.filter((candidate) => candidate.file === file)) {
      const text = pages.slice(piece.page - 1, piece.page - 1 + pagesPerPiece).join('');
      for (const wanted of [piece.name, piece.address, piece.serial]) {
        assert(text.includes(bare(wanted)), `${file} page ${piece.page} carries its piece's text`);
      }
    }
  }
}

/** A portable graymap as pdftoppm writes it (netpbm, P5). */
function readGray(file: string): { pixels: Uint8ClampedArray; width: number; height: number } {
  const bytes = readFileSync(file);
  const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 64).toString('latin1'))!;
  const [width, height] = [Number(header[1]), Number(header[2])];
  const gray = bytes.subarray(header[0].length);
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i++)
    pixels.fill(gray[i]!, i * 4, i * 4 + 3).fill(255, i * 4 + 3, i * 4 + 4);
  return { pixels, width, height };
}

function checkCodes(folder: string, pieces: Piece[], pagesPerPiece: number): number {
  let decoded = 0;
  for (const piece of pieces.slice(0, RENDERED)) {
    const found: string[] = [];
    for (let page = piece.page; page < piece.page + pagesPerPiece; page++) {
      const target = path.join(folder, `page-${page}`);
      const range = ['-f', String(page), '-l', String(page), '-singlefile'];
      run('pdftoppm', ['-gray', '-r', '200', ...range, path.join(folder, piece.file), target]);
      const { pixels, width, height } = readGray(`${target}.pgm`);
      const code = jsqr(pixels, width, height);
      if (code) found.push(code.data);
    }
    assert(
      found.some((text) => text.includes(piece.serial)),
      `the code of a piece of ${piece.file} names its serial`,
    );
    decoded++;
  }
  return decoded;
}

function check(work: string, design: string, list: string): void {
  const out = path.join(work, design);
  const args = ['dist/src/cli/mail.js', '--list', list, '--design', design, '--out', out];
  run(process.execPath, args, { DATA_DIR: path.join(work, 'data'), DEMO: 'auto', CHUNK_PIECES: '150' });
  const folder = path.join(
    out,
    readdirSync(out).find((name) => name.startsWith('B'))!,
  );
  const ticket = JSON.parse(readFileSync(path.join(folder, 'job-ticket.json'), 'utf8')) as {
    pages: number;
    pieces: number;
    files: { name: string }[];
  };
  const pieces = manifest(folder);
  assert(
    pieces.length === RECIPIENTS && ticket.pieces === RECIPIENTS,
    `${design}: every recipient has a piece`,
  );
  for (const { name } of ticket.files) run('qpdf', ['--check', path.join(folder, name)]);
  const pagesPerPiece = ticket.pages / ticket.pieces;
  checkText(folder, pieces, pagesPerPiece);
  const decoded = checkCodes(folder, pieces, pagesPerPiece);
  console.log(
    `${design}: ${ticket.files.length} files clean, ${pieces.length} pieces read back, ${decoded} codes decoded`,
  );
}

const work = mkdtempSync(path.join(tmpdir(), 'hongyan-print-'));
// Passable for the server's user, so that the data lies here and goes with it.
chmodSync(work, 0o755);
try {
  if (!existsSync(path.join(ROOT, 'dist/src/cli/mail.js'))) throw new Error('Build first: npm run build');
  const list = path.join(work, 'list.csv');
  run(process.execPath, ['scripts/make-list.mjs', '--count', String(RECIPIENTS), '--out', list]);
  for (const design of DESIGNS) check(work, design, list);
} finally {
  rmSync(work, { recursive: true, force: true });
}
