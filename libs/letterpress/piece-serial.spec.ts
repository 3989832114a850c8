import fc from 'fast-check';
import { checkCharacters, checkSerial, pieceSerial } from './piece-serial';

const batch = fc.stringMatching(/^[0-9A-Z]{1,12}$/);
const seq = fc.integer({ min: 0, max: 9_999_999 });
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

describe('piece serial', () => {
  it('gives the check characters of the standard’s own example', () => {
    expect(checkCharacters('ISO79')).toBe('3W');
  });

  it('accepts every serial it makes', () => {
    fc.assert(
      fc.property(batch, seq, (code, n) => checkSerial(pieceSerial(code, n))),
      { seed: 1 },
    );
  });

  it('finds every single substitution', () => {
    fc.assert(
      fc.property(batch, seq, fc.nat(), fc.nat(35), (code, n, at, replacement) => {
        const serial = pieceSerial(code, n);
        const i = at % serial.length;
        const other = ALPHABET.charAt(replacement);
        fc.pre(serial[i] !== '-' && serial[i] !== other);
        return !checkSerial(serial.slice(0, i) + other + serial.slice(i + 1));
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  it('finds every transposition of neighbours', () => {
    fc.assert(
      fc.property(batch, seq, fc.nat(), (code, n, at) => {
        const serial = pieceSerial(code, n);
        const i = at % (serial.length - 1);
        const [a, b] = [serial.charAt(i), serial.charAt(i + 1)];
        fc.pre(a !== b && a !== '-' && b !== '-');
        return !checkSerial(serial.slice(0, i) + b + a + serial.slice(i + 2));
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  it('refuses batch codes and numbers that are none', () => {
    for (const code of ['', 'a', 'A-B', 'A'.repeat(17), '批'])
      expect(() => pieceSerial(code, 1)).toThrow(RangeError);
    for (const n of [-1, 1.5, Number.NaN, 1e10]) expect(() => pieceSerial('A', n)).toThrow(RangeError);
    expect(checkSerial('SPR26-1-00')).toBe(false);
  });
});
