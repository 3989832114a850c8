import type { PdfFile } from './pdf-file';

/**
 * QR modules as a font: one character is four modules of a row. A symbol of 29 × 29 modules is 320 bytes of text
 * instead of 2,000 bytes of rectangles, and is as much a drawing as those: every glyph is a path.
 *
 * A glyph also covers its right-hand and lower neighbours where both are dark, so that no hairline shows between
 * glyphs in a viewer that smooths edges. Glyphs are of the kind that is never cached as pixels (`d0`, ISO 32000-1,
 * table 113), so that each lies just where a rectangle would.
 */
export const QR_STRIP = 4;
/** Resource name of the font in a page. */
export const QR_FONT = 'Q';

const OWN = QR_STRIP;
const LAST = 1 << 0;

/** The four own modules (leftmost highest), whether the next to the right is dark, and the four below. */
export function stripKey(own: number, right: number, below: number): number {
  return (own << (OWN + 1)) | (right << OWN) | below;
}

/** A key without what changes nothing: neighbours of light modules. */
function drawn(key: number): number {
  const own = key >> (OWN + 1);
  const right = own & LAST ? (key >> OWN) & 1 : 0;
  return stripKey(own, right, key & own);
}

/** Character codes that need no escape in a string (ISO 32000-1, 7.3.4.2), letters first. */
const CODES = Array.from({ length: 256 }, (_, code) => code).filter(
  (code) => code > 32 && code !== 127 && !'()\\'.includes(String.fromCharCode(code)),
);

const keys = [...new Set(Array.from({ length: 1 << (2 * OWN + 1) }, (_, key) => drawn(key)))];

/** The character code for each `stripKey`. */
export const stripCodes = Uint8Array.from(
  { length: 1 << (2 * OWN + 1) },
  (_, key) => CODES[keys.indexOf(drawn(key))] as number,
);

/** Dark runs among the lowest `width` bits of `bits`, the highest bit leftmost: `[x, length]`. */
function runs(bits: number, width: number): [number, number][] {
  const found: [number, number][] = [];
  for (let x = 0; x < width; x++) {
    if (((bits >> (width - 1 - x)) & 1) === 0) continue;
    const start = x;
    while (x < width && ((bits >> (width - 1 - x)) & 1) === 1) x++;
    found.push([start, x - start]);
  }
  return found;
}

/** The glyph of a key: a module is one unit, the own row lies on the base line, the row below under it. */
function glyph(key: number): string {
  const row = runs(key >> OWN, OWN + 1).map(([x, width]) => `${x} 0 ${width} 1 re`);
  const under = runs(key & ((1 << OWN) - 1), OWN).map(([x, width]) => `${x} -1 ${width} 2 re`);
  const path = [...row, ...under];
  return `${OWN} 0 d0${path.length > 0 ? ` ${path.join(' ')} f` : ''}`;
}

/** Reads every character back as a space, so that text taken from a page holds no trace of its codes. */
const TO_UNICODE =
  '/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Modules def\n/CMapType 2 def\n' +
  '1 begincodespacerange\n<00> <FF>\nendcodespacerange\n' +
  '1 beginbfrange\n<00> <FF> [' +
  '<0020>'.repeat(256) +
  ']\nendbfrange\n' +
  'endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend';

/**
 * Writes the font (Type 3; ISO 32000-1, 9.6.5). Set it in a size of one module.
 * @returns its object number
 */
export function writeQrFont(file: PdfFile): number {
  const first = Math.min(...stripCodes);
  const last = Math.max(...stripCodes);
  const procs: string[] = [];
  const names: string[] = [];
  const widths = new Array<number>(last - first + 1).fill(0);
  keys.forEach((key, i) => {
    const code = CODES[i] as number;
    const proc = file.allocate();
    file.stream(proc, '', Buffer.from(glyph(key), 'latin1'));
    procs.push(`/m${code} ${proc} 0 R`);
    names.push(`${code}/m${code}`);
    widths[code - first] = OWN;
  });
  const unicode = file.allocate();
  file.stream(unicode, '', Buffer.from(TO_UNICODE, 'latin1'));
  const font = file.allocate();
  file.object(
    font,
    `<</Type/Font/Subtype/Type3/FontBBox[0 -1 ${OWN + 1} 1]/FontMatrix[1 0 0 1 0 0]/Resources<<>>` +
      `/CharProcs<<${procs.join('')}>>/Encoding<</Type/Encoding/Differences[${names.join(' ')}]>>` +
      `/ToUnicode ${unicode} 0 R/FirstChar ${first}/LastChar ${last}/Widths[${widths.join(' ')}]>>`,
  );
  return font;
}
