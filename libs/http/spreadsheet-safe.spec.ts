import { spreadsheetSafe } from './spreadsheet-safe';

test.each(['=1+1', '+86', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '=1', '@x'])(
  'keeps %j from running',
  (text) => {
    expect(spreadsheetSafe(text)).toBe(`'${text}`);
  },
);

test.each(['', '福建省', 'a=b', "'=1", '1-2'])('leaves %j alone', (text) => {
  expect(spreadsheetSafe(text)).toBe(text);
});
