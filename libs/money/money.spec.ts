import fc from 'fast-check';
import { allocate, timesFen, yuanText } from './money';

const weights = fc
  .array(fc.nat(1_000_000), { minLength: 1, maxLength: 40 })
  .filter((list) => list.some((weight) => weight > 0));
const amount = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });

test('parts sum to the whole, each within one fen of its share, none for no weight', () => {
  fc.assert(
    fc.property(amount, weights, (total, parts) => {
      const split = allocate(total, parts);
      const sum = parts.reduce((a, b) => a + b, 0);
      expect(split.reduce((a, b) => a + b, 0)).toBe(total);
      split.forEach((part, index) => {
        expect(Math.abs(part - (total * parts[index]!) / sum)).toBeLessThan(1.01);
        if (parts[index] === 0) expect(part).toBe(0);
      });
    }),
  );
});

test('a larger weight never gets less', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000_000), weights, (total, parts) => {
      const split = allocate(total, parts);
      const order = parts.map((weight, index) => ({ weight, part: split[index]! }));
      order.sort((a, b) => a.weight - b.weight || a.part - b.part);
      for (let i = 1; i < order.length; i++)
        expect(order[i]!.part).toBeGreaterThanOrEqual(order[i - 1]!.part);
    }),
  );
});

test('odd fen go to the first of equals', () => {
  expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33]);
  expect(allocate(-100, [1, 1, 1])).toEqual([-34, -33, -33]);
  expect(allocate(0, [2, 3])).toEqual([0, 0]);
});

test.each([
  [1.5, [1]],
  [10, []],
  [10, [0, 0]],
  [10, [-1, 2]],
])('refuses to split %p by %p', (total, parts) => {
  expect(() => allocate(total, parts)).toThrow(RangeError);
});

test('multiplies exactly or not at all', () => {
  expect(timesFen(500_000, 182)).toBe(91_000_000);
  expect(() => timesFen(2_000_000_000, 10_000_000)).toThrow(RangeError);
});

test.each([
  [0, '0.00'],
  [5, '0.05'],
  [169_910_000, '1699100.00'],
  [-1_234_567, '-12345.67'],
])('writes %p fen as %p yuan', (fen, text) => {
  expect(yuanText(fen)).toBe(text);
});
