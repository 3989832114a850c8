import { fillOperator } from './colour';
import { writeHundredths, type ContentBuffer } from './content-buffer';
import type { AddressBox, SerialBox, TextBox } from './design';
import type { FontName } from './font-catalogue';
import type { FontChain } from './font-run';
import { GlyphLine } from './glyph-line';
import { breakLines, MAX_LINES, newLines, type Lines } from './line-breaking';
import type { BoxPrinter, PieceContext } from './piece-context';
import { checkSerial } from './piece-serial';
import type { Placement } from './placement';
import type { Paragraph } from './text-paragraphs';
import { mmToPt, pdfNumber } from './units';

/** Where the Chinese em box lies about the baseline, as a share of the size. */
const EM_ABOVE = 0.88;
const EM_BELOW = 0.12;
const SHRINK_STEP = 0.5;
const SLACK = 0.02;
/** A justified line is not stretched by more than this share of the size a gap. */
const MAX_STRETCH = 0.5;

// Working memory of the thread: printing is synchronous, one box at a time.
const glyphs = new GlyphLine();
const lines: Lines = newLines();
const lineParagraph = new Uint8Array(MAX_LINES);

/** Sets the type of text, address and serial boxes: breaks lines, fits or reports, writes glyphs. */
export class TextPrinter implements BoxPrinter {
  readonly id: string;
  readonly constant: boolean;
  private readonly chains: FontChain[];
  private readonly opening: string;
  private readonly closing: string;
  private readonly pitch: number;
  private readonly ratios: number[] = [1];
  /** Scale of this piece: one of `ratios`. */
  private ratio = 1;

  constructor(
    private readonly box: TextBox | AddressBox | SerialBox,
    private readonly paragraphs: Paragraph[],
    private readonly place: Placement,
    chainOf: (font: FontName) => FontChain,
  ) {
    this.id = box.id;
    this.constant = paragraphs.every((paragraph) => paragraph.template.constant);
    this.chains = paragraphs.map((paragraph) => chainOf(paragraph.font));
    this.opening = `${place.enter}BT ${fillOperator(box.colour)} `;
    this.closing = `ET\n${place.leave}`;
    this.pitch = box.kind === 'text' && box.pitch !== undefined ? mmToPt(box.pitch) : 0;
    if (box.overflow === 'shrink') {
      for (let size = box.size - SHRINK_STEP; size >= box.minSize; size -= SHRINK_STEP) {
        this.ratios.push(size / box.size);
      }
    }
  }

  print(piece: PieceContext, out: ContentBuffer): void {
    if (this.box.kind === 'serial' && !checkSerial(piece.serial)) piece.report('bad-serial');
    if (!this.gather(piece)) return;
    const fits = this.pitch > 0 ? this.breakPitched() : this.ratios.some((ratio) => this.breakAt(ratio));
    // What does not fit is drawn all the same: a proof shows it, and a print drops the piece.
    if (!fits) piece.report('overflow', `${lines.count}`);
    out.ascii(this.opening);
    this.write(piece, out);
    out.ascii(this.closing);
  }

  /** Evaluates the templates into `glyphs`; `ends` says where each paragraph stops. False when nothing is left. */
  private gather(piece: PieceContext): boolean {
    glyphs.clear();
    for (let i = 0; i < this.paragraphs.length; i++) {
      const paragraph = this.paragraphs[i] as Paragraph;
      const text = paragraph.template.render(piece);
      if (text.trim() === '') {
        if (paragraph.required) piece.report('empty-required', String(i + 1));
      } else {
        glyphs.add(text, this.chains[i] as FontChain, this.box.tracking, piece);
      }
      this.ends[i] = glyphs.count;
    }
    return glyphs.count > 0;
  }

  private readonly ends: number[] = [];

  /** Breaks at a scale; true when everything fits the box. */
  private breakAt(ratio: number): boolean {
    this.ratio = ratio;
    lines.count = 0;
    let height = 0;
    let widest = 0;
    for (let i = 0, from = 0; i < this.paragraphs.length; i++) {
      const { size, leading, before } = this.paragraphs[i] as Paragraph;
      const to = this.ends[i] as number;
      if (to === from) continue;
      const first = lines.count;
      breakLines(
        glyphs.widths,
        glyphs.kinds,
        from,
        to,
        (this.place.width * 1000) / (size * ratio) + SLACK,
        lines,
      );
      for (let line = first; line < lines.count; line++) {
        lineParagraph[line] = i;
        height += line === 0 ? size * EM_ABOVE : leading + (line === first ? before : 0);
        widest = Math.max(widest, (lines.width[line] as number) * size * 0.001);
      }
      from = to;
    }
    const lastSize = (this.paragraphs[lineParagraph[lines.count - 1] as number] as Paragraph).size;
    this.textHeight = (height + lastSize * EM_BELOW) * ratio;
    const fits = this.textHeight <= this.place.height + SLACK && widest * ratio <= this.place.width + SLACK;
    return fits && lines.count < MAX_LINES;
  }

  /** Height of the text as broken, points. */
  private textHeight = 0;

  /** One character to a cell: postcode squares. */
  private breakPitched(): boolean {
    lines.count = 0;
    breakLines(glyphs.widths, glyphs.kinds, 0, glyphs.count, Number.MAX_SAFE_INTEGER, lines);
    lineParagraph[0] = 0;
    this.ratio = 1;
    this.textHeight = (this.paragraphs[0] as Paragraph).size;
    return lines.count === 1 && glyphs.count * this.pitch <= this.place.width + SLACK;
  }

