import fc from 'fast-check';
import jsQR from 'jsqr';
import { QrEncoder, type QrCode } from './qr-code';
import type { QrLevel } from './qr-tables';

/** Reads a symbol with an independent decoder, drawn at 3 pixels a module with its quiet zone. */
function read(code: QrCode): string | undefined {
  const scale = code.size > 100 ? 2 : 3;
  const side = (code.size + 8) * scale;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < code.size * scale; y++) {
    for (let x = 0; x < code.size * scale; x++) {
      if (!code.dark[Math.floor(y / scale) * code.size + Math.floor(x / scale)]) continue;
      const at = ((y + 4 * scale) * side + x + 4 * scale) * 4;
      pixels.fill(0, at, at + 3);
    }
  }
  const result = jsQR(pixels, side, side, { inversionAttempts: 'dontInvert' });
  return result ? Buffer.from(result.binaryData).toString('utf8') : undefined;
}

const levels: QrLevel[] = ['L', 'M', 'Q', 'H'];

describe('QR encoder', () => {
  it('makes symbols that an independent decoder reads, for any text and level', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 120, unit: 'grapheme' }),
        fc.constantFrom(...levels),
        (text, level) => {
          const code = new QrEncoder(level).encode(text);
          expect(code && read(code)).toBe(Buffer.from(text, 'utf8').toString('utf8'));
        },
      ),
      { numRuns: 60, seed: 7 },
    );
  });

  it.each(levels)('reads back at every step of size of level %s', (level) => {
    const encoder = new QrEncoder(level);
    const seen = new Set<number>();
    let bytes = 1;
    for (let guard = 0; guard < 40 && seen.size < 40; guard++) {
      const text = 'https://example.cn/r/'.padEnd(bytes, 'A7');
      const code = encoder.encode(text.slice(0, bytes));
      if (!code) break;
      seen.add(code.version);
      if (code.version <= 7 || code.version === 14 || code.version === 27)
        expect(read(code)).toBe(text.slice(0, bytes));
      while (encoder.encode('x'.repeat(bytes))?.version === code.version) bytes++;
    }
    expect(seen.size).toBe(40);
  });

  it('refuses what no symbol holds', () => {
    const encoder = new QrEncoder('H');
    expect(encoder.encode('')).toBeNull();
    expect(encoder.encode('x'.repeat(1273))?.version).toBe(40);
    expect(encoder.encode('x'.repeat(1274))).toBeNull();
    expect(encoder.encode('龑'.repeat(425))).toBeNull();
  });
});
