import fc from 'fast-check';
import { IMPORT_VERDICTS, type ImportVerdict, type PlannedRow } from '../../../libs/lists/record-importer';
import { brokenRow, onceEach, rowValues } from './row-values';

const plan = (rowNumber: number, verdict: ImportVerdict, keys: string[]): PlannedRow => ({
  ...brokenRow(rowNumber),
  verdict,
  keys,
  faults: [],
});

const rows = fc
  .array(
    fc.record({
      verdict: fc.constantFrom(...IMPORT_VERDICTS),
      keys: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 3 }),
    }),
    { maxLength: 30 },
  )
  .map((made) => made.map(({ verdict, keys }, at) => plan(at + 2, verdict, keys)));

test('every row is counted once, however a file is cut into chunks', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 30 }), (planned, size) => {
      const taken = new Set<string>();
      const whole: PlannedRow[] = [];
      for (let at = 0; at < planned.length; at += size) {
        const chunk = onceEach(planned.slice(at, at + size), taken);
        for (const { verdict, keys } of chunk)
          if (verdict !== 'faulty') for (const key of keys) taken.add(key);
        whole.push(...chunk);
      }
      expect(whole).toEqual(onceEach(planned, new Set()));
      const counts = IMPORT_VERDICTS.map((verdict) => whole.filter((row) => row.verdict === verdict).length);
      expect(counts.reduce((sum, one) => sum + one, 0)).toBe(planned.length);
    }),
  );
});

test('of rows that are one record the first stays, and no key is had twice', () => {
  fc.assert(
    fc.property(rows, (planned) => {
      const kept = onceEach(planned, new Set()).filter(({ verdict }) => verdict !== 'faulty');
      const keys = kept.flatMap((row) => row.keys);
      expect(new Set(keys).size).toBe(keys.length);
      const first = planned.find(({ verdict }) => verdict !== 'faulty');
      expect(kept[0]?.rowNumber).toBe(first?.rowNumber);
    }),
  );
});

test('a row is read under its mapping: trimmed, without what is empty, and as it was before it was guarded', () => {
  const cells = ['  A1 ', '', "'=1+1", "'quoted'", 'line\nbreak'];
  const mapping = { code: 0, phone: 1, name: 2, note: 3, tags: 4, gone: 9 };
  expect(rowValues({ rowNumber: 2, cells }, mapping).values).toEqual({
    code: 'A1',
    name: '=1+1',
    note: "'quoted'",
    tags: 'line break',
  });
});
