import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { CsvReader, CsvRecord, newlineOf, RecordTooLongError } from './csv-reader';

const COMMA = { delimiter: ',', newline: '\n' } as const;

function read(pieces: string[], shape: ConstructorParameters<typeof CsvReader>[0] = COMMA, longest?: number) {
  const records: CsvRecord[] = [];
  const reader = new CsvReader(shape, (record) => records.push({ ...record }), longest);
  for (const piece of pieces) reader.push(piece);
  reader.end();
  return records;
}

/** Cuts a text at the given places, each taken modulo what is left. */
function cut(text: string, places: number[]): string[] {
  const pieces: string[] = [];
  let rest = text;
  for (const place of places) {
    const at = place % (rest.length + 1);
    pieces.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return [...pieces, rest];
}

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const cell = fc.string({
  unit: fc.constantFrom('张', 'a', '1', ',', ';', '"', '\n', '\r', ' ', '号'),
  maxLength: 6,
});
const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });
const places = fc.array(fc.nat(40), { maxLength: 6 });

test('gives back every table that was written, however it is cut', () => {
  fc.assert(
    fc.property(table, places, fc.constantFrom('\n', '\r\n'), (rows, cuts, end) => {
      const text = rows.map((row) => row.map(quoted).join(',')).join(end) + end;
      const records = read(cut(text, cuts));
      expect(records.map((record) => record.fields)).toEqual(rows);
      expect(records.map((record) => record.rowNumber)).toEqual(rows.map((_, i) => i + 1));
      expect(records.map((record) => record.raw).join(end) + end).toBe(text);
    }),
    { numRuns: 400 },
  );
});

test('reads what csv-parse reads, in the same fields', () => {
  const plain = fc.string({ unit: fc.constantFrom('张', 'a', '1', ' ', '号'), maxLength: 4 });
  const field = fc.oneof(plain, cell.map(quoted));
  const lines = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(lines, places, (rows, cuts) => {
      const text = rows.map((row) => row.join(';')).join('\n');
      const expected: string[][] = parse(text, {
        delimiter: ';',
        record_delimiter: '\n',
        relax_column_count: true,
        skip_empty_lines: true,
      });
      const records = read(cut(text, cuts), { delimiter: ';', newline: '\n' });
      expect(records.map((record) => record.fields)).toEqual(expected);
    }),
    { numRuns: 400 },
  );
});

test('on any text whatever: every line is in one record, and cutting changes nothing', () => {
  const noise = fc.string({
    unit: fc.constantFrom('张', ',', '"', '"', '\n', '\r\n', ' ', 'x'),
    maxLength: 60,
  });
  fc.assert(
    fc.property(noise, places, (text, cuts) => {
      const records = read([text]);
      expect(read(cut(text, cuts))).toEqual(records);
      const kept = records.map((record) => record.raw).join('');
      expect(kept.replace(/[\r\n]/g, '')).toBe(text.replace(/[\r\n]/g, ''));
    }),
    { numRuns: 1_000 },
  );
});

test('one stray quote costs one row', () => {
  const records = read(['a,b\n"x,y\nz,"q"\n1,2\n']);
  expect(records.map(({ rowNumber, raw, broken }) => [rowNumber, raw, broken])).toEqual([
    [1, 'a,b', false],
    [2, '"x,y', true],
    [3, 'z,"q"', false],
    [4, '1,2', false],
  ]);
});

test('a quote that never closes is looked for within the limit only', () => {
  const line = 'z'.repeat(30);
  const records = read([`"x,y\n`, ...Array(20).fill(`${line}\n`)] as string[], COMMA, 100);
  expect(records).toHaveLength(21);
  expect(records[0]).toMatchObject({ raw: '"x,y', broken: true });
});

test('a line beyond the limit ends the reading, in one piece or many, and memory with it', () => {
  const piece = 'y'.repeat(1 << 16);
  const reader = new CsvReader(COMMA, () => undefined);
  reader.push('a,b\n');
  const push = () => {
    for (let i = 0; i < 160; i += 1) reader.push(piece);
  };
  expect(push).toThrow(new RecordTooLongError(2));
  expect(() => read([`a\n${'y'.repeat(200)}\nb\n`], COMMA, 100)).toThrow(RecordTooLongError);
});

test('empty lines are counted and not given; old line ends are told', () => {
  expect(read(['a\n\n\r\nb']).map((record) => record.rowNumber)).toEqual([1, 4]);
  expect(newlineOf('a\rb\r')).toBe('\r');
  expect(newlineOf('a\r\nb')).toBe('\n');
  expect(newlineOf('a\r')).toBe('\n');
  const records = read(['a,"b\rc"\rd,e\r'], { delimiter: ',', newline: '\r' });
  expect(records.map((record) => record.fields)).toEqual([
    ['a', 'b\rc'],
    ['d', 'e'],
  ]);
});
