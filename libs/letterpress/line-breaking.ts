/**
 * Where a line of Chinese and Latin text may break.
 *
 * Sources: GB/T 15834-2011 §5 (marks that may not start or end a line) and W3C "Requirements for Chinese Text
 * Layout" (clreq) §6.1 prohibition rules for line start and line end; Latin words and numbers stay together.
 */
export const CJK = 1;
export const NO_START = 2;
export const NO_END = 4;
export const SPACE = 8;
/** Breaks are allowed after it, inside Latin text: hyphens and the like. */
export const BREAK_AFTER = 16;
/** Takes no room and prints nothing: variation selectors, joiners, byte order marks. */
export const IGNORED = 32;
/** Ends the line. */
export const NEWLINE = 64;

const KNOWN = 128;
/** Code points below this may have a class of their own (up to CJK Extension J); above it nothing is printable. */
export const CLASS_LIMIT = 0x34000;

const NO_START_MARKS =
  '，。、；：？！）》〉」』】〕〗］｝”’…—～·‧・％‰℃°′″,.;:?!)]}%»›々〻ー﹐﹑﹒﹔﹕﹖﹗／﹞﹚﹜';
const NO_END_MARKS = '（《〈「『【〔〖［｛“‘([{«‹￥＄£€$#＃№@＠﹙﹛﹝';

const classes = new Uint8Array(CLASS_LIMIT);
for (const mark of NO_START_MARKS) classes[mark.codePointAt(0) as number] |= NO_START;
for (const mark of NO_END_MARKS) classes[mark.codePointAt(0) as number] |= NO_END;
// An ideographic space ties what it stands between: behind a name 收 never stands on a line alone.
classes[0x3000] |= NO_START | NO_END;

function isCjk(c: number): boolean {
  return (
    (c >= 0x2e80 && c <= 0x9fff) ||
    (c >= 0xf900 && c <= 0xfaff) ||
    (c >= 0xfe30 && c <= 0xfe4f) ||
    (c >= 0xff00 && c <= 0xffef) ||
    c >= 0x20000 ||
    c === 0x2014 ||
    c === 0x2026 ||
    (c >= 0x2018 && c <= 0x201d) ||
    (c >= 0x2460 && c <= 0x27bf)
  );
}

/** Default-ignorable characters that plain Chinese text may carry (Unicode property Default_Ignorable_Code_Point). */
export function isIgnorable(c: number): boolean {
  return (
    (c >= 0xfe00 && c <= 0xfe0f) ||
    (c >= 0x200b && c <= 0x200f) ||
    (c >= 0x2060 && c <= 0x2064) ||
    c === 0xfeff ||
    c === 0x00ad ||
    (c >= 0xe0100 && c <= 0xe01ef)
  );
}

function classify(c: number): number {
  let k = (classes[c] as number) | KNOWN;
  if (c === 0x20 || c === 0x09) k |= SPACE;
  else if (c === 0x0a) k |= NEWLINE;
  else if (isIgnorable(c)) k |= IGNORED;
  else if (c === 0x2d || c === 0x2010 || c === 0x2f) k |= BREAK_AFTER;
  if (isCjk(c)) k |= CJK;
  classes[c] = k;
  return k;
}

/** The break class of a code point below `CLASS_LIMIT`: a set of the flags above. */
export function breakClass(codePoint: number): number {
  const k = classes[codePoint] as number;
  return k >= KNOWN ? k : classify(codePoint);
}

/** Lines found by `breakLines`, reused from call to call. Positions index the glyph arrays. */
export interface Lines {
  count: number;
  start: Int32Array;
  end: Int32Array;
  /** Thousandths of the type size. */
  width: Int32Array;
  /** 1 where the line ends a paragraph (never justified). */
  last: Uint8Array;
}

export const MAX_LINES = 400;

export function newLines(): Lines {
  return {
    count: 0,
    start: new Int32Array(MAX_LINES),
    end: new Int32Array(MAX_LINES),
    width: new Int32Array(MAX_LINES),
    last: new Uint8Array(MAX_LINES),
  };
}

/**
 * Breaks glyphs `from`..`to` into lines no wider than `limit`, greedily.
 *
 * Spaces at a break vanish. A word wider than a line is cut where the line is full.
 * @param widths advance of each glyph, thousandths of the type size
 * @param kinds `breakClass` of each glyph
 * @param limit line width in thousandths of the type size
 * @param out receives the lines after those it already holds; stops silently at `MAX_LINES`
 */
export function breakLines(
  widths: Uint16Array | Int32Array,
  kinds: Uint8Array,
  from: number,
  to: number,
  limit: number,
  out: Lines,
): void {
  let lineStart = from;
  let x = 0;
  let breakAt = -1;
  let xAtBreak = 0;
  let previous = 0;
  for (let i = from; i < to; i++) {
    const kind = kinds[i] as number;
    if (kind & NEWLINE) {
      pushLine(out, widths, kinds, lineStart, i, x, 1);
      lineStart = i + 1;
      x = 0;
      breakAt = -1;
      previous = 0;
      continue;
    }
    if (i > lineStart && mayBreak(previous, kind)) {
      breakAt = i;
      xAtBreak = x;
    }
    const width = widths[i] as number;
    while (x + width > limit && !(kind & SPACE) && i > lineStart) {
      const cut = breakAt > lineStart ? breakAt : i;
      const xAtCut = breakAt > lineStart ? xAtBreak : x;
      pushLine(out, widths, kinds, lineStart, cut, xAtCut, 0);
      lineStart = cut;
      x -= xAtCut;
      breakAt = -1;
    }
    x += width;
    previous = kind;
  }
  pushLine(out, widths, kinds, lineStart, to, x, 1);
}

/** Whether a line may end between a character of class `before` and one of class `after`. */
export function mayBreak(before: number, after: number): boolean {
  if (after & (NO_START | SPACE) || before & NO_END) return false;
  return ((before | after) & CJK) !== 0 || (before & (SPACE | BREAK_AFTER)) !== 0;
}

function pushLine(
  out: Lines,
  widths: Uint16Array | Int32Array,
  kinds: Uint8Array,
  start: number,
  end: number,
  width: number,
  last: number,
): void {
  if (out.count >= MAX_LINES) return;
  while (end > start && (kinds[end - 1] as number) & SPACE) {
    end--;
    width -= widths[end] as number;
  }
  const n = out.count++;
  out.start[n] = start;
  out.end[n] = end;
  out.width[n] = width;
  out.last[n] = last;
}
