import { mmToPt, pdfNumber } from './units';
import type { PieceFormat } from './piece-formats';

/**
 * A box in points, ready to draw in: content runs right from `x` and down from `top` in the current axes, which
 * `enter` and `leave` turn when the box is rotated.
 */
export interface Placement {
  x: number;
  top: number;
  width: number;
  height: number;
  enter: string;
  leave: string;
}

/** The page in points: the media box is the trim plus bleed on all sides. */
export interface PageBoxes {
  width: number;
  height: number;
  bleed: number;
}

export function pageBoxes(format: PieceFormat): PageBoxes {
  return {
    width: mmToPt(format.width + 2 * format.bleed),
    height: mmToPt(format.height + 2 * format.bleed),
    bleed: mmToPt(format.bleed),
  };
}

/** Where a box in millimetres from the trimmed top left corner lies on the page. */
export function placeBox(
  box: { x: number; y: number; width: number; height: number; rotate: 0 | 90 | 180 | 270 },
  page: PageBoxes,
): Placement {
  const left = page.bleed + mmToPt(box.x);
  const top = page.height - page.bleed - mmToPt(box.y);
  const width = mmToPt(box.width);
  const height = mmToPt(box.height);
  if (box.rotate === 0) return { x: left, top, width, height, enter: '', leave: '' };
  const turned = (matrix: string, x: number, y: number, swap: boolean): Placement => ({
    x: 0,
    top: 0,
    width: swap ? height : width,
    height: swap ? width : height,
    enter: `q ${matrix} ${pdfNumber(x)} ${pdfNumber(y)} cm\n`,
    leave: 'Q\n',
  });
  if (box.rotate === 90) return turned('0 -1 1 0', left + width, top, true);
  if (box.rotate === 180) return turned('-1 0 0 -1', left + width, top - height, false);
  return turned('0 1 -1 0', left, top - height, true);
}
