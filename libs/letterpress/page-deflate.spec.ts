import { deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { PageDeflater } from './page-deflate';

describe('page deflater', () => {
  it('writes what any inflater reads, whatever the first page taught it', () => {
    const words = fc.array(fc.constantFrom('12 3 1 1 re\n', 'BT ', '(春节)', ' Tj\n', '\0\x01', '0'), {
      maxLength: 300,
    });
    const text = words.map((parts) => Buffer.from(parts.join('')));
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 600 }).map((b) => Buffer.from(b)),
      text,
    );
    fc.assert(
      fc.property(fc.array(bytes, { minLength: 1, maxLength: 6 }), (pages) => {
        const deflater = new PageDeflater();
        for (const page of pages) expect(inflateSync(deflater.deflate(page)).equals(page)).toBe(true);
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it('handles repeats of every length and distance', () => {
    const deflater = new PageDeflater();
    const noise = (length: number, seed: number) =>
      Buffer.from(Array.from({ length }, (_, i) => Math.imul(i + seed, 2654435761) >>> 24));
    for (let length = 0; length <= 300; length++) {
      const page = Buffer.concat([noise(length, 7), noise(length % 40, 99), noise(length, 7)]);
      expect(inflateSync(deflater.deflate(page)).equals(page)).toBe(true);
    }
    for (const gap of [0, 1, 500, 8000, 32_700, 32_768, 33_000, 70_000]) {
      const page = Buffer.concat([noise(64, 3), Buffer.alloc(gap, 'x'), noise(64, 3), Buffer.alloc(900)]);
      expect(inflateSync(deflater.deflate(page)).equals(page)).toBe(true);
    }
  });

  it('leaves stretches a writer calls plain as they are', () => {
    const deflater = new PageDeflater();
    const noise = 'abcdefgh'.repeat(20);
    const page = Buffer.from(`BT (春) Tj ET ${noise} BT (春) Tj ET ${noise}`, 'latin1');
    const first = page.indexOf(noise);
    const second = page.indexOf(noise, first + noise.length);
    const searched = Buffer.from(deflater.deflate(page));
    const plain = Buffer.from(
      deflater.deflate(page, [first, first + noise.length, second, second + noise.length]),
    );
    for (const deflated of [searched, plain]) expect(inflateSync(deflated).equals(page)).toBe(true);
    expect(plain.length).toBeGreaterThan(searched.length * 2);
  });

  it('is about as small as zlib at level 1 on pages that are alike', () => {
    const page = (n: number) =>
      Buffer.from(
        Array.from(
          { length: 180 },
          (_, i) => `${(i * n) % 29} ${(i * 7 + n) % 31} ${1 + (i % 3)} 1 re\n`,
        ).join(''),
      );
    const deflater = new PageDeflater();
    deflater.deflate(page(1));
    for (const n of [5, 11, 17]) {
      expect(deflater.deflate(page(n)).length).toBeLessThan(deflateSync(page(n), { level: 1 }).length * 1.25);
    }
  });
});
