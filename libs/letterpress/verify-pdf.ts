import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { inflateSync } from 'node:zlib';
import { PdfTreeCheck } from './verify-tree';

/** What a check of a written file found. `problems` are for logs and people: they name objects, never content. */
export interface PdfCheck {
  ok: boolean;
  pages: number;
  /** SHA-256 of all bytes, hex. */
  sha256: string;
  bytes: number;
  problems: string[];
}

const CHUNK = 1 << 20;
const TAIL = 1024;
const ENTRY = 20;
const HEAD = 600;
const MAX_PROBLEMS = 20;
const MAX_OBJECTS = 8_000_000;

class Problems {
  readonly list: string[] = [];

  add(problem: string): void {
    if (this.list.length < MAX_PROBLEMS) this.list.push(problem);
  }
}

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, at);
  return buffer.subarray(0, bytesRead);
}

interface Xref {
  start: number;
  root: number;
  /** Offset by object number; 0 for free entries. */
  offsets: Float64Array;
}

/** Reads `startxref`, the table it points at and the trailer. */
async function readXref(file: FileHandle, size: number, problems: Problems): Promise<Xref | null> {
  const tail = (await readAt(file, Math.max(0, size - TAIL), TAIL)).toString('latin1');
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(tail)?.[1] ?? -1);
  if (!(start > 0 && start < size)) {
    problems.add('no startxref at the end');
    return null;
  }
  const head = (await readAt(file, start, 64)).toString('latin1');
  const match = /^xref\n0 (\d+)\n/.exec(head);
  const count = Number(match?.[1] ?? 0);
  const table = start + (match?.[0].length ?? 0);
  if (!match || count < 2 || count > MAX_OBJECTS || table + count * ENTRY > size) {
    problems.add('startxref does not point at a cross-reference table');
    return null;
  }
  const offsets = new Float64Array(count);
  const step = Math.floor(CHUNK / ENTRY);
  for (let from = 0; from < count; from += step) {
    const rows = await readAt(file, table + from * ENTRY, Math.min(step, count - from) * ENTRY);
    readEntries(rows, from, offsets, problems);
  }
  const rest = table + count * ENTRY;
  const trailer = (await readAt(file, rest, size - rest)).toString('latin1');
  const root = Number(/\/Root (\d+) 0 R/.exec(trailer)?.[1] ?? 0);
  if (!trailer.startsWith('trailer') || Number(/\/Size (\d+)/.exec(trailer)?.[1]) !== count) {
    problems.add('the trailer does not fit the cross-reference table');
  }
  return { start, root, offsets };
}

function readEntries(rows: Buffer, first: number, offsets: Float64Array, problems: Problems): void {
  for (let at = 0, n = first; at + ENTRY <= rows.length; at += ENTRY, n++) {
    let offset = 0;
    for (let i = 0; i < 10; i++) {
      const digit = (rows[at + i] as number) - 48;
      if (digit < 0 || digit > 9) offset = Number.NaN;
      offset = offset * 10 + digit;
    }
    const kind = rows[at + 17];
    if (Number.isNaN(offset) || rows[at + 10] !== 32 || (kind !== 110 && kind !== 102)) {
      problems.add(`bad cross-reference entry ${n}`);
    } else if (kind === 110) offsets[n] = offset;
  }
}

/** The file as a window that moves forward once, in one buffer; hashes what passes. */
class Window {
  private readonly hash = createHash('sha256');
  private buffer: Buffer = Buffer.allocUnsafe(2 * CHUNK);
  private base = 0;
  private readTo = 0;

  constructor(
    private readonly file: FileHandle,
    private readonly size: number,
  ) {}

  /** Bytes `from`..`to`, until the next call; `from` may not go back. */
  async slice(from: number, to: number): Promise<Buffer> {
    if (to > this.readTo) await this.advance(from, to);
    return this.buffer.subarray(from - this.base, to - this.base);
  }

  async digest(): Promise<string> {
    while (this.readTo < this.size) await this.advance(this.readTo, Math.min(this.size, this.readTo + CHUNK));
    return this.hash.digest('hex');
  }

  /** Drops what is before `from` and reads up to `to` or further. */
  private async advance(from: number, to: number): Promise<void> {
    while (this.readTo < from) await this.fill(this.readTo, Math.min(from, this.readTo + CHUNK));
    await this.fill(from, Math.min(this.size, Math.max(to, this.readTo + CHUNK)));
  }

