import { pieceSerial } from '../../../libs/letterpress';
import { readScans, standingFault } from './scanned-serials';

const BATCH = 'B0000012';
const serial = (seq: number) => pieceSerial(BATCH, seq);
const wrongDigit = (text: string) =>
  text.replace(/(\d)-(..)$/, (_, d: string, c) => `${(Number(d) + 1) % 10}-${c}`);

test('a serial a line, as typed, pasted or scanned, each piece once', () => {
  const { pieces, faults } = readScans(
    [
      serial(7),
      '',
      `  ${serial(3).toLowerCase()}\t`,
      serial(7),
      `https://example.cn/r/${serial(9)}`,
      `HTTPS://EXAMPLE.CN/?S=${serial(11)}`,
      serial(12).replace(/[0-9A-Z-]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
    ],
    BATCH,
  );
  expect(faults).toEqual([]);
  expect([...pieces]).toEqual([
    [7, 0],
    [3, 2],
    [9, 4],
    [11, 5],
    [12, 6],
  ]);
});

test('every wrong line is named with what is wrong with it', () => {
  const { pieces, faults } = readScans(
    [serial(1), wrongDigit(serial(2)), pieceSerial('B0000013', 3), 'mail', '', `${serial(4)} ${serial(5)}`],
    BATCH,
  );
  expect(faults).toEqual([
    { line: 1, fault: 'wrong-check' },
    { line: 2, fault: 'other-batch' },
    { line: 3, fault: 'not-a-serial' },
    { line: 5, fault: 'not-a-serial' },
  ]);
  expect([...pieces.keys()]).toEqual([1]);
});

test('any single wrong character of a serial is found', () => {
  const good = serial(4711);
  const alphabet = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  for (let at = 0; at < good.length; at++) {
    for (const wrong of alphabet.filter((c) => good[at] !== '-' && c !== good[at])) {
      const text = good.slice(0, at) + wrong + good.slice(at + 1);
      expect([text, readScans([text], BATCH).faults.length]).toEqual([text, 1]);
    }
  }
});

test('a piece is recorded once, and only when it was printed', () => {
  const piece = (outcome: string | null, heldOut = false) => ({ seq: 1, heldOut, outcome });
  expect(standingFault(undefined, 'withdrawn')).toBe('unknown-piece');
  expect(standingFault(piece(null, true), 'withdrawn')).toBe('held-out');
  expect(standingFault(piece('reprinted'), 'withdrawn')).toBe('other-outcome');
  expect(standingFault(piece('withdrawn'), 'withdrawn')).toBeNull();
  expect(standingFault(piece(null), 'withdrawn')).toBeNull();
});
