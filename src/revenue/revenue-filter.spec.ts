import { groupFilter, lineQuery, wholeYears } from './revenue-filter';

test.each([
  [
    { from: '2026-01', to: '2026-12' },
    { from: 2026, to: 2026 },
  ],
  [
    { from: '2026-02', to: '2026-12' },
    { from: 2027, to: 2026 },
  ],
  [
    { from: '2025-07', to: '2027-06' },
    { from: 2026, to: 2026 },
  ],
  [{}, { from: null, to: null }],
])('whole years of %j are %j', (filter, years) => {
  expect(wholeYears(filter)).toEqual(years);
});

test('a group adds its own condition to the filter of its table', () => {
  const filter = { from: '2026-01', branchId: 'b' };
  expect(lineQuery(groupFilter(filter, 'account', { key: null, year: null }))).toEqual({
    from: '2026-01',
    branchId: 'b',
    accountId: 'none',
  });
  expect(lineQuery(groupFilter(filter, 'month', { key: null, year: 2026 }))).toMatchObject({
    month: 'none',
    year: '2026',
  });
  expect(lineQuery(groupFilter(filter, 'month', { key: '2026-05', year: 2026 }))).toMatchObject({
    month: '2026-05',
  });
});

test('leaves out what is not set', () => {
  expect(lineQuery({ own: false, month: undefined })).toEqual({});
});
