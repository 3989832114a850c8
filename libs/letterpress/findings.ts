/** What can be wrong with one piece. Codes are stable: screens and reports translate them. */
export type FindingCode =
  | 'missing-glyph'
  | 'missing-field'
  | 'empty-required'
  | 'overflow'
  | 'image-missing'
  | 'qr-too-long'
  | 'bad-value'
  | 'bad-serial'
  | 'text-too-long';

/**
 * One reason why a piece is held out.
 * `detail` never carries personal data: a code point (`U+1F600`), a field name, a count.
 * `page` counts from 1.
 */
export interface Finding {
  code: FindingCode;
  box: string;
  page: number;
  detail: string;
}

/** `U+4E00` notation of a code point (The Unicode Standard, appendix A). */
export function codePointLabel(codePoint: number): string {
  return 'U+' + codePoint.toString(16).toUpperCase().padStart(4, '0');
}
