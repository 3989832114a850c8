import type { ImportedArtwork } from './artwork';
import type { Design } from './design';
import { designTemplates } from './design-templates';
import type { FontSet } from './font-run';
import { ImagePrinter } from './image-printer';
import type { BoxPrinter } from './piece-context';
import { PIECE_FORMATS, type PieceFormat } from './piece-formats';
import { pageBoxes, placeBox, type PageBoxes } from './placement';
import { QrPrinter, type QrMode } from './qr-printer';
import type { CompiledTemplate } from './template';
import { paragraphsOf } from './text-paragraphs';
import { TextPrinter } from './text-printer';
import { pdfNumber } from './units';

/** A design made ready for one file: printers bound to the file's fonts. */
export interface PressPlan {
  page: PageBoxes;
  /** Constant boxes and boxes of each page. */
  pages: { fixed: BoxPrinter[]; variable: BoxPrinter[] }[];
  /** Page dictionary entries that never change: the boxes of ISO 32000-1, 14.11.2. */
  pageEntries: string;
  /** Whether any box sets QR codes in the font made for them. */
  qrFont: boolean;
}

function boxEntries(page: PageBoxes, cropToTrim: boolean): string {
  const { width, height, bleed } = page;
  const media = `[0 0 ${pdfNumber(width)} ${pdfNumber(height)}]`;
  const trim = `[${[bleed, bleed, width - bleed, height - bleed].map((v) => pdfNumber(v)).join(' ')}]`;
  return `/MediaBox${media}/BleedBox${media}/TrimBox${trim}${cropToTrim ? `/CropBox${trim}` : ''}`;
}

/**
 * Binds a design to the fonts of one file.
 * @param cropToTrim viewers show the trimmed page only (proofs)
 */
export function planPress(
  design: Design,
  artwork: ImportedArtwork,
  fonts: FontSet,
  qr: QrMode,
  cropToTrim: boolean,
): PressPlan {
  const page = pageBoxes(PIECE_FORMATS[design.format] as PieceFormat);
  const templates = designTemplates(design).boxes;
  const pages = design.pages.map((designPage, p) => {
    const printers = designPage.boxes.map((box, b): BoxPrinter => {
      const own = (templates[p] as CompiledTemplate[][])[b] as CompiledTemplate[];
      const place = placeBox(box, page);
      if (box.kind === 'qr') return new QrPrinter(box, own[0] as CompiledTemplate, place, qr);
      if (box.kind === 'image')
        return new ImagePrinter(box, own[0] as CompiledTemplate, place, artwork.images);
      return new TextPrinter(box, paragraphsOf(box, own), place, (font) => fonts.chain(font));
    });
    return {
      fixed: printers.filter((printer) => printer.constant),
      variable: printers.filter((printer) => !printer.constant),
    };
  });
  const qrFont = qr === 'vector' && design.pages.some(({ boxes }) => boxes.some(({ kind }) => kind === 'qr'));
  return { page, pages, pageEntries: boxEntries(page, cropToTrim), qrFont };
}
