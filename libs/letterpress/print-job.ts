import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { ImportedArtwork } from './artwork';
import { ContentBuffer } from './content-buffer';
import type { Design } from './design';
import type { Finding } from './findings';
import { writeFont } from './font-objects';
import { FontSet } from './font-run';
import { PdfFile, type ByteSink } from './pdf-file';
import { PieceContext, type BoxPrinter, type PieceInput } from './piece-context';
import { PageDeflater } from './page-deflate';
import { planPress, type PressPlan } from './press-plan';
import { QR_FONT, writeQrFont } from './qr-font';
import type { QrMode } from './qr-printer';
import { pdfNumber } from './units';

const FLATE = '/Filter/FlateDecode';

export type DeflateLevel = 0 | 1 | 6;

export interface PrintOptions {
  /** `vector` (default): outlines; `mask`: a one-bit image. */
  qr?: QrMode;
  /** Compression of page content: 0 none, 1 fast (default; `PageDeflater`), 6 small (zlib). */
  deflate?: DeflateLevel;
}

/** What came of printing one file. */
export interface PrintResult {
  /** Pieces in the file. */
  printed: number;
  pages: number;
  /** Pieces left out, with every reason, in the order they came. */
  heldOut: { seq: number; findings: Finding[] }[];
  /** SHA-256 of all bytes, hex. Of no bytes when nothing was printed: then there is no file. */
  sha256: string;
  bytes: number;
}

/** What a proof adds to a page after its boxes. */
export interface Overlay {
  cropToTrim: boolean;
  /** Draws over page `page` (from 0) of the piece; may use any box printer's findings so far. */
  draw(
    plan: PressPlan,
    page: number,
    findings: readonly Finding[],
    piece: PieceContext,
    out: ContentBuffer,
  ): void;
}

/** Prints one file: pieces in, bytes out. Holds one piece, one megabyte of output and one offset per object. */
export class PrintJob {
  private readonly fonts = new FontSet();
  private readonly piece: PieceContext;
  private readonly plan: PressPlan;
  private readonly contents: ContentBuffer[];
  private readonly fixed: ContentBuffer[];
  private readonly fixedFindings: Finding[];
  private readonly marks: number[] = [];
  private readonly heldOut: PrintResult['heldOut'] = [];
  private readonly deflate: DeflateLevel;
  private file: PdfFile | undefined;
  private resources = 0;
  private pageEntries = '';
  /** What every page begins with: artwork and constant layer. */
  private readonly heads: Buffer[];
  private readonly deflaters: PageDeflater[];
  private fixedForms: number[] = [];
  private printed = 0;

  constructor(
    private readonly design: Design,
    private readonly artwork: ImportedArtwork,
    private readonly sink: ByteSink,
    options: PrintOptions = {},
    private readonly overlay?: Overlay,
  ) {
    this.piece = new PieceContext(this.fonts);
    this.deflate = options.deflate ?? 1;
    this.plan = planPress(design, artwork, this.fonts, options.qr ?? 'vector', overlay?.cropToTrim ?? false);
    this.contents = this.plan.pages.map(() => new ContentBuffer());
    this.deflaters = this.plan.pages.map(() => new PageDeflater());
    this.fixed = this.plan.pages.map((page, p) => this.compose(page.fixed, p, new ContentBuffer(1024)));
    this.heads = this.plan.pages.map((_, p) => {
      const constant = (this.fixed[p] as ContentBuffer).length > 0 ? `/K${p} Do\n` : '';
      return Buffer.from(`${artwork.pages[p]}${constant}`, 'latin1');
    });
    this.fixedFindings = [...this.piece.findings];
  }

