import { codePointLabel } from './findings';
import type { FontChain, FontRun } from './font-run';
import { breakClass, CLASS_LIMIT, IGNORED, isIgnorable, NEWLINE } from './line-breaking';
import type { PieceContext } from './piece-context';
import { TEMPLATE_LIMITS } from './template';

const CAPACITY = TEMPLATE_LIMITS.output * 2;
const COMBINING_FROM = 0x300;
const COMBINING_TO = 0x36f;

/** Text as glyphs: parallel arrays, reused for every box of every piece. */
export class GlyphLine {
  count = 0;
  readonly cids = new Uint16Array(CAPACITY);
  /** Index of the font in the file's font set. */
  readonly fonts = new Uint8Array(CAPACITY);
  /** Advances, thousandths of the size. */
  readonly widths = new Int32Array(CAPACITY);
  /** `breakClass` of each character. */
  readonly kinds = new Uint8Array(CAPACITY);
  /** Whether any glyph came from a fallback font. */
  mixed = false;

  clear(): void {
    this.count = 0;
    this.mixed = false;
  }

  /**
   * Appends `text` set in `chain`. A character no font of the chain has is reported; so is a text over the limit.
   * @param tracking added to every advance, thousandths of the size
   */
  add(text: string, chain: FontChain, tracking: number, piece: PieceContext): void {
    if (text.length > TEMPLATE_LIMITS.output || this.count + text.length > CAPACITY) {
      piece.report('text-too-long', String(TEMPLATE_LIMITS.output));
      return;
    }
    const { primary } = chain;
    const { cids, advances, index } = primary;
    let n = this.count;
    for (let i = 0; i < text.length; i++) {
      let c = text.charCodeAt(i);
      if (c >= 0xd800 && c < 0xdc00) {
        c = text.codePointAt(i) as number;
        if (c > 0xffff) i++;
      } else if (c === 0x0d || c === 0x09) {
        if (c === 0x0d) continue;
        c = 0x20;
      }
      const kind = c < CLASS_LIMIT ? breakClass(c) : isIgnorable(c) ? IGNORED : 0;
      if (kind & IGNORED) continue;
      const cid = c < CLASS_LIMIT ? (cids[c] as number) : 0;
      this.kinds[n] = kind;
      if (cid !== 0) {
        this.cids[n] = cid;
        this.fonts[n] = index;
        this.widths[n++] = (advances[c] as number) + tracking;
      } else if (this.resolve(c, kind, chain, tracking, n, piece)) n++;
    }
    this.count = n;
  }

  /** The slow way for a character not seen in this file: first use, line end, fallback font, or a finding. */
  private resolve(
    c: number,
    kind: number,
    chain: FontChain,
    tracking: number,
    at: number,
    piece: PieceContext,
  ): boolean {
    if (kind & NEWLINE) {
      this.cids[at] = 0;
      this.fonts[at] = chain.primary.index;
      this.widths[at] = 0;
      return true;
    }
    const control = c < 0x20 || (c >= 0x7f && c < 0xa0);
    const combining = c >= COMBINING_FROM && c <= COMBINING_TO;
    if (c < CLASS_LIMIT && !control && !combining) {
      if (this.place(chain.primary, c, tracking, at)) return true;
      for (const run of chain.fallback()) {
        if (!this.place(run, c, tracking, at)) continue;
        this.mixed = true;
        return true;
      }
    }
    piece.report('missing-glyph', codePointLabel(c));
    return false;
  }

  private place(run: FontRun, c: number, tracking: number, at: number): boolean {
    const cid = run.take(c);
    if (cid === 0) return false;
    this.cids[at] = cid;
    this.fonts[at] = run.index;
    this.widths[at] = (run.advances[c] as number) + tracking;
    return true;
  }
}
