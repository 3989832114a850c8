import { TextDecoder } from 'node:util';
import { isAscii, isUtf8 } from 'node:buffer';
import { ImportFileError } from './file-faults';

/** Encodings that lists come in; a byte order mark in UTF-8 is dropped when decoding. */
export type FileEncoding = 'utf-8' | 'gb18030';

const MAGICS: { bytes: number[]; fault: 'import.spreadsheet-file' | 'import.not-text' | 'import.utf16' }[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], fault: 'import.spreadsheet-file' },
  { bytes: [0x50, 0x4b, 0x05, 0x06], fault: 'import.spreadsheet-file' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], fault: 'import.spreadsheet-file' },
  { bytes: [0x1f, 0x8b], fault: 'import.spreadsheet-file' },
  { bytes: [0x52, 0x61, 0x72, 0x21], fault: 'import.spreadsheet-file' },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], fault: 'import.spreadsheet-file' },
  { bytes: [0x25, 0x50, 0x44, 0x46], fault: 'import.not-text' },
  { bytes: [0xff, 0xfe], fault: 'import.utf16' },
  { bytes: [0xfe, 0xff], fault: 'import.utf16' },
];
const LINE_FEED = 0x0a;
/** A byte sequence of UTF-8 that is cut by a chunk's end has at most this many bytes here. */
const LONGEST_START = 3;
/** Text in UTF-8 with a slip has few bad sequences among many good ones; GBK read as UTF-8 has the reverse. */
const GOOD_TO_BAD = 4;

/**
 * Reads a file's bytes once, as they arrive, and says which encoding all of them are valid in. Text that holds only
 * ASCII so far may still turn out either way; what has once been UTF-8 stays UTF-8.
 */
export class EncodingCheck {
  private encoding: 'ascii' | FileEncoding = 'ascii';
  private tail: Buffer = Buffer.alloc(0);
  private readonly gb18030 = new TextDecoder('gb18030', { fatal: true });
  private lines = 0;
  private started = false;

  /** @throws ImportFileError on bytes no list has: archives, NUL, invalid sequences */
  push(chunk: Buffer): void {
    if (chunk.length === 0) return;
    const bytes = this.tail.length > 0 ? Buffer.concat([this.tail, chunk]) : chunk;
    if (!this.started && bytes.length < 4) {
      this.tail = bytes;
      return;
    }
    this.start(bytes);
    this.tail = Buffer.alloc(0);
    this.check(bytes, false);
  }

  /** @throws ImportFileError also when the file was empty */
  end(): FileEncoding {
    if (!this.started && this.tail.length === 0) throw new ImportFileError('import.empty-file');
    this.start(this.tail);
    this.check(this.tail, true);
    return this.encoding === 'gb18030' ? 'gb18030' : 'utf-8';
  }

  private start(bytes: Buffer): void {
    if (this.started) return;
    this.started = true;
    const magic = MAGICS.find(({ bytes: start }) => start.every((byte, i) => bytes[i] === byte));
    if (magic) throw new ImportFileError(magic.fault);
  }

  private check(bytes: Buffer, last: boolean): void {
    // PostgreSQL's text cannot hold it, and no text file does.
    if (bytes.includes(0)) throw new ImportFileError('import.not-text');
    if (this.encoding === 'gb18030') this.checkGb18030(bytes, last);
    else this.checkUtf8(bytes, last);
    this.lines += countLines(bytes);
  }

  private checkUtf8(bytes: Buffer, last: boolean): void {
    if (isAscii(bytes)) return;
    const whole = last ? bytes.length : wholeSequences(bytes);
    const head = bytes.subarray(0, whole);
    if (isUtf8(head)) {
      if (!isAscii(head)) this.encoding = 'utf-8';
      this.tail = Buffer.from(bytes.subarray(whole));
      return;
    }
    if (this.encoding === 'utf-8' || looksLikeBrokenUtf8(head))
      throw this.badEncoding(firstBadUtf8(head), head);
    this.encoding = 'gb18030';
    this.checkGb18030(bytes, last);
  }

  private checkGb18030(bytes: Buffer, last: boolean): void {
    try {
      this.gb18030.decode(bytes, { stream: !last });
    } catch {
      // Read once more, without stopping, to see where: the decoder itself does not say.
      const text = new TextDecoder('gb18030').decode(bytes);
      const before = text.slice(0, Math.max(0, text.indexOf('\ufffd')));
      throw new ImportFileError('import.bad-encoding', this.lines + before.split('\n').length);
    }
  }

  private badEncoding(at: number, bytes: Buffer): ImportFileError {
    return new ImportFileError('import.bad-encoding', this.lines + countLines(bytes.subarray(0, at)) + 1);
  }
}

/** Length of `bytes` without a sequence that its end cuts off. */
function wholeSequences(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(LONGEST_START, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needs > back ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

function looksLikeBrokenUtf8(bytes: Buffer): boolean {
  let good = 0;
  let bad = 0;
  for (const character of bytes.toString('utf8')) {
    if (character === '\ufffd') bad += 1;
    else if (character > '\u007f') good += 1;
  }
  return good > bad * GOOD_TO_BAD;
}

/** Where the first invalid sequence is, by halving: a prefix of whole sequences is valid up to there. */
function firstBadUtf8(bytes: Buffer): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    const prefix = bytes.subarray(0, middle);
    if (isUtf8(prefix.subarray(0, wholeSequences(prefix)))) good = middle;
    else bad = middle;
  }
  return good;
}

function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) lines += 1;
  return lines;
}
