import * as fontkit from 'fontkit';
import { fontFile, type FontName } from './font-catalogue';
import { FontFile } from './font-file';
import { subsetFont } from './font-subset';
import { CLASS_LIMIT } from './line-breaking';

const UNKNOWN = 0xffff;

/** Vertical metrics and box in thousandths of the em, as a PDF font descriptor wants them. */
export interface FontMetrics {
  bbox: [number, number, number, number];
  ascent: number;
  descent: number;
  capHeight: number;
  italicAngle: number;
}

/** Tables of a font file that no measure comes from. */
const NOT_MEASURED = new Set(['GSUB', 'GPOS', 'GDEF', 'BASE', 'STAT', 'DSIG']);

/** One font: characters to glyphs and advances, metrics, subsets. Its outlines stay on disk. */
export class FontFace {
  readonly postscriptName: string;
  readonly metrics: FontMetrics;
  private readonly font: fontkit.FontkitFont;
  private readonly scale: number;
  private readonly glyphIds = new Uint16Array(CLASS_LIMIT).fill(UNKNOWN);
  private readonly advances = new Uint16Array(CLASS_LIMIT);

  constructor(private readonly file: FontFile) {
    this.font = fontkit.create(file.withGlyphs([], NOT_MEASURED));
    this.scale = 1000 / this.font.unitsPerEm;
    this.postscriptName = this.font.postscriptName;
    const { bbox, ascent, descent, capHeight, italicAngle } = this.font;
    const em = (units: number) => Math.round(units * this.scale);
    this.metrics = {
      bbox: [em(bbox.minX), em(bbox.minY), em(bbox.maxX), em(bbox.maxY)],
      ascent: em(ascent),
      descent: em(descent),
      capHeight: em(capHeight),
      italicAngle,
    };
  }

  /** Glyph id of a code point below `CLASS_LIMIT`; 0 when the font lacks it. */
  glyphId(codePoint: number): number {
    const known = this.glyphIds[codePoint] as number;
    if (known !== UNKNOWN) return known;
    const glyph = this.font.glyphForCodePoint(codePoint);
    this.glyphIds[codePoint] = glyph.id;
    this.advances[codePoint] = Math.round(glyph.advanceWidth * this.scale);
    return glyph.id;
  }

  /** Advance of a character asked for before with `glyphId`, thousandths of the size. */
  advance(codePoint: number): number {
    return this.advances[codePoint] as number;
  }

  /** TrueType file with only these glyphs, ids kept. */
  subset(glyphIds: Iterable<number>): Buffer {
    return subsetFont(this.file, glyphIds);
  }
}

const faces = new Map<FontName, FontFace>();

/** The face of a catalogue font, opened on first use in this thread. */
export function fontFace(name: FontName): FontFace {
  let face = faces.get(name);
  if (!face) {
    face = new FontFace(new FontFile(fontFile(name)));
    faces.set(name, face);
  }
  return face;
}
