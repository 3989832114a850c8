import { ACCOUNT_WEIGHTS, CONTACT_WEIGHTS, LIKELY, POSSIBLE, scoreOf } from './duplicate-rules';

const account = (shared: string[], differ = false) => scoreOf(ACCOUNT_WEIGHTS, shared, differ);
const contact = (shared: string[]) => scoreOf(CONTACT_WEIGHTS, shared);

test.each([
  ['the whole name', ['name', 'name-core'], 80, true],
  ['the name without the branch in brackets', ['name-core'], 55, false],
  ['that and a switchboard', ['name-core', 'phone'], 85, true],
  ['a switchboard', ['phone'], 30, false],
  ['a switchboard and a website', ['phone', 'website'], 60, false],
  ['the credit code', ['credit-code'], 95, true],
  ['everything', ['credit-code', 'name', 'name-core', 'phone'], 100, true],
])('accounts that share %s', (_, shared, score, likely) => {
  expect(account(shared)).toMatchObject({ score, likely });
});

test('two licences are two firms, whatever they are called', () => {
  expect(account(['name', 'name-core', 'phone'], true).score).toBeLessThan(POSSIBLE);
});

test.each([
  ['a mobile number', ['mobile'], 60, false],
  ['a mobile number and a name', ['mobile', 'same-name'], 85, true],
  ['a name at one account', ['named-at-account', 'same-name'], 100, true],
  ['a name and an office telephone', ['named-phone', 'same-name'], 95, true],
  ['nothing but a name', ['same-name'], 25, false],
])('people who share %s', (_, shared, score, likely) => {
  expect(contact(shared)).toMatchObject({ score, likely });
});

test('reasons stand with the weightiest first', () => {
  expect(account(['phone', 'name', 'name-core']).reasons).toEqual(['name-core', 'phone', 'name']);
});

test('what asks is more than what is shown', () => {
  expect(LIKELY).toBeGreaterThan(POSSIBLE);
});
