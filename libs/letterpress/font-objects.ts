import { deflateSync } from 'node:zlib';
import type { FontRun } from './font-run';
import type { PdfFile } from './pdf-file';

const BLOCK = 100;

function hex4(value: number): string {
  return value.toString(16).padStart(4, '0');
}

/** Six capital letters that name a subset (ISO 32000-1, 9.6.4): the same characters give the same letters. */
function subsetTag(run: FontRun): string {
  let hash = 0x811c9dc5;
  for (const codePoint of run.used) hash = Math.imul(hash ^ codePoint, 0x01000193) >>> 0;
  let tag = '';
  for (let i = 0; i < 6; i++) {
    tag += String.fromCharCode(65 + (hash % 26));
    hash = Math.floor(hash / 26);
  }
  return tag;
}

/** The CMap that turns CIDs back into text (ISO 32000-1, 9.10.3). */
function toUnicode(run: FontRun): string {
  const utf16 = (codePoint: number) =>
    Array.from(String.fromCodePoint(codePoint).split(''), (unit) => hex4(unit.charCodeAt(0))).join('');
  const parts = [
    '/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n' +
      '/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n' +
      '/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n' +
      '1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n',
  ];
  for (let at = 0; at < run.used.length; at += BLOCK) {
    const end = Math.min(at + BLOCK, run.used.length);
    parts.push(`${end - at} beginbfchar\n`);
    for (let i = at; i < end; i++) {
      parts.push(`<${hex4(run.usedCids[i] as number)}> <${utf16(run.used[i] as number)}>\n`);
    }
    parts.push('endbfchar\n');
  }
  parts.push('endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend');
  return parts.join('');
}

/** Two bytes of glyph id for every CID up to the last. */
function cidToGlyph(run: FontRun): Buffer {
  const map = Buffer.alloc(((run.usedCids.at(-1) ?? 0) + 1) * 2);
  run.used.forEach((codePoint, i) =>
    map.writeUInt16BE(run.face.glyphId(codePoint), (run.usedCids[i] as number) * 2),
  );
  return map;
}

function widths(run: FontRun): string {
  return run.used
    .map((codePoint, i) => [run.usedCids[i] as number, run.advances[codePoint] as number] as const)
    .filter(([, width]) => width !== 1000)
    .map(([cid, width]) => `${cid}[${width}]`)
    .join('');
}

/**
 * Writes one font as a composite TrueType font with only the glyphs that were used.
 * @returns its object number
 */
export function writeFont(file: PdfFile, run: FontRun): number {
  const [font, descendant, descriptor, program, map, unicode] = Array.from({ length: 6 }, () =>
    file.allocate(),
  );
  const { metrics, postscriptName } = run.face;
  const name = `${subsetTag(run)}+${postscriptName}`;
  file.object(
    font as number,
    `<</Type/Font/Subtype/Type0/BaseFont/${name}/Encoding/Identity-H` +
      `/DescendantFonts[${descendant} 0 R]/ToUnicode ${unicode} 0 R>>`,
  );
  file.object(
    descendant as number,
    `<</Type/Font/Subtype/CIDFontType2/BaseFont/${name}` +
      '/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>' +
      `/FontDescriptor ${descriptor} 0 R/DW 1000/W[${widths(run)}]/CIDToGIDMap ${map} 0 R>>`,
  );
  file.object(
    descriptor as number,
    `<</Type/FontDescriptor/FontName/${name}/Flags 4/FontBBox[${metrics.bbox.join(' ')}]` +
      `/ItalicAngle ${metrics.italicAngle}/Ascent ${metrics.ascent}/Descent ${metrics.descent}` +
      `/CapHeight ${metrics.capHeight}/StemV 80/FontFile2 ${program} 0 R>>`,
  );
  const subset = run.face.subset(run.used.map((codePoint) => run.face.glyphId(codePoint)));
  const deflated = '/Filter/FlateDecode';
  file.stream(program as number, `${deflated}/Length1 ${subset.length}`, deflateSync(subset));
  file.stream(map as number, deflated, deflateSync(cidToGlyph(run)));
  file.stream(unicode as number, deflated, deflateSync(Buffer.from(toUnicode(run), 'latin1')));
  return font as number;
}
