import { PDFDocument } from '@cantoo/pdf-lib';
import { importArtwork } from './artwork';
import { readArtwork } from './artwork-reader';
import { designOf, textBox } from './test-support/designs';

const MM = 72 / 25.4;

async function pdf(text: string): Promise<Buffer> {
  const doc = await PDFDocument.create({ updateMetadata: false });
  doc.addPage([216 * MM, 303 * MM]).drawText(text);
  return Buffer.from(await doc.save({ useObjectStreams: false }));
}

const design = designOf([], { pages: [{ artwork: { file: 'a.pdf' }, boxes: [textBox('{{name}}')] }] });

describe('reading artwork apart', () => {
  it('reads what reading it here would', async () => {
    const files = new Map([['a.pdf', await pdf('goose')]]);
    const bytes = ({ objects }: Awaited<ReturnType<typeof importArtwork>>) =>
      objects.map(({ number, body }) => [number, Buffer.from(body).toString('latin1')]);
    const here = await importArtwork(design, files);
    const apart = await readArtwork(design, files);
    expect(bytes(apart)).toEqual(bytes(here));
    expect({ ...apart, objects: [] }).toEqual({ ...here, objects: [] });
  });

  it('reads the same artwork once, however the texts of a design change', async () => {
    const first = await readArtwork(design, new Map([['a.pdf', await pdf('same')]]));
    const edited = designOf([], { pages: [{ artwork: { file: 'a.pdf' }, boxes: [textBox('您好')] }] });
    expect(await readArtwork(edited, new Map([['a.pdf', await pdf('same')]]))).toBe(first);
    expect(await readArtwork(edited, new Map([['a.pdf', await pdf('other')]]))).not.toBe(first);
  });

  it('says which file is at fault', async () => {
    await expect(readArtwork(design, new Map([['a.pdf', Buffer.from('%PDF-1.4 no')]]))).rejects.toMatchObject(
      {
        name: 'DesignError',
        issues: [{ path: 'artwork.a.pdf' }],
      },
    );
  });

  it('gives up on a file that takes too long, and reads the next one', async () => {
    const files = new Map([['a.pdf', await pdf('slow')]]);
    await expect(readArtwork(design, files, 1)).rejects.toMatchObject({
      code: 'invalid-artwork',
      issues: [{ code: 'artwork-too-complex' }],
    });
    expect((await readArtwork(design, files)).objects.length).toBeGreaterThan(0);
  });
});
