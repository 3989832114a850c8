import { readFileSync, statSync } from 'node:fs';
import * as fontkit from 'fontkit';
import { fontFile } from './font-catalogue';
import { FontFile } from './font-file';

const path = fontFile('sans');
const source = fontkit.create(readFileSync(path));
const glyph = (font: fontkit.FontkitFont, character: string) =>
  font.glyphForCodePoint(character.codePointAt(0) as number);

test('keeps ids, advances and outlines of the wanted glyphs', () => {
  const wanted = [...'鸿雁A1é½'].map((character) => glyph(source, character).id);
  const small = fontkit.create(new FontFile(path).withGlyphs(wanted, new Set()));
  for (const character of '鸿雁A1é½') {
    const [mine, theirs] = [glyph(small, character), glyph(source, character)];
    expect(mine.id).toBe(theirs.id);
    expect(mine.advanceWidth).toBe(theirs.advanceWidth);
    expect(theirs.path.toSVG()).not.toBe('');
    expect(mine.path.toSVG()).toBe(theirs.path.toSVG());
  }
});

test('leaves out all other outlines, and the tables it is told to', () => {
  const file = new FontFile(path);
  const small = file.withGlyphs([], new Set(['GPOS']));
  expect(small.length).toBeLessThan(statSync(path).size / 10);
  expect(glyph(fontkit.create(small), '鸿').path.toSVG()).toBe('');
  expect(small.indexOf('GPOS', 0, 'latin1')).toBe(-1);
  expect(file.withGlyphs([], new Set()).indexOf('GPOS', 0, 'latin1')).toBeGreaterThan(0);
});
