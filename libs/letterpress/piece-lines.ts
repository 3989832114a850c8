import type { PieceInput } from './piece-context';

/** Most bytes of pieces for one file: tens of thousands of letters. */
export const MAX_PIECE_BYTES = 64_000_000;

const FIRST_BYTES = 1 << 18;
const NEWLINE = 10;

/**
 * Pieces on their way to a print thread: a line of JSON each, UTF-8. One run of bytes outside the JavaScript heap is
 * handed over without a copy, and is parsed a piece at a time, so that no thread ever holds a file's pieces as objects.
 */
export class PieceLines {
  private bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
  private length = 0;

  /** @param fields the piece's fields as JSON text without line breaks, as PostgreSQL writes `jsonb` */
  add(seq: number, serial: string, fields: string): void {
    const line = `{"seq":${seq},"serial":${JSON.stringify(serial)},"fields":${fields}}\n`;
    // UTF-8 takes at most three bytes for what JavaScript counts as one character.
    const needed = this.length + line.length * 3;
    if (needed > this.bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.bytes.length * 2));
      this.bytes.copy(larger, 0, 0, this.length);
      this.bytes = larger;
    }
    this.length += this.bytes.write(line, this.length, 'utf8');
  }

  /** The lines so far. They lie in the same memory, so nothing may be added afterwards. */
  view(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }
}

/** Bytes that are not pieces. */
export class InvalidPieces extends Error {
  readonly code = 'invalid-pieces';
}

/**
 * The pieces in `lines`, one after the other.
 * @throws InvalidPieces at the first line that is none
 */
export function* readPieces(lines: Uint8Array): Generator<PieceInput> {
  const bytes = Buffer.from(lines.buffer, lines.byteOffset, lines.byteLength);
  for (let from = 0; from < bytes.length;) {
    const newline = bytes.indexOf(NEWLINE, from);
    const to = newline < 0 ? bytes.length : newline;
    yield readPiece(bytes.toString('utf8', from, to));
    from = to + 1;
  }
}

function readPiece(line: string): PieceInput {
  let piece: unknown;
  try {
    piece = JSON.parse(line);
  } catch {
    // The parser's message quotes its input, which is personal data.
    throw new InvalidPieces('The pieces are not JSON.');
  }
  if (!isPiece(piece)) throw new InvalidPieces('Every piece must be {seq, serial, fields}.');
  return piece;
}

function isPiece(value: unknown): value is PieceInput {
  if (typeof value !== 'object' || value === null) return false;
  const { seq, serial, fields } = value as Record<string, unknown>;
  return (
    Number.isSafeInteger(seq) && typeof serial === 'string' && typeof fields === 'object' && fields !== null
  );
}