  private async fill(from: number, until: number): Promise<void> {
    const kept = this.buffer.subarray(from - this.base, this.readTo - this.base);
    // An object longer than the window: artwork.
    const room = until - from > this.buffer.length ? Buffer.allocUnsafe(until - from) : this.buffer;
    kept.copy(room);
    this.buffer = room;
    this.base = from;
    while (this.readTo < until) {
      const at = this.readTo - this.base;
      const { bytesRead } = await this.file.read(room, at, until - this.readTo, this.readTo);
      if (bytesRead === 0) throw new Error('The file became shorter while it was read.');
      this.hash.update(room.subarray(at, at + bytesRead));
      this.readTo += bytesRead;
    }
  }
}

const HEADER = /^(\d+) 0 obj\s/;

/** Checks the object that fills `bytes`: its number, its end, its stream. */
function checkObject(
  bytes: Buffer,
  offset: number,
  offsets: Float64Array,
  tree: PdfTreeCheck,
  problems: Problems,
): void {
  const head = bytes.toString('latin1', 0, Math.min(HEAD, bytes.length));
  const header = HEADER.exec(head);
  const number = Number(header?.[1] ?? -1);
  if (!header || offsets[number] !== offset) {
    problems.add(`no object where the table says, at ${offset}`);
    return;
  }
  const end = bytes.toString('latin1', Math.max(0, bytes.length - 24));
  if (!/endobj\s*$/.test(end)) problems.add(`object ${number} does not end`);
  const streamAt = bytes.indexOf('stream', 0, 'latin1');
  const isStream = streamAt > 0 && /endstream\s+endobj\s*$/.test(end);
  if (isStream) {
    const ok = checkStream(bytes, streamAt, number, problems);
    tree.stream(number, ok);
    return;
  }
  if (/\/Type\s*\/Pages?(?![A-Za-z])/.test(head) || /\/Type\s*\/Catalog/.test(head)) {
    tree.object(number, head.length < bytes.length ? bytes.toString('latin1') : head);
  }
}

/** A stream must be exactly as long as it says, and inflate when deflate is its only filter. */
function checkStream(bytes: Buffer, streamAt: number, number: number, problems: Problems): boolean {
  const dictionary = bytes.toString('latin1', 0, streamAt);
  let from = streamAt + 6;
  if (bytes[from] === 13) from++;
  if (bytes[from] === 10) from++;
  const length = /\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(dictionary)?.[1];
  if (length === undefined) return true;
  const to = from + Number(length);
  if (!/^\r?\nendstream/.test(bytes.toString('latin1', to, to + 16))) {
    problems.add(`stream ${number} is not as long as it says`);
    return false;
  }
  if (!/\/Filter\s*\/FlateDecode/.test(dictionary)) return true;
  try {
    inflateSync(bytes.subarray(from, to));
    return true;
  } catch {
    problems.add(`stream ${number} does not inflate`);
    return false;
  }
}

/**
 * Checks the structure of a PDF this engine wrote, without using any of the writing code: header, cross-reference
 * table, trailer; every object at its offset with its number, its end and, for streams, its exact length; every
 * deflated stream inflates; the page tree counts what it holds; every page has its content and resources.
 * Nothing is sampled. Reads the file once, front to back, in bounded memory.
 * @throws the file system's error when the file cannot be read
 */
export async function verifyPdf(path: string): Promise<PdfCheck> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const problems = new Problems();
    const window = new Window(file, size);
    if (!/^%PDF-1\.\d\n/.test((await readAt(file, 0, 9)).toString('latin1'))) problems.add('no PDF header');
    const xref = await readXref(file, size, problems);
    let pages = 0;
    if (xref) {
      const tree = new PdfTreeCheck(xref.offsets, (problem) => problems.add(problem));
      const starts = xref.offsets.filter((offset) => offset > 0).sort();
      for (let i = 0; i < starts.length && problems.list.length < MAX_PROBLEMS; i++) {
        const from = starts[i] as number;
        const to = Math.min(starts[i + 1] ?? xref.start, xref.start);
        if (to <= from) problems.add(`two objects, or none, at ${from}`);
        else checkObject(await window.slice(from, to), from, xref.offsets, tree, problems);
      }
      pages = tree.finish(xref.root);
    }
    const sha256 = await window.digest();
    return { ok: problems.list.length === 0, pages, sha256, bytes: size, problems: problems.list };
  } finally {
    await file.close();
  }
}
