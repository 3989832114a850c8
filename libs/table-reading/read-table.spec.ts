import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { deflateRawSync } from 'node:zlib';
import { Workbook } from '@protobi/exceljs';
import iconv from 'iconv-lite';
import { writeTable } from '../http/table-file';
import { readTable } from './read-table';

const MOST = 100;
const workbook = async (header: string[], rows: (string | number | null)[][]): Promise<Buffer> => {
  const out = new PassThrough();
  const columns = header.map((one) => ({ header: one, kind: 'text' as const }));
  const some = (async function* () {
    yield await Promise.resolve(rows);
  })();
  const [bytes] = await Promise.all([
    buffer(out),
    writeTable('xlsx', { title: 'x', columns, rows: some }, out),
  ]);
  return bytes;
};

test.each([
  ['UTF-8', Buffer.from('编号,名称\nA,甲\n\n,\nB,"乙,丙"\n')],
  ['GBK with tabs', iconv.encode('编号\t名称\r\nA\t甲\r\n\t\r\n\r\nB\t乙,丙\r\n', 'gbk')],
])('rows of a CSV in %s, empty ones left out', async (_name, bytes) => {
  const { header, rows } = await readTable(bytes, MOST);
  expect(header).toEqual(['编号', '名称']);
  expect(rows.map(({ cells }) => cells)).toEqual([
    ['A', '甲'],
    ['B', '乙,丙'],
  ]);
  expect(rows.at(-1)!.rowNumber).toBe(5);
});

test('a stray quote costs its row alone', async () => {
  const { rows } = await readTable(Buffer.from('a,b\n"x,1\ny,2\n'), MOST);
  expect(rows).toEqual([
    { rowNumber: 2, cells: ['"x,1'], broken: true },
    { rowNumber: 3, cells: ['y', '2'], broken: false },
  ]);
});

test('rows of a workbook, numbers as text', async () => {
  const bytes = await workbook(
    ['编号', '名称', '人数'],
    [
      ['A', '甲', 12],
      [null, null, null],
      ['B', null, 1.5],
    ],
  );
  expect(await readTable(bytes, MOST)).toEqual({
    format: 'xlsx',
    encoding: null,
    header: ['编号', '名称', '人数'],
    rows: [
      { rowNumber: 2, cells: ['A', '甲', '12'], broken: false },
      { rowNumber: 4, cells: ['B', '', '1.5'], broken: false },
    ],
  });
});

test('cells of a workbook as people see them: shared words, days, results, rich text, links', async () => {
  const book = new Workbook();
  const sheet = book.addWorksheet('名单');
  sheet.addRow(['编号', '日期', '算式', '富文本', '链接', '是否']);
  sheet.addRow([
    'A',
    new Date('2026-01-05T00:00:00Z'),
    { formula: '1+1', result: 2 },
    { richText: [{ text: '甲' }, { text: '乙' }] },
    { text: '网站', hyperlink: 'https://www.example.com' },
    true,
  ]);
  sheet.addRow(['A']);
  book.addWorksheet('别的').addRow(['x']);
  const { header, rows } = await readTable(Buffer.from(await book.xlsx.writeBuffer()), MOST);
  expect(header).toEqual(['编号', '日期', '算式', '富文本', '链接', '是否']);
  expect(rows.map(({ cells }) => cells)).toEqual([['A', '2026-01-05', '2', '甲乙', '网站', 'true'], ['A']]);
});

test('nothing of a workbook is left in the folder for passing files, however its reading ends', async () => {
  const passing = async () =>
    (await readdir(tmpdir())).filter((name) => name.startsWith(`tmp-${process.pid}-`));
  await readTable(await workbook(['a'], [['x']]), MOST);
  const many = Array.from({ length: MOST + 1 }, () => ['x']);
  await expect(readTable(await workbook(['a'], many), MOST)).rejects.toThrow();
  expect(await passing()).toEqual([]);
});

/** An archive of one file that says of itself what it likes. */
function archive(content: Buffer, saidSize: number, name = 'xl/worksheets/sheet1.xml'): Buffer {
  const data = deflateRawSync(content);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(data.length, 20);
  entry.writeUInt32LE(saidSize, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(local.length + name.length + data.length, 16);
  return Buffer.concat([local, Buffer.from(name), data, entry, Buffer.from(name), end]);
}

test.each([
  ['too many rows', async () => Buffer.from(`a,b\n${'x,y\n'.repeat(MOST + 1)}`), 'import.too-many-rows'],
  [
    'a workbook of too many rows',
    () =>
      workbook(
        ['a'],
        Array.from({ length: MOST + 1 }, () => ['x']),
      ),
    'import.too-many-rows',
  ],
  ['a header alone', async () => Buffer.from('a,b\n'), 'import.header-only'],
  ['a workbook with a header alone', () => workbook(['a'], []), 'import.header-only'],
  [
    'an archive cut short',
    async () => (await workbook(['a'], [['x']])).subarray(0, 400),
    'import.workbook-broken',
  ],
  [
    'an archive of something else',
    async () => archive(Buffer.from('x'), 1, 'x.txt'),
    'import.workbook-broken',
  ],
  ['a small archive of much', async () => archive(Buffer.alloc(130 << 20), 10), 'import.workbook-too-large'],
  ['an old workbook', async () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), 'import.spreadsheet-file'],
])('%s is refused', async (_name, made, code) => {
  await expect(readTable(await made(), MOST)).rejects.toMatchObject({ code });
});
