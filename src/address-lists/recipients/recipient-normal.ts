/** What is written alike in every file needs no work: ideographs, small letters and digits without a break. */
const ALREADY_NORMAL = /^[\u4e00-\u9fff0-9a-z]*$/;
const SEPARATORS = /[^\p{L}\p{N}\p{M}]+/gu;
const DIGIT = /[0-9]/;

/**
 * The form in which two spellings of one name or address are equal: compatibility forms folded (NFKC: full-width
 * letters, circled digits), case folded, spaces and punctuation dropped. Between digits they leave one hyphen,
 * since room 1-2 is not room 12. Idempotent.
 */
export function normalForm(text: string): string {
  if (ALREADY_NORMAL.test(text)) return text;
  const folded = text.normalize('NFKC').toLowerCase().normalize('NFKC');
  const joined = folded.replace(SEPARATORS, (separator, at: number) =>
    DIGIT.test(folded[at - 1] ?? '') && DIGIT.test(folded[at + separator.length] ?? '') ? '-' : '',
  );
  // What has moved together may compose anew.
  return joined.normalize('NFKC');
}
