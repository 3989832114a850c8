import fc from 'fast-check';
import iconv from 'iconv-lite';
import { RecipientHasher } from '../recipients/recipient-hash';
import { guessMapping } from './column-mapping';
import { EncodingCheck } from '../../../libs/table-reading/encoding-check';
import { decoderOf, shapeOfFile } from '../../../libs/table-reading/file-shape';
import { ImportFileError } from '../../../libs/table-reading/file-faults';
import { ImportPass } from './import-pass';

const HEADER = '姓名,单位,地址,邮编,电话,备注';
const GOOD = Array.from(
  { length: 40 },
  (_, i) => `测试${i},"示例,公司${i}",福建省福州市演示路${i}号,3500${10 + i},138000000${10 + i},=1+${i}`,
);
const FILE = Buffer.from([HEADER, ...GOOD].join('\r\n'));
const hasher = new RecipientHasher(Buffer.alloc(32, 9));

/** The whole way of a file, from bytes to sums. */
function run(file: Buffer, piece = 1 << 16) {
  const check = new EncodingCheck();
  const pieces = Array.from({ length: Math.ceil(file.length / piece) }, (_, i) =>
    file.subarray(i * piece, (i + 1) * piece),
  );
  for (const bytes of pieces) check.push(bytes);
  const encoding = check.end();
  const shape = shapeOfFile(file, encoding, true);
  const mapping = guessMapping(
    shape.header,
    shape.sample.map((record) => record.fields),
  );
  const pass = new ImportPass({ ...shape, encoding, mapping, hasher });
  const outputs = [...pieces.map((bytes) => pass.push(bytes)), pass.end()];
  return {
    encoding,
    mapping,
    counts: pass.counts,
    staged: outputs.map((output) => output.staged).join(''),
    rejects: outputs.map((output) => output.rejects).join(''),
  };
}

test('takes every good row, in any encoding and however the file arrives', () => {
  const inUtf8 = run(FILE);
  expect(inUtf8.counts).toEqual({ rows: 40, staged: 40, rejected: 0, warnings: 0, bytes: FILE.length });
  expect(inUtf8.rejects).toBe('');
  for (const piece of [1, 7, 1000]) expect(run(FILE, piece)).toEqual(inUtf8);
  const gbk = iconv.encode(FILE.toString(), 'gb18030');
  for (const piece of [1, 13, 1 << 16]) {
    expect(run(gbk, piece)).toMatchObject({ encoding: 'gb18030', staged: inUtf8.staged });
  }
  expect(run(Buffer.concat([Buffer.from('\ufeff'), FILE])).staged).toBe(inUtf8.staged);
});

test('a damaged file is told apart: a clear error, or sums that are exact and rejects that are the rows', () => {
  const text = FILE.toString();
  const inText = fc.record({
    at: fc.nat(text.length - 1),
    remove: fc.nat(20),
    insert: fc.string({
      unit: fc.constantFrom('"', ',', '\n', '\r', '张', '\ufffd', '\\', '\t'),
      maxLength: 4,
    }),
  });
  const inBytes = fc.record({
    at: fc.nat(FILE.length - 1),
    remove: fc.nat(20),
    insert: fc.uint8Array({ maxLength: 6 }),
  });
  const noBytes = fc.constant([]);
  const bytesToo = fc.oneof(noBytes, noBytes, fc.array(inBytes, { maxLength: 2 }));
  let survived = 0;
  fc.assert(
    fc.property(
      fc.array(inText, { minLength: 1, maxLength: 4 }),
      bytesToo,
      fc.integer({ min: 1, max: 700 }),
      (texts, bytes, piece) => {
        let damaged = text;
        for (const { at, remove, insert } of texts)
          damaged = damaged.slice(0, at) + insert + damaged.slice(at + remove);
        let file = Buffer.from(damaged);
        for (const { at, remove, insert } of bytes)
          file = Buffer.concat([file.subarray(0, at), insert, file.subarray(at + remove)]);
        try {
          const { counts, staged, rejects, encoding } = run(file, piece);
          survived += 1;
          expect(counts.staged + counts.rejected).toBe(counts.rows);
          expect(staged.split('\n')).toHaveLength(counts.staged + 1);
          const whole = decoderOf(encoding).decode(file);
          const rejected = rejects.split('\r\n').slice(1, -1);
          for (const line of rejected) {
            const raw = /^\d+,"[^"]*","[^"]*",(.*)$/s.exec(line)?.[1];
            if (raw !== undefined) expect(whole).toContain(raw);
          }
        } catch (error) {
          if (!(error instanceof ImportFileError)) throw error;
        }
      },
    ),
    { numRuns: 500, seed: 20260217 },
  );
  expect(survived).toBeGreaterThan(100);
});

test('bytes of no encoding are refused with their row, wherever they are', () => {
  const broken = (row: number, bytes: number[]) => {
    const lines = [HEADER, ...GOOD].map((line) => Buffer.from(`${line}\n`));
    lines[row - 1] = Buffer.concat([Buffer.from(bytes), lines[row - 1]!]);
    return Buffer.concat(lines);
  };
  for (const row of [2, 17, 41]) {
    for (const piece of [50, 1 << 16]) {
      const wrong = expect.objectContaining({ fault: 'import.bad-encoding', rowNumber: row }) as Error;
      expect(() => run(broken(row, [0xff]), piece)).toThrow(ImportFileError);
      try {
        run(broken(row, [0xff]), piece);
      } catch (error) {
        expect(error).toEqual(wrong);
      }
    }
  }
});

test('a ten-megabyte line fails with its row and without its length in memory', () => {
  const line = Buffer.concat([FILE, Buffer.from('\r\n'), Buffer.alloc(10 << 20, 'x')]);
  expect(() => run(line)).toThrow(
    expect.objectContaining({ fault: 'import.record-too-long', rowNumber: 42 }) as Error,
  );
});

test('a row in COPY text cannot leave its place', () => {
  const row = '测\\试\\N,"甲\t乙\n丙",福州市\\.演示路\\t1号,350001,,"{""a"":""\\\\""}"';
  const { staged } = run(Buffer.from(`${HEADER}\n${row}\n`));
  expect(staged.split('\n')).toHaveLength(2);
  const [rowNumber, name, company, address, , , extra] = staged.split('\t');
  expect([rowNumber, name, company, address]).toEqual([
    '2',
    '测\\\\试\\\\N',
    '甲 乙 丙',
    '福州市\\\\.演示路\\\\t1号',
  ]);
  expect(JSON.parse(extra!.replaceAll('\\\\', '\\'))).toEqual({ 备注: '{"a":"\\\\"}' });
});
