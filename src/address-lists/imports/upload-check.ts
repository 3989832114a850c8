import { Readable } from 'node:stream';
import { uploadTooLarge } from '../address-lists.errors';
import { EncodingCheck, FileEncoding } from '../../../libs/table-reading/encoding-check';
import { FileShape, HEAD_BYTES, shapeOfFile } from '../../../libs/table-reading/file-shape';

export interface CheckedUpload extends FileShape {
  encoding: FileEncoding;
  bytes: number;
}

const BYTES_A_MB = 1024 * 1024;

/**
 * Looks at a file while it streams by on its way to the storage: its size, its encoding, its head. What cannot be
 * imported breaks the stream off, so that the storage keeps nothing.
 */
export class UploadCheck {
  private readonly encodingCheck = new EncodingCheck();
  private readonly head: Buffer[] = [];
  private headBytes = 0;
  private bytes = 0;
  private fault: unknown;

  constructor(
    private readonly source: Readable,
    private readonly limitMb: number,
  ) {}

  /** The file's bytes. Ends with an error when they cannot be a list; the source stays open to be drained. */
  get stream(): Readable {
    return Readable.from(this.checked(), { objectMode: false });
  }

  /** Call when the stream has been stored. @throws ImportFileError */
  result(): CheckedUpload {
    const encoding = this.encodingCheck.end();
    const shape = shapeOfFile(Buffer.concat(this.head), encoding, this.bytes <= this.headBytes);
    return { ...shape, encoding, bytes: this.bytes };
  }

  /** What broke the stream off, rather than what became of it on the way. */
  reasonOf(error: unknown): unknown {
    return this.fault ?? error;
  }

  private async *checked(): AsyncGenerator<Buffer> {
    try {
      for await (const piece of this.source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        this.look(piece);
        yield piece;
      }
    } catch (error) {
      this.fault = error;
      throw error;
    }
  }

  private look(piece: Buffer): void {
    this.bytes += piece.length;
    if (this.bytes > this.limitMb * BYTES_A_MB) throw uploadTooLarge(this.limitMb);
    if (this.headBytes < HEAD_BYTES) {
      const part = piece.subarray(0, HEAD_BYTES - this.headBytes);
      this.head.push(part);
      this.headBytes += part.length;
    }
    this.encodingCheck.push(piece);
  }
}
