import { conditionOf, customFilter } from './custom-filter';

const FIELDS = [
  { key: 't', type: 'text' },
  { key: 'n', type: 'number' },
  { key: 'd', type: 'date' },
  { key: 'y', type: 'boolean' },
  { key: 'm', type: 'multi-choice' },
] as const;
const filter = (...texts: string[]) =>
  customFilter(
    FIELDS,
    texts.map((text) => conditionOf(text)!),
  );

test('reads a condition, the value may hold colons', () => {
  expect(conditionOf('t:has:a:b')).toEqual({ key: 't', op: 'has', value: 'a:b' });
  for (const bad of ['t', 't:is:', 't:like:x', 'T:is:x', "t';--:is:x"]) expect(conditionOf(bad)).toBeNull();
});

test('equality becomes containment in the type of the field', () => {
  expect(filter('t:is:甲', 'n:is:1.50', 'y:is:false', 'm:is:a', 'm:is:b')).toEqual({
    contains: { t: '甲', n: 1.5, y: false, m: ['a', 'b'] },
    others: [],
  });
});

test('bounds and parts stay conditions', () => {
  expect(filter('n:from:3', 'd:to:2026-01-01', 't:has:%')).toMatchObject({
    contains: null,
    others: [{}, {}, {}],
  });
});

test.each(['x:is:1', 'n:is:abc', 'n:has:1', 't:from:a', 'y:is:yes', 'm:has:a'])('refuses %s', (text) => {
  expect(filter(text)).toBeNull();
});
