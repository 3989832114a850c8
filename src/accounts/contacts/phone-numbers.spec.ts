import { maskHandle, maskNumber, plainMobile } from './phone-numbers';

test.each([
  ['13800001234', '138****1234'],
  ['+8613800001234', '861****1234'],
  ['0591-87650000', '0591-****0000'],
  ['059187650000', '0591-****0000'],
  ['010 87650123 转 8001', '010-****0123'],
  ['95580', '****80'],
  ['8765432', '****32'],
])('masks %s as %s', (number, masked) => {
  expect(maskNumber(number)).toBe(masked);
});

test('a masked number never holds more than seven digits of its own besides the area', () => {
  for (const number of ['13800001234', '87654321', '1234567890123', '12']) {
    const shown = maskNumber(number)!.replace(/\D/g, '').length;
    expect([number, shown < number.length || number.length < 3, shown <= 7]).toEqual([number, true, true]);
  }
});

test.each([
  ['138 0000 1234', '13800001234'],
  ['+86 138-0000-1234', '13800001234'],
  ['008613800001234', '13800001234'],
  ['+85290001234', '+85290001234'],
  ['8613', '8613'],
])('keeps the mobile %s as %s', (typed, kept) => {
  expect(plainMobile(typed)).toBe(kept);
});

test('masks handles, also those that are a number', () => {
  expect([maskHandle('lin_siyuan'), maskHandle('13800001234'), maskHandle(null)]).toEqual([
    'l****',
    '138****1234',
    null,
  ]);
});
