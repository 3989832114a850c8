import { fillOperator } from './colour';
import type { ContentBuffer } from './content-buffer';
import type { QrBox } from './design';
import type { BoxPrinter, PieceContext } from './piece-context';
import type { Placement } from './placement';
import { QrEncoder, type QrCode } from './qr-code';
import { QR_FONT, QR_STRIP, stripCodes, stripKey } from './qr-font';
import type { QrLevel } from './qr-tables';
import type { CompiledTemplate } from './template';
import { mmToPt, pdfNumber } from './units';

/** How modules are written: as outlines (`qr-font`), or as a one-bit image mask (coarser in some viewers). */
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
  private readonly tail: string;
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
    this.tail = `\n${mode === 'vector' ? 'ET' : 'EI'} Q\n${place.leave}`;
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
    out.ascii(this.tail);
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
      // One unit of the font and of the leading is one module.
      const unit = pdfNumber(module, 5);
      return `${start}BT /${QR_FONT} 1 Tf 1 TL ${unit} 0 0 ${unit} ${pdfNumber(left)} ${pdfNumber(upper)} Tm\n`;
    }
    const code = pdfNumber(module * size, 4);
    const cm = `${code} 0 0 ${code} ${pdfNumber(left)} ${pdfNumber(upper - module * size)} cm`;
    return `${start}${cm} BI /W ${size} /H ${size} /IM true /BPC 1 /D [1 0] ID `;
  }
}

const MAX_SIZE = 177;
/** Strips of the row below the one being written. Working memory of the thread. */
const below = new Uint8Array(Math.ceil(MAX_SIZE / QR_STRIP));

/** Each row as a string of strips that `'` shows on the next line. Written bottom row first, to know what is below. */
function writeModules(code: QrCode, out: ContentBuffer): void {
  const { size, dark } = code;
  const strips = Math.ceil(size / QR_STRIP);
  // A size is 4 n + 1: the last strip of a row holds one module.
  const last = strips - 1;
  const rowBytes = strips + 3;
  out.reserve(rowBytes * size);
  const { bytes } = out;
  const start = out.length;
  below.fill(0, 0, strips);
  for (let y = size - 1; y >= 0; y--) {
    const at = start + y * rowBytes;
    let x = (y + 1) * size - 1;
    let own = (dark[x] as number) << 3;
    bytes[at] = 40;
    bytes[at + strips] = stripCodes[stripKey(own, 0, below[last] as number)] as number;
    below[last] = own;
    for (let strip = last - 1; strip >= 0; strip--) {
      const right = own >> 3;
      own =
        (dark[--x] as number) |
        ((dark[--x] as number) << 1) |
        ((dark[--x] as number) << 2) |
        ((dark[--x] as number) << 3);
      bytes[at + 1 + strip] = stripCodes[stripKey(own, right, below[strip] as number)] as number;
      below[strip] = own;
    }
    bytes[at + strips + 1] = 41;
    bytes[at + strips + 2] = 39;
  }
  out.length = start + rowBytes * size;
  out.plain.push(start, out.length);
}

/** One bit a module, rows padded to bytes. */
function writeMask(code: QrCode, out: ContentBuffer): void {
  const { size, dark } = code;
  const stride = (size + 7) >> 3;
  out.reserve(stride * size);
  const { bytes } = out;
  const start = out.length;
  let p = start;
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
  out.plain.push(start, p);
}
