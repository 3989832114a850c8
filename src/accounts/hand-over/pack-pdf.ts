import { createRequire } from 'node:module';
import type { PackColumn, PackPart, PackSection } from './pack-parts';
import type { PackLanguage } from './pack-words';

// Loaded with the first pack: it brings fonts and a compressor of its own.
// oxlint-disable-next-line typescript/no-require-imports -- there is no other way to load late and at once
const pdfkit = () => require('pdfkit') as typeof import('pdfkit');

export interface PackFile {
  title: string;
  subtitle: string;
  sections: PackSection[];
}

const FONTS = createRequire(__filename)
  .resolve('@expo-google-fonts/noto-sans-sc/package.json')
  .replace(/package\.json$/, '');
const TEXT_FONT = `${FONTS}400Regular/NotoSansSC_400Regular.ttf`;
const HEAD_FONT = `${FONTS}600SemiBold/NotoSansSC_600SemiBold.ttf`;

const INK = '#0F5C4A';
const TEXT = '#1D2A26';
const QUIET = '#6B7772';
const LINE = '#D9DED9';
/** Points; an A4 page is 595.28 × 841.89. */
const MARGIN = 51;
const FOOT = 28;
const GAP = 8;
const SIZE = 9.5;

/** An A4 document, its fonts cut down to the characters it has. */
export async function packPdf(file: PackFile, language: PackLanguage): Promise<Buffer> {
  const document = new (pdfkit())({
    size: 'A4',
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN + FOOT },
    bufferPages: true,
    font: TEXT_FONT,
    lang: language === 'zh' ? 'zh-CN' : 'en',
    info: { Title: file.title },
  });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
  document.registerFont('text', TEXT_FONT).registerFont('head', HEAD_FONT);
  document.font('head').fontSize(18).fillColor(INK).text(file.title);
  document.font('text').fontSize(SIZE).fillColor(QUIET).text(file.subtitle).moveDown(0.6);
  for (const section of file.sections) drawSection(document, section);
  numberPages(document, file.title);
  document.end();
  return done;
}

type Pdf = PDFKit.PDFDocument;

const widthOf = ({ page }: Pdf): number => page.width - 2 * MARGIN;
const bottomOf = ({ page }: Pdf): number => page.height - MARGIN - FOOT;

/** A new page unless so much more fits on this one. */
function need(document: Pdf, height: number): void {
  if (document.y + height > bottomOf(document)) document.addPage();
}

function drawSection(document: Pdf, { title, parts }: PackSection): void {
  need(document, 90);
  document.moveDown(0.8).font('head').fontSize(13).fillColor(INK).text(title, MARGIN);
  const y = document.y + 3;
  document
    .moveTo(MARGIN, y)
    .lineTo(MARGIN + widthOf(document), y)
    .lineWidth(0.8)
    .strokeColor(INK)
    .stroke();
  document.y = y + GAP;
  for (const part of parts) drawPart(document, part, title);
}

function drawPart(document: Pdf, part: PackPart, section: string): void {
  if (part.kind === 'facts') {
    const columns = [
      { label: '', share: 2 },
      { label: '', share: 8 },
    ];
    for (const fact of part.facts) drawRow(document, columns, fact, [QUIET, TEXT]);
    return;
  }
  need(document, 60);
  if (part.title !== section) {
    document.moveDown(0.5).font('head').fontSize(10.5).fillColor(TEXT).text(part.title, MARGIN);
    document.y += 3;
  }
  const head = () =>
    drawRow(
      document,
      part.columns,
      part.columns.map(({ label }) => label),
      [QUIET],
    );
  // One column, or nothing to show: the title says it all.
  const plain = part.columns.length === 1 || part.rows[0]?.length === 1;
  if (!plain) head();
  for (const row of part.rows) {
    if (document.y + heightOf(document, part.columns, row) > bottomOf(document)) {
      document.addPage();
      if (!plain) head();
    }
    drawRow(document, part.columns, row, [TEXT]);
  }
}

function widths(document: Pdf, columns: readonly PackColumn[]): number[] {
  const all = columns.reduce((sum, { share }) => sum + share, 0);
  return columns.map(({ share }) => (widthOf(document) * share) / all);
}

function heightOf(document: Pdf, columns: readonly PackColumn[], row: readonly string[]): number {
  document.font('text').fontSize(SIZE);
  const room = widths(document, columns);
  return (
    Math.max(...row.map((text, index) => document.heightOfString(text, { width: room[index]! - GAP }))) + GAP
  );
}

function drawRow(
  document: Pdf,
  columns: readonly PackColumn[],
  row: readonly string[],
  colours: readonly string[],
): void {
  const height = heightOf(document, columns, row);
  need(document, height);
  const top = document.y;
  let left = MARGIN;
  for (const [index, width] of widths(document, columns).entries()) {
    const text = row[index];
    if (text !== undefined)
      document
        .fillColor(colours[index] ?? colours[0]!)
        .text(text, left, top + GAP / 2, { width: width - GAP });
    left += width;
  }
  const y = top + height;
  document
    .moveTo(MARGIN, y)
    .lineTo(MARGIN + widthOf(document), y)
    .lineWidth(0.4)
    .strokeColor(LINE)
    .stroke();
  document.x = MARGIN;
  document.y = y;
}

function numberPages(document: Pdf, title: string): void {
  const { count } = document.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    document.switchToPage(page);
    // Below the margin a text would open a page of its own.
    document.page.margins.bottom = 0;
    const y = document.page.height - MARGIN;
    document.font('text').fontSize(8).fillColor(QUIET);
    document.text(title, MARGIN, y, { width: widthOf(document) * 0.7, height: 12, ellipsis: true });
    document.text(`${page + 1} / ${count}`, MARGIN, y, { width: widthOf(document), align: 'right' });
  }
}
