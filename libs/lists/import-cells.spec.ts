import { guessColumns, mappingFits } from './guess-columns';
import { cellValue } from './import-cells';

const tier = { type: 'enum', options: [{ value: 'key', zh: '重点', en: 'Key' }] } as const;

test.each([
  [tier, '重点', 'key'],
  [tier, 'KEY', 'key'],
  [tier, '一般', undefined],
  [{ type: 'tags' }, '银行、季度; 银行', ['银行', '季度']],
  [{ ...tier, type: 'tags' }, '重点，一般', undefined],
  [{ type: 'boolean' }, '是', true],
  [{ type: 'boolean' }, 'No', false],
  [{ type: 'boolean' }, '也许', undefined],
  [{ type: 'date' }, '2026年1月5日', '2026-01-05'],
  [{ type: 'date' }, '2026/12/31', '2026-12-31'],
  [{ type: 'date' }, '2026-02-30', undefined],
  [{ type: 'number' }, '1,200.5', 1200.5],
  [{ type: 'number' }, '一百', undefined],
  [{ type: 'money' }, '￥1,200.50', 120_050],
  [{ type: 'text' }, '=1+1', '=1+1'],
] as const)('of %j, %s is %j', (column, text, value) => {
  expect(cellValue(column, text)).toEqual(value);
});

const columns = [
  { name: 'code', label: { zh: '客户编号', en: 'Code' }, headings: ['编号'] },
  { name: 'name', label: { zh: '客户名称', en: 'Name' }, headings: ['单位名称'] },
  { name: 'creditCode', label: { zh: '统一社会信用代码', en: 'Credit code' }, headings: ['信用代码'] },
];

test.each([
  [['编号', '单位名称', '信用代码（18位）'], { code: 0, name: 1, creditCode: 2 }],
  [['Credit Code', 'NAME *', 'code'], { creditCode: 0, name: 1, code: 2 }],
  [['客户名称全称', '备注'], { name: 0 }],
])('the columns of %j are guessed', (header, mapping) => {
  expect(guessColumns(header, columns)).toEqual(mapping);
});

test('a mapping names known columns of the file, each once', () => {
  expect(mappingFits({ code: 0, name: 1 }, columns, 2)).toBe(true);
  expect(mappingFits({ code: 0, name: 2 }, columns, 2)).toBe(false);
  expect(mappingFits({ code: 0, name: 0 }, columns, 2)).toBe(false);
  expect(mappingFits({ other: 0 }, columns, 2)).toBe(false);
});
