import * as fc from 'fast-check';
import { seal, unseal, UnsealError } from './sealed-text';

const key = Buffer.alloc(32, 7);

test('what was sealed is read with the same key for the same purpose', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(unseal(key, 'robot', seal(key, 'robot', text))).toBe(text);
    }),
  );
});

test('the same text never looks the same, and does not show', () => {
  const [one, other] = [seal(key, 'robot', 'https://example'), seal(key, 'robot', 'https://example')];
  expect(one.equals(other)).toBe(false);
  expect(one.includes('example')).toBe(false);
});

test.each([
  ['another key', () => unseal(Buffer.alloc(32, 8), 'robot', seal(key, 'robot', 'x'))],
  ['another purpose', () => unseal(key, 'other', seal(key, 'robot', 'x'))],
  ['cut off', () => unseal(key, 'robot', seal(key, 'robot', 'xyz').subarray(0, 20))],
  [
    'one bit changed',
    () => {
      const sealed = seal(key, 'robot', 'xyz');
      sealed[sealed.length - 1]! ^= 1;
      return unseal(key, 'robot', sealed);
    },
  ],
])('%s: unreadable', (_what, read) => {
  expect(read).toThrow(UnsealError);
});
