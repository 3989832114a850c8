import { closeSync, openSync, readSync } from 'node:fs';

/** One table of a TrueType font by its tag. */
type FontTable = readonly [tag: string, body: Uint8Array];

interface Span {
  offset: number;
  length: number;
}

const HEADER = 12;
const ENTRY = 16;
const LONG_LOCA = 1;

/**
 * A TrueType file of which only what is asked for is read, each time anew: ten megabytes of outlines in every thread
 * would cost more than all else a thread holds, and the operating system keeps them in memory once for all.
 */
export class FontFile {
  private readonly directory: ReadonlyMap<string, Span>;

  constructor(private readonly path: string) {
    this.directory = this.reading((read) => {
      const count = read({ offset: 0, length: HEADER }).readUInt16BE(4);
      const entries = read({ offset: HEADER, length: count * ENTRY });
      return new Map(
        Array.from({ length: count }, (_, i) => {
          const entry = entries.subarray(i * ENTRY, (i + 1) * ENTRY);
          return [
            entry.toString('latin1', 0, 4),
            { offset: entry.readUInt32BE(8), length: entry.readUInt32BE(12) },
          ] as const;
        }),
      );
    });
  }

  /**
   * The font with the outlines of these glyphs and .notdef only; ids are kept, and all tables but those in `without`.
   * @throws Error for a glyph that is made of others
   */
  withGlyphs(glyphIds: Iterable<number>, without: ReadonlySet<string>): Buffer {
    return this.reading((read) => {
      const others = [...this.directory]
        .filter(([tag]) => tag !== 'glyf' && tag !== 'loca' && !without.has(tag))
        .map(([tag, span]): FontTable => [tag, read(span)]);
      return writeSfnt([...others, ...new GlyphReader(read, this.directory).take([0, ...glyphIds])]);
    });
  }

  private reading<T>(work: (read: Read) => T): T {
    const file = openSync(this.path, 'r');
    try {
      return work(({ offset, length }) => {
        const bytes = Buffer.allocUnsafe(length);
        if (readSync(file, bytes, 0, length, offset) !== length)
          throw new Error('The font file is too short.');
        return bytes;
      });
    } finally {
      closeSync(file);
    }
  }
}

type Read = (span: Span) => Buffer;

/** Picks glyphs out of `glyf` by way of `loca`. */
class GlyphReader {
  private readonly glyf: Span;
  private readonly loca: Buffer;
  private readonly long: boolean;
  private readonly count: number;

  constructor(
    private readonly read: Read,
    directory: ReadonlyMap<string, Span>,
  ) {
    const [glyf, loca, head] = ['glyf', 'loca', 'head'].map((tag) => directory.get(tag));
    if (!glyf || !loca || !head) throw new Error('The font has no TrueType outlines.');
    this.glyf = glyf;
    this.loca = read(loca);
    this.long = read(head).readUInt16BE(50) === LONG_LOCA;
    this.count = this.loca.length / (this.long ? 4 : 2) - 1;
  }

  /** Tables `glyf` and `loca` with these glyphs; all others are empty. */
  take(glyphIds: readonly number[]): FontTable[] {
    const records = this.records(glyphIds);
    const loca = Buffer.alloc(this.loca.length);
    const parts: Buffer[] = [];
    let at = 0;
    for (let id = 0; id <= this.count; id++) {
      if (this.long) loca.writeUInt32BE(at, id * 4);
      else loca.writeUInt16BE(at / 2, id * 2);
      const record = records.get(id);
      if (!record) continue;
      parts.push(record);
      at += record.length;
    }
    return [
      ['glyf', Buffer.concat(parts, at)],
      ['loca', loca],
    ];
  }

  private records(glyphIds: readonly number[]): Map<number, Buffer> {
    const records = new Map<number, Buffer>();
    for (const id of glyphIds) {
      if (id >= this.count || records.has(id)) continue;
      const from = this.offset(id);
      const record = this.read({ offset: this.glyf.offset + from, length: this.offset(id + 1) - from });
      // No font of the catalogue has any; without its parts such a glyph would be blank.
      if (record.length > 0 && record.readInt16BE(0) < 0) throw new Error(`Glyph ${id} is made of others.`);
      records.set(id, record);
    }
    return records;
  }

  private offset(id: number): number {
    return this.long ? this.loca.readUInt32BE(id * 4) : this.loca.readUInt16BE(id * 2) * 2;
  }
}

/** A TrueType file of these tables. Check sums are left 0: nobody who is given it looks at them. */
function writeSfnt(tables: readonly FontTable[]): Buffer {
  const sorted = [...tables].sort(([a], [b]) => (a < b ? -1 : 1));
  const padded = (length: number) => (length + 3) & ~3;
  let at = HEADER + sorted.length * ENTRY;
  const out = Buffer.alloc(sorted.reduce((sum, [, body]) => sum + padded(body.length), at));
  out.writeUInt32BE(0x00010000, 0);
  out.writeUInt16BE(sorted.length, 4);
  sorted.forEach(([tag, body], i) => {
    const entry = HEADER + i * ENTRY;
    out.write(tag, entry, 'latin1');
    out.writeUInt32BE(at, entry + 8);
    out.writeUInt32BE(body.length, entry + 12);
    out.set(body, at);
    at += padded(body.length);
  });
  return out;
}
