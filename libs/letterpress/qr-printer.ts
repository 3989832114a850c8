import { fillOperator } from './colour';
import { writeInteger, type ContentBuffer } from './content-buffer';
import type { QrBox } from './design';
import type { BoxPrinter, PieceContext } from './piece-context';
import type { Placement } from './placement';
import { QrEncoder, type QrCode } from './qr-code';
import type { QrLevel } from './qr-tables';
import type { CompiledTemplate } from './template';
import { mmToPt, pdfNumber } from './units';

/** How modules are written: filled rectangles, or a one-bit image mask (smaller, faster, coarser in some viewers). */
export type QrMode = 'vector' | 'mask';

/** Modules smaller than this do not survive printing and a phone's camera, mm. */
const MIN_MODULE_MM = 0.3;

const encoders = new Map<QrLevel, QrEncoder>();

function encoder(level: QrLevel): QrEncoder {
  let found = encoders.get(level);
  if (!found) {
    found = new QrEncoder(level);
    encoders.set(level, found);
  }
  return found;
}

/** Draws a QR box. */
export class QrPrinter implements BoxPrinter {
  readonly id: string;
  readonly constant: boolean;
  private readonly encoder: QrEncoder;
  private readonly side: number;
  private readonly colour: string;
  /** What precedes the modules, by symbol size. */
  private readonly heads = new Map<number, string>();

  constructor(
    private readonly box: QrBox,
    private readonly template: CompiledTemplate,
    private readonly place: Placement,
    private readonly mode: QrMode,
  ) {
    this.id = box.id;
    this.constant = template.constant;
    this.encoder = encoder(box.level);
    this.side = Math.min(place.width, place.height);
    this.colour = fillOperator(box.colour);
  }

  print(piece: PieceContext, out: ContentBuffer): void {
    const text = this.template.render(piece);
    if (text === '') {
      piece.report('empty-required');
      return;
    }
    const code = this.encoder.encode(text);
    if (!code || this.side / (code.size + 2 * this.box.quiet) < mmToPt(MIN_MODULE_MM)) {
      piece.report('qr-too-long', String(text.length));
      return;
    }
    out.ascii(this.head(code.size));
    if (this.mode === 'vector') writeModules(code, out);
    else writeMask(code, out);
    out.ascii(this.mode === 'vector' ? `f Q\n${this.place.leave}` : `\nEI Q\n${this.place.leave}`);
  }

  private head(size: number): string {
    let head = this.heads.get(size);
    if (head === undefined) {
      head = this.makeHead(size);
      this.heads.set(size, head);
    }
    return head;
  }

  private makeHead(size: number): string {
    const { x, top, width, height, enter } = this.place;
    const module = this.side / (size + 2 * this.box.quiet);
    const left = x + (width - this.side) / 2 + module * this.box.quiet;
    const upper = top - (height - this.side) / 2 - module * this.box.quiet;
    const start = `${enter}q ${this.colour} `;
    if (this.mode === 'vector') {
      // One unit is one module, y runs down.
      return `${start}${pdfNumber(module, 5)} 0 0 ${pdfNumber(-module, 5)} ${pdfNumber(left)} ${pdfNumber(upper)} cm\n`;
    }
    const code = pdfNumber(module * size, 4);
    const cm = `${code} 0 0 ${code} ${pdfNumber(left)} ${pdfNumber(upper - module * size)} cm`;
    return `${start}${cm} BI /W ${size} /H ${size} /IM true /BPC 1 /D [1 0] ID `;
  }
}

const MAX_SIZE = 177;
// Runs still growing downwards, by the column they start in; height 0 is none. Working memory of the thread.
const runWidth = new Uint8Array(MAX_SIZE);
const runTop = new Uint8Array(MAX_SIZE);
const runBottom = new Uint8Array(MAX_SIZE);

/** Dark runs as rectangles `x y width height re`; equal runs of neighbouring rows are one rectangle. */
function writeModules(code: QrCode, out: ContentBuffer): void {
  const { size, dark } = code;
  out.reserve(size * size * 8);
  out.repeats.add(out.length, 0, 0);
  runWidth.fill(0);
  lastEnd = lastFlatEnd = -1;
  for (let y = 0; y < size; y++) {
    const row = y * size;
    for (let x = 0; x < size; x++) {
      if (dark[row + x] === 0) continue;
      const start = x;
      while (x < size && dark[row + x] === 1) x++;
      const width = x - start;
      if (runWidth[start] === width && runBottom[start] === y) {
        runBottom[start] = y + 1;
        continue;
      }
      if (runWidth[start] !== 0) writeRun(out, start);
      runWidth[start] = width;
      runTop[start] = y;
      runBottom[start] = y + 1;
    }
  }
  for (let x = 0; x < size; x++) if (runWidth[x] !== 0) writeRun(out, x);
}

/** Lengths of ` re` and ` 1 re` with their line ends: what every rectangle repeats of one before. */
const TAIL = 4;
const FLAT_TAIL = 6;
/** Ends of the last rectangle and of the last one a single module high, for the compressor's sake. */
let lastEnd = -1;
let lastFlatEnd = -1;

function writeRun(out: ContentBuffer, x: number): void {
  const { bytes } = out;
  const top = runTop[x] as number;
  const height = (runBottom[x] as number) - top;
  let p = writeInteger(bytes, out.length, x);
  bytes[p++] = 32;
  p = writeInteger(bytes, p, top);
  bytes[p++] = 32;
  p = writeInteger(bytes, p, runWidth[x] as number);
  bytes[p++] = 32;
  p = writeInteger(bytes, p, height);
  bytes[p] = 32;
  bytes[p + 1] = 114; // re
  bytes[p + 2] = 101;
  bytes[p + 3] = 10;
  p += 4;
  if (height === 1 && lastFlatEnd >= 0) out.repeats.add(p - FLAT_TAIL, FLAT_TAIL, p - lastFlatEnd);
  else if (lastEnd >= 0) out.repeats.add(p - TAIL, TAIL, p - lastEnd);
  lastEnd = p;
  if (height === 1) lastFlatEnd = p;
  out.length = p;
}

/** One bit a module, rows padded to bytes. */
function writeMask(code: QrCode, out: ContentBuffer): void {
  const { size, dark } = code;
  const stride = (size + 7) >> 3;
  out.reserve(stride * size);
  const { bytes } = out;
  let p = out.length;
  for (let y = 0, at = 0; y < size; y++) {
    for (let byte = 0; byte < stride; byte++) {
      let value = 0;
      for (let bit = 0; bit < 8; bit++) {
        value = (value << 1) | (byte * 8 + bit < size ? (dark[at++] as number) : 0);
      }
      bytes[p++] = value;
    }
  }
  out.length = p;
}
