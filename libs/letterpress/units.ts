/** One millimetre in PDF points (1 pt = 1/72 inch, 1 inch = 25.4 mm). */
export const POINTS_PER_MM = 72 / 25.4;

/** Millimetres to PDF points. */
export function mmToPt(mm: number): number {
  return mm * POINTS_PER_MM;
}

/**
 * A number as PDF writes it: at most `decimals` decimals, no exponent, no trailing zeros, never "-0".
 * Independent of locale.
 */
export function pdfNumber(value: number, decimals = 3): string {
  const fixed = value.toFixed(decimals);
  const trimmed = fixed.includes('.') ? fixed.replace(/\.?0+$/, '') : fixed;
  return trimmed === '-0' ? '0' : trimmed;
}