  /** Prints one piece, or holds it out. */
  add(piece: PieceInput): void {
    const { contents, fonts, plan } = this;
    this.piece.start(piece);
    fonts.mark(this.marks);
    this.checkRequired();
    for (let p = 0; p < plan.pages.length; p++) {
      const out = contents[p] as ContentBuffer;
      out.clear();
      out.append(this.heads[p] as Buffer);
      this.compose((plan.pages[p] as PressPlan['pages'][number]).variable, p, out);
    }
    const findings =
      this.fixedFindings.length > 0 ? [...this.fixedFindings, ...this.piece.findings] : this.piece.findings;
    if (findings.length > 0) {
      this.heldOut.push({ seq: piece.seq, findings });
      if (!this.overlay) {
        fonts.rollBack(this.marks);
        return;
      }
    }
    if (this.overlay) contents.forEach((out, p) => this.overlay?.draw(plan, p, findings, this.piece, out));
    this.write();
    this.printed++;
  }

  /** Ends the file. With no piece printed nothing was written and there is no file. */
  finish(): PrintResult {
    const { file, printed, heldOut } = this;
    if (!file) return { printed, pages: 0, heldOut, sha256: createHash('sha256').digest('hex'), bytes: 0 };
    const fonts = this.fonts.runs
      .filter((run) => run.used.length > 0)
      .map((run) => `/${run.resource} ${writeFont(file, run)} 0 R`);
    if (this.plan.qrFont) fonts.push(`/${QR_FONT} ${writeQrFont(file)} 0 R`);
    const images = this.artwork.all.map((image) => `/${image.resource} ${image.object} 0 R`);
    const fixed = this.fixedForms.flatMap((form, p) => (form === 0 ? [] : [`/K${p} ${form} 0 R`]));
    file.object(
      this.resources,
      `<</Font<<${fonts.join('')}>>/XObject<<${images.join('')}${fixed.join('')}>>>>`,
    );
    const pages = file.pages.count;
    const { sha256, bytes } = file.finish();
    return { printed, pages, heldOut, sha256, bytes };
  }

  private compose(printers: readonly BoxPrinter[], page: number, out: ContentBuffer): ContentBuffer {
    const { piece } = this;
    piece.page = page + 1;
    for (let i = 0; i < printers.length; i++) {
      const printer = printers[i] as BoxPrinter;
      piece.box = printer.id;
      printer.print(piece, out);
    }
    return out;
  }

  private checkRequired(): void {
    const { piece, design } = this;
    piece.box = '';
    piece.page = 1;
    for (const field of design.required) {
      const value = Object.hasOwn(piece.fields, field) ? piece.fields[field] : undefined;
      if (typeof value !== 'string') piece.report('missing-field', field);
      else if (value.trim() === '') piece.report('empty-required', field);
    }
  }

  /** Starts the file: artwork and constant layers, once. */
  private begin(): PdfFile {
    const { artwork, plan } = this;
    const file = new PdfFile(this.sink, artwork.lastObject);
    this.file = file;
    for (const { number, body } of artwork.objects) file.rawObject(number, body);
    this.resources = file.allocate();
    this.pageEntries = `${plan.pageEntries}/Resources ${this.resources} 0 R`;
    const { width, height } = plan.page;
    const form = `/Type/XObject/Subtype/Form/BBox[0 0 ${pdfNumber(width)} ${pdfNumber(height)}]/Resources ${this.resources} 0 R`;
    this.fixedForms = this.fixed.map((content) => {
      if (content.length === 0) return 0;
      const number = file.allocate();
      file.stream(number, `${form}${FLATE}`, deflateSync(content.view()));
      return number;
    });
    return file;
  }

  private write(): void {
    const file = this.file ?? this.begin();
    const { contents, deflaters, deflate, pageEntries } = this;
    for (let p = 0; p < contents.length; p++) {
      const out = contents[p] as ContentBuffer;
      const content = out.view();
      if (deflate === 0) file.page(pageEntries, '', content);
      else if (deflate === 1) {
        file.page(pageEntries, FLATE, (deflaters[p] as PageDeflater).deflate(content, out.plain));
      } else file.page(pageEntries, FLATE, deflateSync(content, { level: deflate }));
    }
  }
}
