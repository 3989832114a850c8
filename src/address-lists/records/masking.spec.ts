import fc from 'fast-check';
import { masked, maskAddress, maskName, maskPhone } from './masking';

test.each([
  ['林小满', '林**'],
  ['林', '*'],
  ['', ''],
  ['𠮷野', '𠮷*'],
])('name %j shows as %j', (name, shown) => expect(maskName(name)).toBe(shown));

test.each([
  ['13800000001', '138******01'],
  ['021-62533238', '021-******38'],
  ['62533238', '******38'],
  ['1234', '****'],
  ['', ''],
])('phone %j shows as %j', (phone, shown) => expect(maskPhone(phone)).toBe(shown));

test.each([
  ['福州市鼓楼区测试路1号2座301室', '福州市鼓楼区测试路***'],
  ['测试路十二号', '测试路***'],
  ['演示大厦', '演示***'],
  ['', ''],
])('address %j shows as %j', (address, shown) => expect(maskAddress(address)).toBe(shown));

test('six digits of every number are hidden, or all of a shorter one', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9 -]{0,30}$/), (phone) => {
      const shown = maskPhone(phone);
      const digits = phone.replace(/\D/g, '').length;
      expect(shown).toHaveLength(phone.length);
      expect(shown.split('*').length - 1).toBeGreaterThanOrEqual(Math.min(6, digits));
    }),
  );
});

test('a firm stays, texts of a design do not', () => {
  const record = {
    name: '',
    company: '示例公司',
    address: '',
    postcode: '350001',
    phone: '',
    extra: { 卡号: '1', 空: '' },
  };
  expect(masked(record)).toEqual({ ...record, extra: { 卡号: '***', 空: '' } });
});
