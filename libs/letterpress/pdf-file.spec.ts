import { createHash } from 'node:crypto';
import { PdfFile } from './pdf-file';
import { readPdf } from './test-support/read-pdf';

describe('PDF file', () => {
  it('keeps every byte and offset of objects large and small', () => {
    const parts: Uint8Array[] = [];
    const file = new PdfFile((bytes) => parts.push(Buffer.from(bytes)), 0);
    const long = `(${'x'.repeat(900_000)})`;
    const stream = Buffer.alloc(1_500_000, 'y');
    const numbers = Array.from({ length: 4000 }, () => file.allocate());
    file.object(numbers[0] as number, long);
    file.stream(numbers[1] as number, '', stream);
    for (const number of numbers.slice(2)) file.object(number, `(${String(number).repeat(40)})`);
    const { sha256, bytes } = file.finish();
    const pdf = Buffer.concat(parts);
    expect([pdf.length, createHash('sha256').update(pdf).digest('hex')]).toEqual([bytes, sha256]);
    const { objects } = readPdf(pdf);
    expect(objects.get(1)?.dictionary).toContain(long);
    expect(objects.get(2)?.stream?.equals(stream)).toBe(true);
    for (const number of numbers.slice(2)) {
      expect(objects.get(number)?.dictionary).toContain(`(${String(number).repeat(40)})`);
    }
  });
});
