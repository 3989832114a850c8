import { PDFDocument, PDFName, type PDFObject, type PDFPage } from '@cantoo/pdf-lib';
import type { Design } from './design';
import { DesignError, type DesignIssue } from './design-error';
import { PIECE_FORMATS, type PieceFormat } from './piece-formats';
import { pdfNumber, POINTS_PER_MM } from './units';

/** A picture or press page as an XObject of the file to be written. */
export interface ImportedImage {
  /** Name in the page's resources. */
  resource: string;
  object: number;
  /** Form: its box, drawn at 1:1 in points. Image: pixels, drawn in the unit square. */
  kind: 'form' | 'image';
  width: number;
  height: number;
  /** Trimmed area inside a form, points from its lower left corner, when the artwork names one. */
  trim?: { x: number; y: number; width: number; height: number };
}

/** All artwork of a design, as PDF objects ready to be copied to the head of every file. */
export interface ImportedArtwork {
  objects: { number: number; body: Uint8Array }[];
  lastObject: number;
  /** By page of the design: the operators that draw its artwork, or ''. */
  pages: string[];
  /** Pictures of image boxes, by file name. */
  images: Map<string, ImportedImage>;
  /** Every XObject with its resource name. */
  all: ImportedImage[];
}

const SIZE_SLACK_MM = 1;
const RATIO_SLACK = 0.01;

function issue(file: string, code: string, zh: string, en: string): DesignIssue {
  return { path: `artwork.${file}`, code, zh, en };
}

function startsWith(bytes: Uint8Array, ...head: number[]): boolean {
  return head.every((byte, i) => bytes[i] === byte);
}

/** Copies artwork into one document through pdf-lib, then serialises its objects. */
class ArtworkImporter {
  private readonly known = new Map<string, ImportedImage>();
  readonly all: ImportedImage[] = [];

  constructor(
    private readonly doc: PDFDocument,
    private readonly files: ReadonlyMap<string, Uint8Array>,
  ) {}

  async take(file: string, page: number): Promise<ImportedImage> {
    const key = `${file}#${page}`;
    let image = this.known.get(key);
    if (!image) {
      image = await this.import(file, page);
      this.known.set(key, image);
      this.all.push(image);
    }
    return image;
  }

  private async import(file: string, page: number): Promise<ImportedImage> {
    const bytes = this.files.get(file);
    if (!bytes) {
      throw new DesignError('invalid-artwork', [
        issue(
          file,
          'artwork-absent',
          '缺少这个图稿文件，请上传。',
          'This artwork file is missing; upload it.',
        ),
      ]);
    }
    const resource = `X${this.all.length}`;
    try {
      if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47))
        return await this.picture(resource, await this.doc.embedPng(bytes));
      if (startsWith(bytes, 0xff, 0xd8)) return await this.picture(resource, await this.doc.embedJpg(bytes));
      return await this.pdf(resource, file, bytes, page);
    } catch (error) {
      if (error instanceof DesignError) throw error;
      throw new DesignError('invalid-artwork', [
        issue(
          file,
          'artwork-unreadable',
          '无法读取该文件：需要未加密的 PDF、PNG 或 JPEG。',
          'The file cannot be read: a PDF without password, a PNG or a JPEG is needed.',
        ),
      ]);
    }
  }

  private async picture(
    resource: string,
    image: { ref: { objectNumber: number }; width: number; height: number; embed(): Promise<void> },
  ): Promise<ImportedImage> {
    await image.embed();
    return {
      resource,
      object: image.ref.objectNumber,
      kind: 'image',
      width: image.width,
      height: image.height,
    };
  }

  private async pdf(
    resource: string,
    file: string,
    bytes: Uint8Array,
    number: number,
  ): Promise<ImportedImage> {
    const source = await PDFDocument.load(bytes, { updateMetadata: false });
    const page = number <= source.getPageCount() ? source.getPage(number - 1) : undefined;
    if (!page || page.getRotation().angle % 360 !== 0) {
      const code = page ? 'artwork-rotated' : 'artwork-page';
      const zh = page ? '页面带有旋转标记，请先转正再导出。' : `没有第 ${number} 页。`;
      const en = page ? 'The page is marked as rotated; export it upright.' : `It has no page ${number}.`;
      throw new DesignError('invalid-artwork', [issue(file, code, zh, en)]);
    }
    const form = await this.doc.embedPage(page);
    await form.embed();
    const media = page.getMediaBox();
    return {
      resource,
      object: form.ref.objectNumber,
      kind: 'form',
      width: form.width,
      height: form.height,
      trim: trimOf(page, media),
    };
  }
}

