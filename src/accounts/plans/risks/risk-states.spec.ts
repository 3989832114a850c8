import { gravity, mayFollow, riskStates } from './risk-states';

test('an action ends from open, and may be opened again, which undoes it', () => {
  expect(mayFollow('open', 'done')).toBe(true);
  expect(mayFollow('open', 'dropped')).toBe(true);
  expect(mayFollow('done', 'open')).toBe(true);
  expect(mayFollow('dropped', 'open')).toBe(true);
  expect(mayFollow('done', 'dropped')).toBe(false);
  expect(mayFollow('open', 'open')).toBe(false);
});

test('what came true is not open again, and what is closed stays so', () => {
  expect(riskStates.may('mitigated', 'open')).toBe(true);
  expect(riskStates.may('happened', 'open')).toBe(false);
  expect(riskStates.isEnd('closed')).toBe(true);
});

test('gravity goes from one to twenty-five', () => {
  expect([gravity(1, 1), gravity(3, 4), gravity(5, 5)]).toEqual([1, 12, 25]);
});
