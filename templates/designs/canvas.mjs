/** A small drawing board for press artwork: millimetres from the trimmed top left corner, inks in percent. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PDFDocument, PDFName } from '@cantoo/pdf-lib';

const require = createRequire(import.meta.url);
const fontkit = require('fontkit');
const MM = 72 / 25.4;
const n = (value) => String(Number(value.toFixed(3)));

const fonts = new Map();

function font(file) {
  if (!fonts.has(file))
    fonts.set(file, fontkit.create(readFileSync(require.resolve(`@expo-google-fonts/${file}`))));
  return fonts.get(file);
}

export class Canvas {
  constructor(width, height, bleed = 3) {
    Object.assign(this, { width, height, bleed, ops: [] });
  }

  x(mm) {
    return n((mm + this.bleed) * MM);
  }

  y(mm) {
    return n((this.height + this.bleed - mm) * MM);
  }

  fill(ink) {
    this.ops.push(`${ink.map((v) => n(v / 100)).join(' ')} k`);
    return this;
  }

  stroke(ink, width, dash = '') {
    this.ops.push(`${ink.map((v) => n(v / 100)).join(' ')} K ${n(width * MM)} w 1 J 1 j [${dash}] 0 d`);
    return this;
  }

  /** `['M', x, y]`, `['L', x, y]`, `['C', x1, y1, x2, y2, x, y]`, `['Z']`; `paint` is a PDF operator: f, S, B, f*. */
  path(segments, paint = 'f') {
    const operators = { M: 'm', L: 'l', C: 'c', Z: 'h' };
    for (const [kind, ...points] of segments) {
      const numbers = points.map((value, i) => (i % 2 === 0 ? this.x(value) : this.y(value)));
      this.ops.push([...numbers, operators[kind]].join(' '));
    }
    this.ops.push(paint);
    return this;
  }

  rect(x, y, width, height, paint = 'f') {
    return this.path(
      [['M', x, y], ['L', x + width, y], ['L', x + width, y + height], ['L', x, y + height], ['Z']],
      paint,
    );
  }

  round(x, y, width, height, r, paint = 'f') {
    const k = r * 0.4477;
    const [right, bottom] = [x + width, y + height];
    return this.path(
      [
        ['M', x + r, y],
        ['L', right - r, y],
        ['C', right - k, y, right, y + k, right, y + r],
        ['L', right, bottom - r],
        ['C', right, bottom - k, right - k, bottom, right - r, bottom],
        ['L', x + r, bottom],
        ['C', x + k, bottom, x, bottom - k, x, bottom - r],
        ['L', x, y + r],
        ['C', x, y + k, x + k, y, x + r, y],
        ['Z'],
      ],
      paint,
    );
  }

  circle(x, y, r, paint = 'f') {
    const k = r * 0.5523;
    return this.path(
      [
        ['M', x + r, y],
        ['C', x + r, y + k, x + k, y + r, x, y + r],
        ['C', x - k, y + r, x - r, y + k, x - r, y],
        ['C', x - r, y - k, x - k, y - r, x, y - r],
        ['C', x + k, y - r, x + r, y - k, x + r, y],
        ['Z'],
      ],
      paint,
    );
  }

  line(x1, y1, x2, y2) {
    return this.path(
      [
        ['M', x1, y1],
        ['L', x2, y2],
      ],
      'S',
    );
  }

  /** Draws within a rectangle only, its corners rounded by `r`. */
  within(x, y, width, height, draw, r = 0) {
    this.ops.push('q');
    this.round(x, y, width, height, r, 'W n');
    draw();
    this.ops.push('Q');
    return this;
  }

  /** Lettering as outlines, `size` mm to the em, baseline at y. */
  letters(text, file, size, x, y) {
    const face = font(file);
    const scale = size / face.unitsPerEm;
    let pen = x;
    for (const character of text) {
      const glyph = face.glyphForCodePoint(character.codePointAt(0));
      this.outline(glyph.path, pen, y, scale);
      pen += glyph.advanceWidth * scale;
    }
    return this;
  }

  outline(path, x, y, scale) {
    const segments = [];
    let at = [0, 0];
    const place = (points) =>
      points.flatMap((value, i) => (i % 2 === 0 ? [x + value * scale] : [y - value * scale]));
    for (const { command, args } of path.commands) {
      if (command === 'closePath') segments.push(['Z']);
      else if (command === 'quadraticCurveTo') {
        const [cx, cy, ex, ey] = args;
        const cubic = [
          at[0] + (2 / 3) * (cx - at[0]),
          at[1] + (2 / 3) * (cy - at[1]),
          ex + (2 / 3) * (cx - ex),
          ey + (2 / 3) * (cy - ey),
          ex,
          ey,
        ];
        segments.push(['C', ...place(cubic)]);
      } else segments.push([{ moveTo: 'M', lineTo: 'L', bezierCurveTo: 'C' }[command], ...place(args)]);
      if (args.length >= 2) at = args.slice(-2);
    }
    this.path(segments, 'f');
  }
}

/** Writes canvases as the pages of one PDF with trim and bleed boxes. The same drawing gives the same bytes. */
export async function savePdf(canvases) {
  const doc = await PDFDocument.create({ updateMetadata: false });
  for (const { width, height, bleed, ops } of canvases) {
    const full = [(width + 2 * bleed) * MM, (height + 2 * bleed) * MM];
    const page = doc.addPage(full);
    page.node.set(PDFName.of('Contents'), doc.context.register(doc.context.flateStream(ops.join('\n'))));
    page.setTrimBox(bleed * MM, bleed * MM, width * MM, height * MM);
    page.setBleedBox(0, 0, ...full);
  }
  return doc.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false });
}
