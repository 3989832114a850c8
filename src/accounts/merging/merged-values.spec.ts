import { mergedValue, mergedValues, restoredValues } from './merged-values';

test.each([
  ['the survivor’s', '甲', '乙', undefined, '甲'],
  ['the other’s where the survivor has none', null, '乙', undefined, '乙'],
  ['nothing at all, when that was chosen', null, '乙', 'survivor', null],
  ['the other’s, when that was chosen', '甲', '乙', 'other', '乙'],
  ['every tag once', ['a', 'b'], ['b', 'c'], undefined, ['a', 'b', 'c']],
  ['the other’s tags alone, when chosen', ['a'], ['b'], 'other', ['b']],
  ['no, which is an answer', false, true, undefined, false],
  ['none, which is an answer', 0, 7, undefined, 0],
  [
    'an address once, however often it was written',
    [{ text: '甲' }],
    [{ text: '甲' }],
    undefined,
    [{ text: '甲' }],
  ],
] as const)('a merged field has %s', (_, survivor, other, choice, expected) => {
  expect(mergedValue(survivor, other, choice)).toEqual(expected);
});

test('only what changes is told', () => {
  const survivor = { name: '甲', phone: null as string | null, tags: ['a'] };
  const other = { name: '乙', phone: '123', tags: ['a'] };
  expect(mergedValues(survivor, other, ['name', 'phone', 'tags'], {})).toEqual({ phone: '123' });
});

test('what was changed since a merge is left and told', () => {
  const changes = [
    { field: 'phone', before: null, after: '123' },
    { field: 'name', before: '甲', after: '乙' },
  ];
  expect(restoredValues({ phone: '123', name: '丙' }, changes)).toEqual({
    values: { phone: null },
    left: ['name'],
  });
});
