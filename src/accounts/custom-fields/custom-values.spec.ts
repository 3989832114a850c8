import { changedValues, type CustomDefinition } from './custom-values';

const options = ['a', 'b'].map((value) => ({ value, zh: value, en: value }));
const field = (
  key: string,
  type: CustomDefinition['type'],
  over: Partial<CustomDefinition> = {},
): CustomDefinition => ({
  key,
  type,
  options: type.endsWith('choice') ? options : [],
  required: false,
  archived: false,
  ...over,
});
const FIELDS = [
  field('t', 'text'),
  field('n', 'number'),
  field('d', 'date'),
  field('y', 'boolean'),
  field('c', 'choice'),
  field('m', 'multi-choice'),
  field('old', 'text', { archived: true }),
];

test.each([
  ['t', '文字', '文'.repeat(501)],
  ['n', 1.5, '1.5'],
  ['n', 0, Number.NaN],
  ['d', '2028-02-29', '2027-02-29'],
  ['d', '2026-11-23', '2026-11-23T00:00:00Z'],
  ['y', false, 'false'],
  ['c', 'a', 'z'],
  ['m', ['b', 'a'], ['a', 'a']],
  ['m', ['a'], 'a'],
])('%s takes %j and refuses %j', (key, good, bad) => {
  expect(changedValues(FIELDS, {}, { [key]: good })).toEqual({ values: { [key]: good }, faults: [] });
  expect(changedValues(FIELDS, {}, { [key]: bad }).faults).toEqual([{ key, fault: 'type' }]);
});

test('empty takes a value away, what is not named stays', () => {
  const before = { t: '甲', n: 1, m: ['a'] };
  expect(changedValues(FIELDS, before, { t: '', m: [] }).values).toEqual({ n: 1 });
  expect(changedValues(FIELDS, before, { n: null }).values).toEqual({ t: '甲', m: ['a'] });
});

test('unknown and archived fields are refused, archived values stay', () => {
  expect(changedValues(FIELDS, { old: '旧' }, { nope: 1, old: '新' })).toEqual({
    values: { old: '旧' },
    faults: [
      { key: 'nope', fault: 'unknown' },
      { key: 'old', fault: 'archived' },
    ],
  });
});

test('a required field is asked for by a save of fields, not by any other', () => {
  const required = [...FIELDS, field('must', 'text', { required: true })];
  expect(changedValues(required, {}, { t: '甲' }).faults).toEqual([{ key: 'must', fault: 'required' }]);
  expect(changedValues(required, {}, {}).faults).toEqual([]);
  expect(changedValues(required, { must: '有' }, { must: '' }).faults).toEqual([
    { key: 'must', fault: 'required' },
  ]);
});
