import type { Design, DesignBox } from './design';
import type { DesignIssue } from './design-error';
import { designTemplates } from './design-templates';
import { PIECE_FORMATS, windowAreas, type Area, type PieceFormat } from './piece-formats';

function repeated(values: string[]): string | undefined {
  return values.find((value, i) => values.indexOf(value) !== i);
}

function within(inner: Area, outer: Area): boolean {
  const slack = 0.01;
  return (
    inner.x >= outer.x - slack &&
    inner.y >= outer.y - slack &&
    inner.x + inner.width <= outer.x + outer.width + slack &&
    inner.y + inner.height <= outer.y + outer.height + slack
  );
}

function overlaps(a: Area, b: Area): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function checkBox(box: DesignBox, path: string, format: PieceFormat): DesignIssue[] {
  const issues: DesignIssue[] = [];
  const bleed = format.bleed;
  const sheet = { x: -bleed, y: -bleed, width: format.width + 2 * bleed, height: format.height + 2 * bleed };
  if (!within(box, sheet)) {
    issues.push({
      path,
      code: 'box-outside',
      zh: `“${box.id}”超出页面。`,
      en: `"${box.id}" lies outside the page.`,
    });
  }
  if ('minSize' in box && box.overflow === 'shrink' && box.minSize > box.size) {
    issues.push({
      path: `${path}.minSize`,
      code: 'min-size',
      zh: '最小字号不能大于字号。',
      en: 'The smallest size cannot be larger than the size.',
    });
  }
  if (box.kind === 'qr' && Math.min(box.width, box.height) < 10) {
    issues.push({
      path,
      code: 'qr-too-small',
      zh: '二维码边长至少 10 毫米，否则手机难以识别。',
      en: 'A QR code needs at least 10 mm a side, or phones will not read it.',
    });
  }
  return issues;
}

/** What makes a design impossible to print, beyond its shape. */
export function checkDesign(design: Design): DesignIssue[] {
  const format = PIECE_FORMATS[design.format];
  if (!format) {
    return [
      { path: 'format', code: 'unknown-format', zh: '没有这种规格。', en: 'There is no such piece format.' },
    ];
  }
  const issues = designTemplates(design).issues;
  if (design.pages.length > format.pages) {
    issues.push({
      path: 'pages',
      code: 'too-many-pages',
      zh: `该规格最多 ${format.pages} 页。`,
      en: `This format has at most ${format.pages} pages.`,
    });
  }
  const boxId = repeated(design.pages.flatMap((page) => page.boxes.map((box) => box.id)));
  const textId = repeated(design.texts.map((text) => text.id));
  if (boxId !== undefined || textId !== undefined) {
    issues.push({
      path: boxId === undefined ? 'texts' : 'pages',
      code: 'repeated-id',
      zh: `名称 ${boxId ?? textId} 用了两次。`,
      en: `The id ${boxId ?? textId} is used twice.`,
    });
  }
  design.pages.forEach((page, p) =>
    page.boxes.forEach((box, b) => issues.push(...checkBox(box, `pages.${p}.boxes.${b}`, format))),
  );
  return issues;
}

/**
 * What a printer or post office may object to, without being impossible: boxes in the safe margin, on a fold,
 * in an area kept for postcode boxes, or an address that may slide out of the window. Warn, do not reject.
 */
export function designWarnings(design: Design): DesignIssue[] {
  const format = PIECE_FORMATS[design.format];
  if (!format) return [];
  const safe = {
    x: format.safe,
    y: format.safe,
    width: format.width - 2 * format.safe,
    height: format.height - 2 * format.safe,
  };
  const window = format.envelope && windowAreas(format.envelope);
  const warnings: DesignIssue[] = [];
  design.pages.forEach((page, p) =>
    page.boxes.forEach((box, b) => {
      const warn = (code: string, zh: string, en: string) =>
        warnings.push({
          path: `pages.${p}.boxes.${b}`,
          code,
          zh: `“${box.id}”${zh}`,
          en: `"${box.id}" ${en}`,
        });
      if (box.kind !== 'image' && !within(box, safe)) {
        warn(
          'safe-margin',
          `距裁切边不足 ${format.safe} 毫米。`,
          `is closer than ${format.safe} mm to the trim.`,
        );
      }
      if (window && p === 0 && box.kind === 'address' && !within(box, window.safe)) {
        warn('window', '可能滑出信封窗口。', 'may slide out of the envelope window.');
      }
      if (window && p === 0 && box.kind !== 'address' && overlaps(box, window.reach)) {
        warn('window-neighbour', '可能从信封窗口露出。', 'may show through the envelope window.');
      }
      const fold = format.folds.find((y) => box.kind === 'qr' && box.y < y && box.y + box.height > y);
      if (fold !== undefined) warn('fold', '压在折线上。', 'lies on a fold.');
      for (const area of format.reserved) {
        const postcode = box.kind === 'text' && box.pitch !== undefined;
        if (area.page === p + 1 && !postcode && overlaps(box, area))
          warn('reserved', `：${area.zh}。`, `: ${area.en}.`);
      }
    }),
  );
  return warnings;
}
