import { caseStates, CASE_STATES, isReopening, missingFor, nextStates } from './case-states';

test('the way of a case', () => {
  expect(Object.fromEntries(CASE_STATES.map((state) => [state, nextStates('request', state)]))).toEqual({
    open: ['heard', 'withdrawn'],
    heard: ['remedy-offered', 'resolved', 'withdrawn'],
    'remedy-offered': ['heard', 'resolved', 'withdrawn'],
    resolved: ['heard', 'followed-up'],
    'followed-up': ['heard'],
    withdrawn: [],
  });
  expect(caseStates.all).toEqual([...CASE_STATES]);
});

test.each(['complaint', 'fault'] as const)('a %s is resolved only after a remedy was offered', (kind) => {
  expect(nextStates(kind, 'heard')).toEqual(['remedy-offered', 'withdrawn']);
  expect(nextStates(kind, 'remedy-offered')).toContain('resolved');
});

test('taking up again what was done is a reopening; hearing on is not', () => {
  expect(isReopening('resolved', 'heard')).toBe(true);
  expect(isReopening('followed-up', 'heard')).toBe(true);
  expect(isReopening('remedy-offered', 'heard')).toBe(false);
  expect(isReopening('resolved', 'followed-up')).toBe(false);
});

test('what has to be said with a step', () => {
  const said = { kind: 'complaint', note: ' ', causeCategory: null, cause: null } as const;
  expect(missingFor('heard', 'open', said)).toBeNull();
  expect(missingFor('remedy-offered', 'heard', said)).toBe('note');
  expect(missingFor('withdrawn', 'open', said)).toBe('note');
  expect(missingFor('heard', 'resolved', said)).toBe('note');
  expect(missingFor('resolved', 'remedy-offered', said)).toBe('cause');
  expect(missingFor('resolved', 'remedy-offered', { ...said, causeCategory: 'data' })).toBe('cause');
  expect(
    missingFor('resolved', 'remedy-offered', { ...said, causeCategory: 'data', cause: '名址过期' }),
  ).toBeNull();
  expect(missingFor('resolved', 'heard', { ...said, kind: 'request' })).toBeNull();
});
