import { deflateSync, inflateSync } from 'node:zlib';
import { PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
import { DesignError } from './design-error';
import { openPress } from './open-press';
import { collect, designOf, recipients, textBox } from './test-support/designs';
import { find, readPdf } from './test-support/read-pdf';

const MM = 72 / 25.4;

/** A one-page PDF with ink and spot colour operators, as a press would get it. */
async function pressPdf(width: number, height: number, content: string, rotate = 0): Promise<Buffer> {
  const doc = await PDFDocument.create({ updateMetadata: false });
  const page = doc.addPage([width * MM, height * MM]);
  const spot = doc.context.obj(
    [
      'Separation',
      'Seal Red',
      'DeviceCMYK',
      { FunctionType: 2, Domain: [0, 1], C0: [0, 0, 0, 0], C1: [0, 0.9, 0.9, 0], N: 1 },
    ].map((v) => (typeof v === 'string' ? PDFName.of(v) : v)) as never,
  );
  page.node.set(
    PDFName.of('Resources'),
    doc.context.obj({ ColorSpace: { CS0: doc.context.register(spot) } }),
  );
  page.node.set(PDFName.of('Contents'), doc.context.register(doc.context.stream(content)));
  if (rotate) page.node.set(PDFName.of('Rotate'), doc.context.obj(rotate));
  return Buffer.from(await doc.save({ useObjectStreams: false }));
}

/** A PNG of one colour, `width`×`height`. */
function png(width: number, height: number): Buffer {
  const crc = (bytes: Buffer) => {
    let value = ~0;
    for (const byte of bytes) {
      value ^= byte;
      for (let k = 0; k < 8; k++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
    }
    return ~value >>> 0;
  };
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const out = Buffer.alloc(8 + data.length + 4);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc(body), 8 + data.length);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc((width * 3 + 1) * height, 0);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const withArtwork = (file: string) =>
  designOf([], { pages: [{ artwork: { file }, boxes: [textBox('{{name}}')] }] });

async function printed(file: string, bytes: Buffer, count = 3): Promise<Buffer> {
  const press = await openPress(withArtwork(file), { artwork: new Map([[file, bytes]]) });
  const { sink, bytes: out } = collect();
  press.print(recipients(count), sink);
  return out();
}

async function refusal(file: string, bytes?: Buffer): Promise<string | undefined> {
  const artwork = new Map(bytes ? [[file, bytes]] : []);
  return openPress(withArtwork(file), { artwork }).then(
    () => undefined,
    (error: unknown) =>
      error instanceof DesignError ? `${error.code} ${error.issues[0]?.code}` : String(error),
  );
}

describe('artwork', () => {
  const content = 'q 0.1 0.2 0.3 0.4 k 10 10 100 100 re f /CS0 cs 0.75 scn 20 20 5 5 re f Q';

  it('puts a PDF page in once, with its content and inks as they are', async () => {
    const pdf = readPdf(await printed('a.pdf', await pressPdf(216, 303, content)));
    const forms = find(pdf, '/Form').filter((form) => form.stream?.includes('0.1 0.2 0.3 0.4 k'));
    expect(forms).toHaveLength(1);
    expect(forms[0]?.stream?.toString('latin1')).toMatch(/^q\n[^]*\nQ\s*$/);
    expect(forms[0]?.stream?.toString('latin1')).toContain(`\n${content}\n`);
    const resources = [...pdf.objects.values()].map((o) => o.dictionary).join(' ');
    expect(resources).toContain('/Separation');
    expect(resources).toContain('/Seal#20Red');
  });

  it('places artwork by its size: bleed or trim', async () => {
    const matrixOf = async (bytes: Buffer) =>
      find(readPdf(await printed('a.pdf', bytes, 1)), '/FlateDecode')
        .map((o) => /q 1 0 0 1 ([\d.]+) ([\d.]+) cm \/X0 Do/.exec(o.stream?.toString('latin1') ?? '')?.[1])
        .find((v) => v !== undefined);
    expect(await matrixOf(await pressPdf(216, 303, content))).toBe('0');
    expect(Number(await matrixOf(await pressPdf(210, 297, content)))).toBeCloseTo(3 * MM, 3);
  });

  it('embeds a picture once however many pieces there are', async () => {
    const pdf = readPdf(await printed('a.png', png(144, 202), 50));
    const images = find(pdf, '/Subtype /Image');
    expect(images).toHaveLength(1);
    expect(images[0]?.dictionary).toMatch(/\/Width 144/);
  });

  it('chooses pictures by field', async () => {
    const boxes = [
      {
        id: 'pic',
        kind: 'image',
        x: 20,
        y: 100,
        width: 40,
        height: 30,
        template: '{{tier}}',
        images: { gold: 'g.png', plain: 'p.png' },
      },
    ];
    const artwork = new Map([
      ['g.png', png(4, 4)],
      ['p.png', png(8, 2)],
    ]);
    const press = await openPress(designOf(boxes), { artwork });
    const { sink, bytes } = collect();
    const result = press.print(
      ['gold', 'plain', 'gold'].map((tier, seq) => ({ seq, serial: '', fields: { tier } })),
      sink,
    );
    expect(result.heldOut).toEqual([]);
    const drawn = find(readPdf(bytes()), '/FlateDecode').flatMap(
      (o) => /\/(X\d) Do/.exec(o.stream?.toString('latin1') ?? '')?.[1] ?? [],
    );
    expect(drawn).toEqual(['X0', 'X1', 'X0']);
  });

  it('says what is wrong with a file', async () => {
    expect(await refusal('a.pdf')).toBe('invalid-artwork artwork-absent');
    expect(await refusal('a.pdf', Buffer.from('hello'))).toBe('invalid-artwork artwork-unreadable');
    expect(await refusal('a.png', png(144, 202).subarray(0, 40))).toBe('invalid-artwork artwork-unreadable');
    expect(await refusal('a.pdf', await pressPdf(100, 100, content))).toBe('invalid-artwork artwork-size');
    expect(await refusal('a.png', png(10, 10))).toBe('invalid-artwork artwork-size');
    expect(await refusal('a.pdf', await pressPdf(216, 303, content, 90))).toBe(
      'invalid-artwork artwork-rotated',
    );
  });

  it('does not touch the bytes of pictures inside a PDF', async () => {
    const doc = await PDFDocument.create({ updateMetadata: false });
    const page = doc.addPage([216 * MM, 303 * MM]);
    const raw = deflateSync(Buffer.from(Array.from({ length: 64 }, (_, i) => i)));
    const image = PDFRawStream.of(
      doc.context.obj({
        Type: 'XObject',
        Subtype: 'Image',
        Width: 4,
        Height: 4,
        BitsPerComponent: 8,
        ColorSpace: 'DeviceCMYK',
        Filter: 'FlateDecode',
        Length: raw.length,
      }) as never,
      raw,
    );
    page.node.set(
      PDFName.of('Resources'),
      doc.context.obj({ XObject: { Im0: doc.context.register(image) } }),
    );
    page.node.set(
      PDFName.of('Contents'),
      doc.context.register(doc.context.stream('q 50 0 0 50 0 0 cm /Im0 Do Q')),
    );
    const out = await printed('a.pdf', Buffer.from(await doc.save({ useObjectStreams: false })), 1);
    expect(out.includes(raw)).toBe(true);
    expect(inflateSync(raw)).toHaveLength(64);
  });
});
