import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pieceSerial } from '../../../libs/letterpress';
import { verifyPdf } from '../../../libs/letterpress/verify-pdf';
import type { Fixtures } from '../../support/fixtures';
import { PRICE_FEN } from '../../support/mailing-world';
import type { Batch } from './batch';

/** Everything that came of a batch, from the receiver's folder and from behind row security. */
export interface Outcome {
  planned: number;
  mailed: number;
  held: number;
  suppressed: number;
  /** Pieces due in the post that the receiver has not got. */
  lost: number;
  /** Pieces, recipients or pages the receiver has more than once. */
  doubled: number;
  /** SHA-256 of every file of the receiver by name, without the ticket, which names this run. */
  files: Map<string, string>;
  faults: string[];
}

interface BatchSums {
  state: string;
  planned: number;
  mailed: number;
  held: number;
  suppressed: number;
}

/** Counts and compares everything anew, from the rows frozen and the files received. */
export async function outcomeOf(fixtures: Fixtures, dispatchDir: string, batch: Batch): Promise<Outcome> {
  const faults: string[] = [];
  const sums = await readSums(fixtures, batch.id);
  const folder = path.join(dispatchDir, batch.code);
  const due = await duePieces(fixtures, batch);
  const received = existsSync(folder) ? manifestOf(folder) : [];
  const serials = new Set(received.map(([, serial]) => serial));
  const names = new Set(received.map((cells) => cells[5]));
  const { pages, files } = await readFiles(folder, faults);
  const lost = due.filter((serial) => !serials.has(serial)).length;
  const doubled = received.length - serials.size + (received.length - names.size);
  if (sums.state !== 'dispatched') faults.push(`the batch is ${sums.state}`);
  if (lost > 0) faults.push(`${lost} pieces are lost`);
  if (doubled > 0) faults.push(`${doubled} serials or recipients appear twice`);
  if (received.length !== due.length) faults.push(`${due.length} pieces due, ${received.length} received`);
  if (pages !== due.length) faults.push(`${due.length} pieces due, ${pages} pages received`);
  if (sums.mailed !== due.length) faults.push(`${due.length} pieces due, ${sums.mailed} booked as mailed`);
  if (sums.planned !== sums.mailed + sums.held + sums.suppressed) faults.push('the batch does not balance');
  faults.push(...(await bookingFaults(fixtures, batch.id, due.length)));
  faults.push(...leftovers(dispatchDir, batch.code));
  return { ...sums, lost, doubled: doubled + Math.max(0, pages - due.length), files, faults };
}

/** Files that are not as in the other run; both came from the same input and the same hash key. */
export function differences(outcome: Outcome, undisturbed: Outcome): string[] {
  const names = new Set([...outcome.files.keys(), ...undisturbed.files.keys()]);
  return [...names]
    .filter((name) => outcome.files.get(name) !== undisturbed.files.get(name))
    .map((name) => `${name} differs from the undisturbed run`);
}

/** The numbers of a batch as the table shows them. */
export function shown(outcome: Outcome, undisturbed: Outcome): Record<string, number | string> {
  const { planned, mailed, held, suppressed, lost, doubled } = outcome;
  const equal = differences(outcome, undisturbed).length === 0 ? 'yes' : 'NO';
  return { planned, mailed, held, suppressed, lost, doubled, 'bytes equal': equal };
}

async function readSums(fixtures: Fixtures, batchId: string): Promise<BatchSums> {
  const [row] = await fixtures.sql<BatchSums>(
    'SELECT state, planned, mailed, held_out AS held, suppressed FROM mail_batch WHERE id = $1',
    [batchId],
  );
  return row!;
}

/** Serials that have to be in the receiver's hands: frozen, and not held out. */
async function duePieces(fixtures: Fixtures, { id, code }: Batch): Promise<string[]> {
  const rows = await fixtures.sql<{ seq: number }>(
    `SELECT p.seq FROM mail_piece p WHERE p.batch_id = $1 AND NOT EXISTS
       (SELECT 1 FROM mail_piece_finding f WHERE f.batch_id = p.batch_id AND f.seq = p.seq)`,
    [id],
  );
  return rows.map(({ seq }) => pieceSerial(code, seq));
}

// The fictitious recipients have neither commas nor quotes, so a line is split at its commas.
function manifestOf(folder: string): string[][] {
  const text = readFileSync(path.join(folder, 'manifest.csv'), 'utf8');
  const lines = text.split('\r\n').slice(1, -1);
  return lines.map((line) => line.split(','));
}

async function readFiles(
  folder: string,
  faults: string[],
): Promise<{ pages: number; files: Map<string, string> }> {
  const files = new Map<string, string>();
  let pages = 0;
  for (const name of existsSync(folder) ? readdirSync(folder).sort() : []) {
    if (name === 'job-ticket.json') continue;
    const file = path.join(folder, name);
    files.set(name, createHash('sha256').update(readFileSync(file)).digest('hex'));
    if (!name.endsWith('.pdf')) continue;
    const check = await verifyPdf(file);
    if (!check.ok) faults.push(`${name} is not a sound PDF`);
    pages += check.pages;
  }
  return { pages, files };
}

/** One dispatch, one delivery, one revenue line with the price of what was mailed. */
async function bookingFaults(fixtures: Fixtures, batchId: string, mailed: number): Promise<string[]> {
  const dispatches = await fixtures.sql<{ state: string }>('SELECT state FROM dispatch WHERE batch_id = $1', [
    batchId,
  ]);
  const lines = await fixtures.sql<{ fen: number; pieces: number }>(
    `SELECT r.amount_fen::integer AS fen, r.pieces::integer FROM revenue_line r
     JOIN dispatch d ON d.id = r.dispatch_id WHERE d.batch_id = $1`,
    [batchId],
  );
  const faults: string[] = [];
  if (dispatches.length !== 1 || dispatches[0]!.state !== 'delivered') {
    faults.push(`dispatches: ${dispatches.map(({ state }) => state).join(', ') || 'none'}`);
  }
  if (lines.length !== 1) faults.push(`${lines.length} revenue lines instead of one`);
  else if (lines[0]!.fen !== mailed * PRICE_FEN || lines[0]!.pieces !== mailed) {
    faults.push(`the revenue line says ${lines[0]!.pieces} pieces, ${lines[0]!.fen} fen`);
  }
  return faults;
}

/** Nothing of an attempt may lie about once the batch is delivered; other batches' folders may. */
function leftovers(dispatchDir: string, code: string): string[] {
  const names = existsSync(dispatchDir) ? readdirSync(dispatchDir) : [];
  return names.filter((name) => name.startsWith(`.${code}.`)).map((name) => `left behind: ${name}`);
}
