/** The part of fontkit 2 that the engine uses; the package ships no types. */
declare module 'fontkit' {
  export interface FontkitPath {
    toSVG(): string;
  }
  export interface FontkitGlyph {
    id: number;
    advanceWidth: number;
    path: FontkitPath;
  }
  export interface FontkitFont {
    postscriptName: string;
    unitsPerEm: number;
    ascent: number;
    descent: number;
    capHeight: number;
    italicAngle: number;
    numGlyphs: number;
    characterSet: number[];
    bbox: { minX: number; minY: number; maxX: number; maxY: number };
    glyphForCodePoint(codePoint: number): FontkitGlyph;
    getGlyph(id: number): FontkitGlyph;
  }
  export function create(data: Uint8Array): FontkitFont;
}