function trimOf(page: PDFPage, media: { x: number; y: number }): ImportedImage['trim'] {
  if (!page.node.get(PDFName.of('TrimBox'))) return undefined;
  const trim = page.getTrimBox();
  return { x: trim.x - media.x, y: trim.y - media.y, width: trim.width, height: trim.height };
}

/** The operators that put page artwork on the page: by its trim box, at the bleed size, or at the trim size. */
function drawPage(file: string, image: ImportedImage, format: PieceFormat): string {
  const { bleed } = format;
  const near = (points: number, mm: number) => Math.abs(points / POINTS_PER_MM - mm) <= SIZE_SLACK_MM;
  const draw = (sx: number, sy: number, x: number, y: number) =>
    `q ${[sx, 0, 0, sy, x, y].map((v) => pdfNumber(v, 5)).join(' ')} cm /${image.resource} Do Q\n`;
  const bleedPt = bleed * POINTS_PER_MM;
  const full = { width: format.width + 2 * bleed, height: format.height + 2 * bleed };
  if (image.kind === 'form') {
    const { trim } = image;
    if (trim && near(trim.width, format.width) && near(trim.height, format.height)) {
      return draw(1, 1, bleedPt - trim.x, bleedPt - trim.y);
    }
    if (near(image.width, full.width) && near(image.height, full.height)) return draw(1, 1, 0, 0);
    if (near(image.width, format.width) && near(image.height, format.height))
      return draw(1, 1, bleedPt, bleedPt);
  } else {
    const ratio = image.width / image.height;
    const like = (size: { width: number; height: number }) =>
      Math.abs(ratio / (size.width / size.height) - 1) <= RATIO_SLACK;
    if (like(full)) return draw(full.width * POINTS_PER_MM, full.height * POINTS_PER_MM, 0, 0);
    if (like(format))
      return draw(format.width * POINTS_PER_MM, format.height * POINTS_PER_MM, bleedPt, bleedPt);
  }
  throw new DesignError('invalid-artwork', [
    issue(
      file,
      'artwork-size',
      `图稿尺寸应为 ${format.width}×${format.height} 毫米，或四边各加 ${bleed} 毫米出血。`,
      `The artwork must measure ${format.width}×${format.height} mm, or ${bleed} mm more on every side.`,
    ),
  ]);
}

function serialise(doc: PDFDocument): { objects: ImportedArtwork['objects']; lastObject: number } {
  const own = new Set<PDFObject>([doc.catalog, doc.catalog.Pages()]);
  const objects: ImportedArtwork['objects'] = [];
  let lastObject = 0;
  for (const [ref, object] of doc.context.enumerateIndirectObjects()) {
    if (own.has(object)) continue;
    const body = Buffer.alloc(object.sizeInBytes());
    object.copyBytesInto(body, 0);
    objects.push({ number: ref.objectNumber, body });
    lastObject = Math.max(lastObject, ref.objectNumber);
  }
  return { objects, lastObject };
}

/**
 * Reads the artwork of a design: PDF pages become Form XObjects with their content, colours and fonts as they
 * are, PNG and JPEG become images; each is taken in once.
 * @throws DesignError `invalid-artwork`: a file is missing, cannot be read, or has the wrong size.
 */
export async function importArtwork(
  design: Design,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<ImportedArtwork> {
  const format = PIECE_FORMATS[design.format] as PieceFormat;
  const doc = await PDFDocument.create({ updateMetadata: false });
  const importer = new ArtworkImporter(doc, files);
  const pages: string[] = [];
  const images = new Map<string, ImportedImage>();
  for (const page of design.pages) {
    const { artwork } = page;
    pages.push(
      artwork ? drawPage(artwork.file, await importer.take(artwork.file, artwork.page), format) : '',
    );
    for (const box of page.boxes) {
      if (box.kind !== 'image') continue;
      for (const file of Object.values(box.images)) images.set(file, await importer.take(file, 1));
    }
  }
  return { ...serialise(doc), pages, images, all: importer.all };
}
