import jsQR from 'jsqr';
import { openPress } from './open-press';
import type { QrMode } from './qr-printer';
import { collect, designOf, recipients } from './test-support/designs';
import { find, readPdf, type ReadPdf } from './test-support/read-pdf';

const url = (serial: string) => `https://example.cn/r/${serial}`;
const design = designOf([
  { id: 'qr', kind: 'qr', x: 60, y: 100, width: 30, height: 30, template: url('{{serial}}') },
  {
    id: 'turned',
    kind: 'qr',
    x: 60,
    y: 150,
    width: 30,
    height: 30,
    rotate: 90,
    template: '{{name}}，您好',
    level: 'Q',
  },
]);

/** Reads modules painted in unit squares, `at(x, y)` telling dark from light. */
function decode(size: number, at: (x: number, y: number) => boolean): string | undefined {
  const scale = 4;
  const side = (size + 8) * scale;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < size * scale; y++) {
    for (let x = 0; x < size * scale; x++) {
      if (!at(Math.floor(x / scale), Math.floor(y / scale))) continue;
      const pixel = ((y + 4 * scale) * side + x + 4 * scale) * 4;
      pixels.fill(0, pixel, pixel + 3);
    }
  }
  const found = jsQR(pixels, side, side, { inversionAttempts: 'dontInvert' });
  return found ? Buffer.from(found.binaryData).toString('utf8') : undefined;
}

/** The glyphs of the file's font of modules: code → modules it darkens, y upwards from the base line. */
function glyphsOf(pdf: ReadPdf): Map<number, [number, number][]> {
  const [font] = find(pdf, '/Type3');
  const procs = new Map(
    [...font!.dictionary.matchAll(/\/(m\d+) (\d+) 0 R/g)].map(([, name, n]) => [name, Number(n)]),
  );
  return new Map(
    [...font!.dictionary.matchAll(/(\d+)\/(m\d+)/g)].map(([, code, name]) => {
      const proc = pdf.objects.get(procs.get(name)!)!.stream!.toString('latin1');
      const modules = [...proc.matchAll(/(\d) (-?\d) (\d) (\d) re/g)].flatMap(([, ...numbers]) => {
        const [x, y, width, height] = numbers.map(Number) as [number, number, number, number];
        return Array.from({ length: width * height }, (_, i): [number, number] => [
          x + (i % width),
          y + Math.floor(i / width),
        ]);
      });
      return [Number(code), modules];
    }),
  );
}

/** The codes of a page's content, from text in the font of modules. */
function fromText(content: string, pdf: ReadPdf): (string | undefined)[] {
  const glyphs = glyphsOf(pdf);
  return [...content.matchAll(/BT \/Q 1 Tf 1 TL [\d. -]+ Tm\n((?:\([^)]+\)')+)\nET Q/g)].map(([, text]) => {
    const rows = text!.slice(1, -2).split(")'(");
    const dark = new Set<string>();
    rows.forEach((row, y) =>
      [...row].forEach((character, strip) => {
        for (const [dx, dy] of glyphs.get(character.charCodeAt(0))!) dark.add(`${strip * 4 + dx},${y - dy}`);
      }),
    );
    return decode(rows.length, (x, y) => dark.has(`${x},${y}`));
  });
}

/** The codes of a page's content, from inline image masks. */
function fromMasks(content: string): (string | undefined)[] {
  return [...content.matchAll(/BI \/W (\d+) \/H \d+ \/IM true \/BPC 1 \/D \[1 0\] ID /g)].map((match) => {
    const size = Number(match[1]);
    const start = match.index + match[0].length;
    const stride = Math.ceil(size / 8);
    return decode(
      size,
      (x, y) => ((content.charCodeAt(start + y * stride + (x >> 3)) >> (7 - (x & 7))) & 1) === 1,
    );
  });
}

describe('printed QR codes', () => {
  it.each<[QrMode, (content: string, pdf: ReadPdf) => (string | undefined)[]]>([
    ['vector', fromText],
    ['mask', fromMasks],
  ])('all decode (%s)', async (qr, read) => {
    const pieces = recipients(10);
    const press = await openPress(design, { artwork: new Map() });
    const { sink, bytes } = collect();
    press.print(pieces, sink, { qr });
    const pdf = readPdf(bytes());
    const pages = find(pdf, '/FlateDecode')
      .map((object) => object.stream?.toString('latin1') ?? '')
      .filter((content) => content.includes(' cm'));
    expect(pages.map((content) => read(content, pdf))).toEqual(
      pieces.map((piece) => [url(piece.serial), `${piece.fields.name}，您好`]),
    );
  });
});
