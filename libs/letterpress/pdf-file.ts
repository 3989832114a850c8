import { createHash } from 'node:crypto';
import { PageTree } from './page-tree';

/** Takes the bytes of a file in order. The array is lent: it is written over once the receiver returns. */
export type ByteSink = (bytes: Uint8Array) => void;

const STREAM_END = Buffer.from('\nendstream\nendobj\n', 'latin1');
const FLUSH_AT = 1 << 18;
const BUFFER = FLUSH_AT + (1 << 14);
/** Offsets are kept in blocks, so that a long file never copies what it has. */
const BLOCK_BITS = 16;
const BLOCK_MASK = (1 << BLOCK_BITS) - 1;

/**
 * Writes a PDF 1.6 file front to back: objects as they come, then page tree, cross-reference table and trailer.
 * Keeps only one offset per object in memory (ISO 32000-1, 7.5).
 */
export class PdfFile {
  readonly pages = new PageTree(this);
  private readonly hash = createHash('sha256');
  private readonly buffer = Buffer.allocUnsafe(BUFFER);
  private used = 0;
  private flushed = 0;
  private readonly offsets: Float64Array[] = [];
  private last = 0;

  /** @param reserved objects 1..reserved are written by the caller under their own numbers */
  constructor(
    private readonly sink: ByteSink,
    reserved: number,
  ) {
    this.last = reserved;
    this.text('%PDF-1.6\n%\xe2\xe3\xcf\xd3\n');
  }

  /** Bytes written so far. */
  get length(): number {
    return this.flushed + this.used;
  }

  /** A new object number. */
  allocate(): number {
    return ++this.last;
  }

  /** Starts object `number` here. */
  begin(number: number): void {
    this.place(number, this.length);
    this.text(number + ' 0 obj\n');
  }

  /** Notes where object `number` starts. */
  private place(number: number, offset: number): void {
    const block = number >> BLOCK_BITS;
    while (this.offsets.length <= block) this.offsets.push(new Float64Array(1 << BLOCK_BITS));
    (this.offsets[block] as Float64Array)[number & BLOCK_MASK] = offset;
  }

  /**
   * Adds a page. Most of a file is pages, so each is put together with as few calls as can be.
   * @param entries further entries of the page dictionary
   * @param filter further entries of the content stream's dictionary
   */
  page(entries: string, filter: string, content: Uint8Array): void {
    const page = this.allocate();
    const stream = this.allocate();
    const parent = this.pages.add(page);
    const object = `${page} 0 obj\n<</Type/Page/Parent ${parent} 0 R${entries}/Contents ${stream} 0 R>>\nendobj\n`;
    this.place(page, this.length);
    this.place(stream, this.length + object.length);
    this.text(`${object}${stream} 0 obj\n<</Length ${content.length}${filter}>>\nstream\n`);
    this.bytes(content);
    this.bytes(STREAM_END);
  }

  /** A whole object whose body is text below U+0100. */
  object(number: number, body: string): void {
    this.begin(number);
    this.text(body);
    this.text('\nendobj\n');
  }

  /** A whole object whose body is given as bytes. */
  rawObject(number: number, body: Uint8Array): void {
    this.begin(number);
    this.bytes(body);
    this.text('\nendobj\n');
  }

  /** A stream object. `entries` are further dictionary entries, e.g. `/Filter/FlateDecode`. */
  stream(number: number, entries: string, body: Uint8Array): void {
    this.begin(number);
    this.text(`<</Length ${body.length}${entries}>>\nstream\n`);
    this.bytes(body);
    this.bytes(STREAM_END);
  }

  text(text: string): void {
    if (text.length > FLUSH_AT) return this.bytes(Buffer.from(text, 'latin1'));
    this.room(text.length);
    this.used += this.buffer.write(text, this.used, 'latin1');
  }

  bytes(bytes: Uint8Array): void {
    if (bytes.length > FLUSH_AT) {
      this.flush();
      this.deliver(bytes);
      return;
    }
    this.room(bytes.length);
    this.buffer.set(bytes, this.used);
    this.used += bytes.length;
  }

  /**
   * Ends the file: page tree, catalogue, cross-reference table, trailer. The file identifier is taken from the
   * content, so the same content gives the same bytes.
   * @returns SHA-256 of all bytes, hex, and their number
   */
  finish(catalogueEntries = ''): { sha256: string; bytes: number } {
    const root = this.pages.finish();
    const catalogue = this.allocate();
    this.object(catalogue, `<</Type/Catalog/Pages ${root} 0 R${catalogueEntries}>>`);
    this.flush();
    const id = this.hash.copy().digest('hex').slice(0, 32);
    const start = this.length;
    this.text(`xref\n0 ${this.last + 1}\n`);
    this.text('0000000000 65535 f \n');
    for (let n = 1; n <= this.last; n++) {
      const offset = this.offsets[n >> BLOCK_BITS]?.[n & BLOCK_MASK] ?? 0;
      this.text(offset === 0 ? '0000000000 65535 f \n' : String(offset).padStart(10, '0') + ' 00000 n \n');
    }
    this.text(`trailer\n<</Size ${this.last + 1}/Root ${catalogue} 0 R/ID[<${id}><${id}>]>>\n`);
    this.text(`startxref\n${start}\n%%EOF\n`);
    this.flush();
    return { sha256: this.hash.digest('hex'), bytes: this.flushed };
  }

  private room(count: number): void {
    if (this.used + count > this.buffer.length) this.flush();
  }

  private flush(): void {
    if (this.used === 0) return;
    const full = this.buffer.subarray(0, this.used);
    this.used = 0;
    this.deliver(full);
  }

  private deliver(bytes: Uint8Array): void {
    this.hash.update(bytes);
    this.flushed += bytes.length;
    this.sink(bytes);
  }
}
