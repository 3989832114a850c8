import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fontkit from 'fontkit';
import { FONT_NAMES, fontFile } from './font-catalogue';
import { readFileSync } from 'node:fs';
import type { Design } from './design';
import type { PieceInput } from './piece-context';
import { openPress } from './open-press';
import type { PrintOptions, PrintResult } from './print-job';
import { collect, designOf, recipients, textBox } from './test-support/designs';
import { find, follow, readPdf } from './test-support/read-pdf';

async function print(
  design: Design,
  pieces: PieceInput[],
  options?: PrintOptions,
): Promise<{ pdf: Buffer; result: PrintResult }> {
  const press = await openPress(design, { artwork: new Map() });
  const { sink, bytes } = collect();
  const result = press.print(pieces, sink, options);
  return { pdf: bytes(), result };
}

function piece(fields: Record<string, string>): PieceInput {
  return { ...(recipients(1)[0] as PieceInput), fields };
}

const folder = mkdtempSync(join(tmpdir(), 'letterpress-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Text of each page, by pdf.js in a process of its own. */
function textOf(pdf: Buffer): string[] {
  const path = join(folder, `${createHash('sha1').update(pdf).digest('hex')}.pdf`);
  writeFileSync(path, pdf);
  const script = join(__dirname, 'test-support', 'extract-text.mjs');
  return JSON.parse(execFileSync(process.execPath, [script, path], { encoding: 'utf8' })) as string[];
}

const letter = designOf(
  [
    { id: 'address', kind: 'address', x: 27, y: 32, width: 85, height: 25 },
    textBox('尊敬的{{name}}：您的资料已备妥，请于{{date due}}前到店。', { font: 'serif', align: 'justify' }),
    { id: 'fixed', kind: 'text', x: 25, y: 200, width: 100, height: 8, template: '恭贺新春' },
    {
      id: 'qr',
      kind: 'qr',
      x: 150,
      y: 240,
      width: 30,
      height: 30,
      template: 'https://example.cn/r/{{serial}}',
    },
    { id: 'serial', kind: 'serial', x: 25, y: 280, width: 80, height: 5 },
  ],
  { required: ['name', 'address'] },
);

function letters(count: number): PieceInput[] {
  return recipients(count).map((each) => ({ ...each, fields: { ...each.fields, due: '2027-02-28' } }));
}

describe('printing', () => {
  it('prints every name and address so that they read back', async () => {
    const pieces = letters(150);
    const { pdf, result } = await print(letter, pieces);
    expect(result).toMatchObject({ printed: 150, pages: 150, heldOut: [], bytes: pdf.length });
    expect(result.sha256).toBe(createHash('sha256').update(pdf).digest('hex'));
    const pages = textOf(pdf);
    expect(pages).toHaveLength(150);
    pages.forEach((text, i) => {
      const { fields, serial } = pieces[i] as PieceInput;
      const plain = text.replace(/\s/g, '');
      expect(plain).toContain(`${fields.name}收`);
      expect(plain).toContain((fields.address as string).replace(/\s/g, ''));
      expect(plain).toContain(`尊敬的${fields.name}：`);
      expect(plain).toContain('恭贺新春');
      expect(plain).toContain(serial);
    });
  });

  it('reads characters that share a glyph, and rare ones, back as themselves', async () => {
    const name = '⼀一⼈人㛃䶮𬭎·—“”';
    const { pdf, result } = await print(designOf([textBox('{{name}}', { size: 20 })]), [piece({ name })]);
    expect(result.heldOut).toEqual([]);
    expect(textOf(pdf)[0]).toBe(name);
  });

  it('gives the same bytes each time, and for an iterator as for a stream', async () => {
    const press = await openPress(letter, { artwork: new Map() });
    const once = press.print(letters(40), () => undefined);
    const again = (await print(letter, letters(40))).result;
    async function* stream(): AsyncGenerator<PieceInput> {
      for (const each of letters(40)) yield await Promise.resolve(each);
    }
    const streamed = await press.print(stream(), () => undefined);
    expect(again.sha256).toBe(once.sha256);
    expect(streamed).toEqual(once);
    expect((await print(letter, letters(41))).result.sha256).not.toBe(once.sha256);
  });

  it.each(FONT_NAMES)('keeps the outlines of the source font (%s)', async (font) => {
    const text = font === 'sans' ? '春龑𬭎Ag0，' : '春福Ag0，';
    const { pdf } = await print(designOf([textBox(text + '{{serial}}', { font })]), recipients(1));
    const parsed = readPdf(pdf);
    const descendant = find(parsed, '/CIDFontType2')[0]?.dictionary ?? '';
    const type0 = find(parsed, '/Subtype/Type0')[0]?.dictionary ?? '';
    const subset = fontkit.create(
      follow(parsed, follow(parsed, descendant, 'FontDescriptor').dictionary, 'FontFile2').stream as Buffer,
    );
    const map = follow(parsed, descendant, 'CIDToGIDMap').stream as Buffer;
    const unicode = (follow(parsed, type0, 'ToUnicode').stream as Buffer).toString('latin1');
    const source = fontkit.create(readFileSync(fontFile(font)));
    const checked = new Set<string>();
    for (const [, cid, utf16] of unicode.matchAll(/^<(\w{4})> <(\w+)>$/gm)) {
      const character = Buffer.from(utf16 as string, 'hex')
        .swap16()
        .toString('utf16le');
      const glyph = map.readUInt16BE(parseInt(cid as string, 16) * 2);
      const expected = source.glyphForCodePoint(character.codePointAt(0) as number);
      expect(subset.getGlyph(glyph).path.toSVG()).toBe(expected.path.toSVG());
      checked.add(character);
    }
    for (const character of text) expect(checked).toContain(character);
  });

  it('prints the whole content in every mode of QR and compression', async () => {
    const plain = await print(letter, letters(3), { qr: 'mask', deflate: 0 });
    const packed = await print(letter, letters(3), { deflate: 6 });
    expect(textOf(plain.pdf)).toEqual(textOf(packed.pdf));
    expect(plain.pdf.toString('latin1')).toContain('/IM true');
    expect(packed.pdf.length).toBeLessThan((await print(letter, letters(3), { deflate: 1 })).pdf.length);
  });
});

describe('findings', () => {
  const one = async (design: Design, fields: Record<string, string>) =>
    (await print(design, [piece(fields)])).result.heldOut[0]?.findings;

  it('name a character no font has by its code point only', async () => {
    const design = designOf([textBox('{{name}}')]);
    expect(await one(design, { name: '林😀' })).toEqual([
      { code: 'missing-glyph', box: 'text', page: 1, detail: 'U+1F600' },
    ]);
    for (const [bad, label] of [
      ['𠮷', 'U+20BB7'],
      ['ก', 'U+0E01'],
      ['e\u0301', 'U+0301'],
      ['\u0007', 'U+0007'],
      ['\ud800', 'U+D800'],
      ['\u{e000}', 'U+E000'],
      ['\u{10ffff}', 'U+10FFFF'],
    ] as const) {
      expect((await one(design, { name: `林${bad}` }))?.map((f) => f.detail)).toEqual([label]);
    }
  });

  it('let invisible marks pass without a trace', async () => {
    const design = designOf([textBox('{{name}}')]);
    const { pdf, result } = await print(design, [piece({ name: '\ufeff葛\u{e0100}\ufe00\u200b某\r' })]);
    expect(result.heldOut).toEqual([]);
    expect(textOf(pdf)[0]).toBe('葛某');
  });

  it('tell of text that does not fit, unless it may shrink enough', async () => {
    const box = { width: 30, height: 10, size: 12 };
    const fields = { name: '春'.repeat(12) };
    expect((await one(designOf([textBox('{{name}}', box)]), fields))?.[0]).toMatchObject({
      code: 'overflow',
      box: 'text',
    });
    const shrinking = designOf([textBox('{{name}}', { ...box, overflow: 'shrink', minSize: 7 })]);
    expect(await one(shrinking, fields)).toBeUndefined();
    expect((await one(shrinking, { name: '春'.repeat(60) }))?.[0]?.code).toBe('overflow');
  });

  it('tell missing from empty', async () => {
    const design = designOf([textBox('{{name}}{{tier}}')], { required: ['name', 'postcode'] });
    expect(await one(design, { name: ' ' })).toEqual([
      { code: 'empty-required', box: '', page: 1, detail: 'name' },
      { code: 'missing-field', box: '', page: 1, detail: 'postcode' },
      { code: 'missing-field', box: 'text', page: 1, detail: 'tier' },
    ]);
  });

  it('tell of codes that hold too much for their size, bad values and bad serials', async () => {
    const qr = { id: 'qr', kind: 'qr', x: 50, y: 100, width: 15, height: 15, template: '{{url}}' };
    expect((await one(designOf([qr]), { url: 'https://example.cn/' + 'x'.repeat(200) }))?.[0]?.code).toBe(
      'qr-too-long',
    );
    expect((await one(designOf([textBox('{{date d}}')]), { d: '明天' }))?.[0]).toMatchObject({
      code: 'bad-value',
      detail: 'date',
    });
    const serial = designOf([{ id: 'serial', kind: 'serial', x: 50, y: 100, width: 60, height: 5 }]);
    const { result } = await print(serial, [{ seq: 1, serial: 'TEST-0000001-00', fields: {} }]);
    expect(result.heldOut[0]?.findings[0]?.code).toBe('bad-serial');
    expect((await one(designOf([textBox('{{name}}')]), { name: '春'.repeat(7000) }))?.[0]?.code).toBe(
      'text-too-long',
    );
  });

  it('tell of a picture that is not there', async () => {
    const image = { id: 'pic', kind: 'image', x: 50, y: 100, width: 30, height: 20, template: '{{tier}}' };
    expect((await one(designOf([image]), { tier: 'gold' }))?.[0]).toMatchObject({
      code: 'image-missing',
      detail: '',
    });
    expect(await one(designOf([image]), { tier: '' })).toBeUndefined();
    expect((await one(designOf([{ ...image, required: true }]), { tier: '' }))?.[0]?.code).toBe(
      'empty-required',
    );
  });

  it('never carry personal data', async () => {
    const name = '欧阳秘密'.repeat(40);
    const design = designOf([
      textBox('{{name}}', { height: 5 }),
      { id: 'qr', kind: 'qr', x: 5, y: 5, width: 10, height: 10, template: '{{name}}' },
    ]);
    expect(JSON.stringify(await one(design, { name }))).not.toContain('秘');
  });

  it('hold out their own piece and no other', async () => {
    const design = designOf([textBox('{{name}}', { required: true })]);
    const pieces = recipients(10).map((each) => ({
      ...each,
      fields: { name: each.seq % 4 === 1 ? '🙂' : (each.fields.name as string) },
    }));
    const { pdf, result } = await print(design, pieces);
    expect(result.heldOut.map((held) => held.seq)).toEqual([1, 5, 9]);
    expect(result).toMatchObject({ printed: 7, pages: 7 });
    expect(textOf(pdf)).toEqual(pieces.filter((each) => each.seq % 4 !== 1).map((each) => each.fields.name));
  });

  it('leave nothing of a held-out piece in the file', async () => {
    const design = designOf([textBox('{{name}}{{tier}}')]);
    const good = piece({ name: '林', tier: '金' });
    const held = piece({ name: '龑' });
    const { pdf } = await print(design, [good, held]);
    const { pdf: alone } = await print(design, [good]);
    expect(pdf.equals(alone)).toBe(true);
  });

  it('leave no file when no piece is printed', async () => {
    const press = await openPress(letter, { artwork: new Map() });
    const sink = jest.fn();
    const result = press.print([piece({ name: '' })], sink);
    expect(sink).not.toHaveBeenCalled();
    expect(result).toMatchObject({ printed: 0, pages: 0, bytes: 0 });
    expect(result.heldOut).toHaveLength(1);
  });
});
