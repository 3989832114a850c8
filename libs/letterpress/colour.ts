import type { Colour } from './design';
import { pdfNumber } from './units';

/** The PDF operator that fills with `colour`: `g` for greys, `rg` for screen colours, `k` for inks. */
export function fillOperator(colour: Colour): string {
  if (typeof colour !== 'string') return `${colour.cmyk.map((v) => pdfNumber(v / 100)).join(' ')} k`;
  const [r, g, b] = [1, 3, 5].map((at) => pdfNumber(parseInt(colour.slice(at, at + 2), 16) / 255));
  return r === g && g === b ? `${r} g` : `${r} ${g} ${b} rg`;
}