  private write(piece: PieceContext, out: ContentBuffer): void {
    const { x, top, height } = this.place;
    const { valign } = this.box;
    const spare = valign === 'top' ? 0 : height - this.textHeight;
    let y = top - (valign === 'middle' ? spare / 2 : spare);
    // Positions are kept in whole hundredths so that relative moves never drift.
    let atX = 0;
    let atY = 0;
    let spacing = Number.NaN;
    for (let line = 0, current = -1; line < lines.count; line++) {
      const index = lineParagraph[line] as number;
      const { size, leading, before } = this.paragraphs[index] as Paragraph;
      const scaled = size * this.ratio;
      if (line === 0) y -= scaled * EM_ABOVE;
      else y -= (leading + (index === current ? 0 : before)) * this.ratio;
      if (index !== current) {
        current = index;
        out.ascii(this.fontOperator(index, scaled));
        spacing = Number.NaN;
      }
      const start = lines.start[line] as number;
      const end = lines.end[line] as number;
      if (end === start) continue;
      const extra = this.spacing(line, scaled);
      const hundredths = Math.round(extra * 100);
      if (hundredths !== spacing) {
        if (hundredths !== 0 || !Number.isNaN(spacing)) this.writeSpacing(out, hundredths);
        spacing = hundredths;
      }
      const toX = Math.round((x + this.offset(line, scaled)) * 100);
      const toY = Math.round(y * 100);
      if (this.pitch > 0) {
        this.writePitched(piece, out, toY, scaled, start, end);
        continue;
      }
      out.reserve(40 + (end - start) * 24);
      out.length = writeHundredths(out.bytes, out.length, toX - atX);
      out.bytes[out.length++] = 32;
      out.length = writeHundredths(out.bytes, out.length, toY - atY);
      out.ascii(' Td ');
      atX = toX;
      atY = toY;
      this.writeGlyphs(piece, out, start, end, (this.chains[index] as FontChain).primary.index, scaled);
    }
    if (spacing !== 0 && !Number.isNaN(spacing)) out.ascii('0 Tc ');
  }

  private readonly fontOperators = new Map<number, string>();

  /** Selects the font of a paragraph; there are few sizes, so each operator is written out once. */
  private fontOperator(index: number, size: number): string {
    const key = Math.round(size * 100) * 16 + index;
    let operator = this.fontOperators.get(key);
    if (operator === undefined) {
      operator = `/${(this.chains[index] as FontChain).primary.resource} ${pdfNumber(size, 2)} Tf `;
      this.fontOperators.set(key, operator);
    }
    return operator;
  }

  private writeSpacing(out: ContentBuffer, hundredths: number): void {
    out.number(hundredths / 100);
    out.ascii(' Tc ');
  }

  /** Character spacing of a line, points: tracking, plus what justification spreads. */
  private spacing(line: number, size: number): number {
    const tracking = (this.box.tracking * size) / 1000;
    if (this.box.align !== 'justify' || lines.last[line] === 1) return tracking;
    const gaps = (lines.end[line] as number) - (lines.start[line] as number) - 1;
    if (gaps < 1) return tracking;
    const spare = (this.place.width - ((lines.width[line] as number) * size) / 1000) / gaps;
    return tracking + (spare > size * MAX_STRETCH ? 0 : Math.floor(Math.max(0, spare) * 100) / 100);
  }

  private offset(line: number, size: number): number {
    const { align, tracking } = this.box;
    if (align === 'left' || align === 'justify') return 0;
    const width = (((lines.width[line] as number) - tracking) * size) / 1000;
    return align === 'center' ? (this.place.width - width) / 2 : this.place.width - width;
  }

  private writeGlyphs(
    piece: PieceContext,
    out: ContentBuffer,
    start: number,
    end: number,
    primary: number,
    size: number,
  ): void {
    const { cids, fonts } = glyphs;
    const { bytes } = out;
    let p = out.length;
    if (!glyphs.mixed) {
      bytes[p++] = 40;
      for (let i = start; i < end; i++) {
        const cid = cids[i] as number;
        bytes[p++] = cid >> 8;
        bytes[p++] = cid & 255;
      }
      p = closeString(bytes, p);
      out.length = p;
      return;
    }
    for (let i = start, font = primary; i < end;) {
      const next = fonts[i] as number;
      if (next !== font) this.selectFont(piece, out, next, size);
      font = next;
      p = out.length;
      bytes[p++] = 40;
      for (; i < end && fonts[i] === font; i++) {
        const cid = cids[i] as number;
        bytes[p++] = cid >> 8;
        bytes[p++] = cid & 255;
      }
      out.length = closeString(bytes, p);
      if (i >= end && font !== primary) this.selectFont(piece, out, primary, size);
    }
  }

  private selectFont(piece: PieceContext, out: ContentBuffer, index: number, size: number): void {
    const run = piece.fonts.runs[index];
    if (run)
      out.length += out.bytes.write(`/${run.resource} ${pdfNumber(size, 2)} Tf `, out.length, 'latin1');
  }

  private writePitched(
    piece: PieceContext,
    out: ContentBuffer,
    y: number,
    size: number,
    start: number,
    end: number,
  ): void {
    const primary = (this.chains[0] as FontChain).primary.index;
    for (let i = start; i < end; i++) {
      const indent = (this.pitch - ((glyphs.widths[i] as number) * size) / 1000) / 2;
      out.reserve(120);
      out.ascii(
        `1 0 0 1 ${pdfNumber(this.place.x + i * this.pitch + indent, 2)} ${pdfNumber(y / 100, 2)} Tm `,
      );
      this.writeGlyphs(piece, out, i, i + 1, primary, size);
    }
  }
}

function closeString(bytes: Uint8Array, p: number): number {
  bytes[p++] = 41;
  bytes[p++] = 84;
  bytes[p++] = 106;
  bytes[p++] = 10;
  return p;
}
