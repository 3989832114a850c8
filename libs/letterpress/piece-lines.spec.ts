import { PieceLines, readPieces } from './piece-lines';

const text = (lines: string) => () => [...readPieces(Buffer.from(lines))];

test('pieces come out as they went in, however many there are', () => {
  const pieces = Array.from({ length: 20_000 }, (_, i) => ({
    seq: i + 1,
    serial: `S-"${i}`,
    fields: { name: `鸿雁${i}𠮷`, note: 'line\nbreak' },
  }));
  const lines = new PieceLines();
  for (const { seq, serial, fields } of pieces) lines.add(seq, serial, JSON.stringify(fields));
  expect([...readPieces(lines.view())]).toEqual(pieces);
  expect([...readPieces(new PieceLines().view())]).toEqual([]);
});

test.each([
  '{"secret":',
  '{"seq":"1","serial":"","fields":{}}',
  '[]',
  '{"seq":1,"serial":"","fields":null}',
  '\n',
])('what is no piece is refused without being quoted: %s', (line) => {
  expect(text(line)).toThrow(expect.objectContaining({ code: 'invalid-pieces' }));
  expect(text(line)).toThrow(expect.objectContaining({ message: expect.not.stringContaining('secret') }));
});
