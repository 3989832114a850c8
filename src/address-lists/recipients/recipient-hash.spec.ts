import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { RecipientHasher } from './recipient-hash';
import { normalForm } from './recipient-normal';

const KEY = Buffer.alloc(32, 3);
const hasher = new RecipientHasher(KEY);
const ANA = { name: '林小满', company: '', address: '福州市测试路1号2座301室', postcode: '350001' };

test.each([
  ['福州市 测试路１号', '福州市测试路1号'],
  ['ＡＢＣ Co., Ltd.', 'abc co ltd'],
  ['（示例）公司', '(示例)公司'],
  ['①号楼', '1号楼'],
  ['5#101', '5-101'],
  ['5 # 101', '5-101'],
])('%j and %j are one', (a, b) => {
  expect(normalForm(a)).toBe(normalForm(b));
});

test('a hyphen between digits tells two rooms apart', () => {
  expect(normalForm('1-2室')).not.toBe(normalForm('12室'));
});

test('the normal form of a normal form is itself, and blanks and width never matter', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 20 });
  fc.assert(
    fc.property(text, (value) => {
      expect(normalForm(normalForm(value))).toBe(normalForm(value));
      expect(normalForm(` ${value}\u3000`)).toBe(normalForm(value));
    }),
    { numRuns: 2_000 },
  );
  const ascii = fc.string({
    unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  });
  fc.assert(
    fc.property(ascii, (value) => {
      const wide = [...value].map((char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)).join('');
      expect(normalForm(wide)).toBe(normalForm(value));
    }),
  );
});

test('is HMAC-SHA256 cut to 16 bytes, for short and long texts', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 3_000 }), (address) => {
      const expected = createHmac('sha256', KEY)
        .update(`address\u001f${normalForm(address)}`)
        .digest('hex');
      expect(hasher.hashes({ ...ANA, address }).address).toBe(expected.slice(0, 32));
    }),
    { numRuns: 50 },
  );
  expect(new RecipientHasher(Buffer.alloc(32, 4)).hashes(ANA)).not.toEqual(hasher.hashes(ANA));
});

test('a recipient has a postcode, a person at an address has none, an address has no person', () => {
  const hashes = hasher.hashes(ANA);
  const moved = hasher.hashes({ ...ANA, postcode: '' });
  expect(moved.recipient).not.toBe(hashes.recipient);
  expect(moved.person).toBe(hashes.person);
  const other = hasher.hashes({ ...ANA, name: '陈立冬' });
  expect(other.person).not.toBe(hashes.person);
  expect(other.address).toBe(hashes.address);
  expect(new Set(Object.values(hashes)).size).toBe(3);
  // Fields cannot flow into each other.
  expect(hasher.hashes({ ...ANA, name: '甲乙', company: '丙' }).recipient).not.toBe(
    hasher.hashes({ ...ANA, name: '甲', company: '乙丙' }).recipient,
  );
});
