import { StateTable } from './state-table';

const lamp = StateTable.of('off', { off: ['on', 'broken'], on: ['off', 'broken'], broken: [] });

test('says what may follow and from where', () => {
  expect(lamp.may('off', 'on')).toBe(true);
  expect(lamp.may('broken', 'on')).toBe(false);
  expect(lamp.before('broken')).toEqual(['off', 'on']);
  expect(lamp.isEnd('broken')).toBe(true);
});

test('refuses a state nobody can reach', () => {
  expect(() => StateTable.of<'a' | 'b'>('a', { a: [], b: [] })).toThrow(/"b" cannot be reached/);
});

test('refuses states that never end', () => {
  expect(() => StateTable.of<'a' | 'b'>('a', { a: ['b'], b: ['a'] })).toThrow(/No end/);
});
