import { ColumnMapping, fits, guessMapping, isComplete } from './column-mapping';
import { IMPORT_STATES, isFinal, mayFollow, statesBefore } from './import-state';
import { cleanText, RowCheck } from './row-check';

const header = ['name', 'company', 'address', 'postcode', 'phone', 'note'];
const mapping: ColumnMapping = {
  fields: { name: 0, company: 1, address: 2, postcode: 3, phone: 4 },
  extra: [5],
};
const GOOD = ['林小满', '', '福州市鼓楼区测试路1号', '350001', '13800000001', ''];

function check(change: Partial<Record<keyof typeof mapping.fields | 'note', string>>, raw = '') {
  const fields = header.map((heading, i) => change[heading as keyof typeof change] ?? GOOD[i]!);
  return new RowCheck(header, mapping).check({ rowNumber: 2, fields, raw, broken: false });
}

test.each([
  [{ name: ' \u3000', company: '' }, 'name-missing'],
  [{ address: '' }, 'address-missing'],
  [{ address: '0' }, 'address-missing'],
  [{ address: '---' }, 'address-missing'],
  [{ postcode: '35001' }, 'postcode-zero-lost'],
  [{ postcode: '0' }, 'postcode-malformed'],
  [{ postcode: '3500011' }, 'postcode-malformed'],
  [{ postcode: 'ABCDEF' }, 'postcode-malformed'],
  [{ name: '长'.repeat(101) }, 'text-too-long'],
  [{ address: '长路'.repeat(151) }, 'text-too-long'],
  [{ note: '长'.repeat(501) }, 'text-too-long'],
])('%j is not taken: %s', (change, reason) => {
  expect(check(change)).toBe(reason);
});

test('a row of other columns, broken quotes or garbled text is not taken', () => {
  const rowCheck = new RowCheck(header, mapping);
  const record = { rowNumber: 2, fields: GOOD, raw: '', broken: false };
  expect(rowCheck.check({ ...record, fields: GOOD.slice(1) })).toBe('columns-differ');
  expect(rowCheck.check({ ...record, fields: [...GOOD, ''] })).toBe('columns-differ');
  expect(rowCheck.check({ ...record, broken: true })).toBe('quotes-unmatched');
  expect(rowCheck.check({ ...record, raw: '林\ufffd' })).toBe('text-garbled');
});

test('a good row is taken as it is written, cleaned of what nobody sees', () => {
  expect(check({ name: ' 林 小满\u200b\n', postcode: '３５０００１', note: '=A1' })).toEqual({
    name: '林 小满',
    company: '',
    address: GOOD[2],
    postcode: '350001',
    phone: GOOD[4],
    extra: { note: '=A1' },
    warnings: [],
  });
  expect(check({ postcode: '' })).toMatchObject({ postcode: '', warnings: ['postcode-missing'] });
  expect(check({ address: '福州' })).toMatchObject({ warnings: ['address-short'] });
  expect(cleanText('A\u0000\u200d\ufeffB')).toBe('A B');
});

describe('columns are guessed', () => {
  test.each<[string[], ColumnMapping['fields']]>([
    [
      ['bank_no', 'bank_name', 'mobile', 'zip_code', 'address'],
      { company: 1, phone: 2, postcode: 3, address: 4 },
    ],
    [
      ['收件人姓名', '单位名称', '通讯地址', '邮政编码', '联系电话'],
      { name: 0, company: 1, address: 2, postcode: 3, phone: 4 },
    ],
    [
      ['Full Name', 'Postal Code', 'Mailing Address', 'Company'],
      { name: 0, postcode: 1, address: 2, company: 3 },
    ],
    [['客户编码', '客户名称', '单位地址'], { company: 1, address: 2 }],
  ])('from the headings %j', (headings, fields) => {
    expect(guessMapping(headings, []).fields).toEqual(fields);
  });

  test('from what they hold', () => {
    const rows = [
      ['林小满', '福建省福州市测试路1号', '350001', '13800000001'],
      ['陈立冬', '福建省厦门市样例街2号', '361001', '0591-12345678'],
    ];
    const guess = guessMapping(['a', 'b', 'c', 'd'], rows);
    expect(guess).toEqual({ fields: { name: 0, address: 1, postcode: 2, phone: 3 }, extra: [] });
    expect(isComplete(guess)).toBe(true);
    expect(isComplete({ fields: { address: 1 }, extra: [] })).toBe(false);
  });

  test('and each fits once', () => {
    expect(fits({ fields: { name: 0 }, extra: [1] }, 2)).toBe(true);
    expect(fits({ fields: { name: 2 }, extra: [] }, 2)).toBe(false);
    expect(fits({ fields: { name: 0, company: 0 }, extra: [] }, 2)).toBe(false);
    expect(fits({ fields: {}, extra: Array.from({ length: 21 }, (_, i) => i) }, 30)).toBe(false);
  });
});

test('an import runs once and ends for good', () => {
  for (const state of IMPORT_STATES) expect(mayFollow(state, 'uploaded')).toBe(false);
  expect(statesBefore('running')).toEqual(['uploaded', 'previewed']);
  expect(statesBefore('done')).toEqual(['running']);
  expect(IMPORT_STATES.filter(isFinal)).toEqual(['done', 'failed', 'cancelled']);
});
