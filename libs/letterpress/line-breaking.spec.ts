import fc from 'fast-check';
import { breakClass, breakLines, newLines } from './line-breaking';

/** Lines of a text in which Latin letters, digits and spaces are half as wide as everything else. */
function lay(text: string, em: number): string[] {
  const characters = Array.from(text);
  const kinds = Uint8Array.from(characters, (c) => breakClass(c.codePointAt(0) as number));
  const widths = Uint16Array.from(characters, (c) => (c === '\n' ? 0 : /[\x20-\x7e]/.test(c) ? 500 : 1000));
  const lines = newLines();
  breakLines(widths, kinds, 0, characters.length, em * 1000, lines);
  return Array.from({ length: lines.count }, (_, i) =>
    characters.slice(lines.start[i], lines.end[i]).join(''),
  );
}

describe('line breaking', () => {
  it('never leaves the word behind an ideographic space alone on a line', () => {
    expect(lay('中国示例银行福州分行　收', 11)).toEqual(['中国示例银行福州分', '行　收']);
  });

  it('breaks between any two Chinese characters', () => {
    expect(lay('新春将至万象更新', 3)).toEqual(['新春将', '至万象', '更新']);
  });

  it('starts no line with a closing mark and ends none with an opening one', () => {
    expect(lay('恭贺新春，阖家安康。', 4)).toEqual(['恭贺新', '春，阖家', '安康。']);
    expect(lay('请看《新春》一文', 3)).toEqual(['请看', '《新', '春》一', '文']);
    expect(lay('他说：“好”', 4)).toEqual(['他说：', '“好”']);
  });

  it('keeps dashes and ellipses whole', () => {
    expect(lay('等一等——好', 4)).toEqual(['等一', '等——好']);
    expect(lay('等一等……好', 4)).toEqual(['等一', '等……好']);
  });

  it('keeps words and numbers whole and drops the space at a break', () => {
    expect(lay('至 2027 年 Hello World', 5)).toEqual(['至 2027 年', 'Hello', 'World']);
    expect(lay('共计1,280.50元整', 4)).toEqual(['共计', '1,280.50', '元整']);
  });

  it('cuts a word that is wider than the line', () => {
    expect(lay('abcdefgh', 2)).toEqual(['abcd', 'efgh']);
  });

  it('keeps empty lines and counts characters beyond the first plane once', () => {
    expect(lay('甲\n\n乙', 9)).toEqual(['甲', '', '乙']);
    expect(lay('𬭎𬭎𬭎', 2)).toEqual(['𬭎𬭎', '𬭎']);
  });

  it('loses nothing but spaces, and no line is too wide', () => {
    const alphabet = fc.constantFrom(...Array.from('春风又绿江南岸，。《》“”（）ab 12-\n𬭎'));
    fc.assert(
      fc.property(
        fc.array(alphabet, { maxLength: 80 }),
        fc.integer({ min: 1, max: 12 }),
        (characters, em) => {
          const text = characters.join('');
          const lines = lay(text, em);
          expect(lines.join('').replace(/ /g, '')).toBe(text.replace(/[ \n]/g, ''));
          for (const line of lines) {
            const width = Array.from(line).reduce((sum, c) => sum + (/[\x20-\x7e]/.test(c) ? 0.5 : 1), 0);
            expect(width).toBeLessThanOrEqual(Math.max(em, 1));
          }
        },
      ),
      { seed: 11, numRuns: 300 },
    );
  });
});
