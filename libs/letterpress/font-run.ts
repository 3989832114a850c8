import { fontChain, type FontName } from './font-catalogue';
import { fontFace, type FontFace } from './font-face';
import { CLASS_LIMIT } from './line-breaking';

/** Bytes a PDF literal string would have to escape: CR, parentheses, backslash (ISO 32000-1, 7.3.4.2). */
function needsEscape(byte: number): boolean {
  return byte === 13 || byte === 40 || byte === 41 || byte === 92;
}

function isPlain(cid: number): boolean {
  return !needsEscape(cid >> 8) && !needsEscape(cid & 255);
}

/**
 * One font within one file. Every character that is printed gets its own CID, numbered in order of first use, so
 * that two characters which share a glyph (⼀ and 一) still read back as themselves; CIDs whose bytes would need
 * escaping in a string are skipped, so the printing loop writes two bytes and nothing else.
 */
export class FontRun {
  /** CID by code point; 0 = not used yet. */
  readonly cids = new Uint16Array(CLASS_LIMIT);
  /** Advance by code point, thousandths of the size; valid where `cids` is set. */
  readonly advances = new Uint16Array(CLASS_LIMIT);
  /** Code points in order of first use, and the CID each got. */
  readonly used: number[] = [];
  readonly usedCids: number[] = [];

  constructor(
    readonly face: FontFace,
    /** Resource name in the page, e.g. `F0`. */
    readonly resource: string,
    readonly index: number,
  ) {}

  /** The CID of a character, given one if it is new; 0 when the font has no glyph for it. */
  take(codePoint: number): number {
    const known = this.cids[codePoint] as number;
    if (known !== 0) return known;
    if (this.face.glyphId(codePoint) === 0) return 0;
    let cid = (this.usedCids.at(-1) ?? 0) + 1;
    while (!isPlain(cid)) cid++;
    if (cid > 0xfffe) return 0;
    this.cids[codePoint] = cid;
    this.advances[codePoint] = this.face.advance(codePoint);
    this.used.push(codePoint);
    this.usedCids.push(cid);
    return cid;
  }

  /** Forgets every character after the first `count`: those of a piece that is not printed. */
  rollBack(count: number): void {
    while (this.used.length > count) {
      this.cids[this.used.pop() as number] = 0;
      this.usedCids.pop();
    }
  }
}

/** A font and what stands in for characters it lacks. */
export interface FontChain {
  primary: FontRun;
  /** Read from disk only when a character asks for it. */
  fallback(): readonly FontRun[];
}

/** The fonts of one file. */
export class FontSet {
  readonly runs: FontRun[] = [];
  private readonly byName = new Map<FontName, FontRun>();

  chain(name: FontName): FontChain {
    const [primary, ...others] = fontChain(name) as [FontName, ...FontName[]];
    return { primary: this.run(primary), fallback: () => others.map((other) => this.run(other)) };
  }

  /** How many characters each font has, to `rollBack` to. */
  mark(into: number[]): void {
    for (let i = 0; i < this.runs.length; i++) into[i] = (this.runs[i] as FontRun).used.length;
  }

  rollBack(marks: readonly number[]): void {
    for (let i = 0; i < this.runs.length; i++) (this.runs[i] as FontRun).rollBack(marks[i] ?? 0);
  }

  private run(name: FontName): FontRun {
    let run = this.byName.get(name);
    if (!run) {
      run = new FontRun(fontFace(name), `F${this.runs.length}`, this.runs.length);
      this.byName.set(name, run);
      this.runs.push(run);
    }
    return run;
  }
}
