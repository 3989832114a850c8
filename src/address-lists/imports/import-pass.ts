import type { TextDecoder } from 'node:util';
import type { FileEncoding } from '../../../libs/table-reading/encoding-check';
import type { ColumnMapping } from './column-mapping';
import { copyLine } from './copy-text';
import { CsvReader, CsvRecord, newlineOf, RecordTooLongError } from '../../../libs/table-reading/csv-reader';
import { decoderOf } from '../../../libs/table-reading/file-shape';
import { ImportFileError } from '../../../libs/table-reading/file-faults';
import { rejectsHeader, rejectsLine } from './rejects-file';
import { isRejected, RowCheck } from './row-check';
import type { RecipientHasher } from '../recipients/recipient-hash';

export interface ImportPassInput {
  delimiter: string;
  encoding: FileEncoding;
  header: readonly string[];
  mapping: ColumnMapping;
  hasher: RecipientHasher;
}

/** Sums of a pass; `staged` rows are those that were neither rejected nor yet compared with the list. */
export interface PassCounts {
  rows: number;
  staged: number;
  rejected: number;
  warnings: number;
  bytes: number;
}

/** What a piece of the file came to: rows in COPY's text format, and the next lines of the rejects file, if any. */
export interface PassOutput {
  staged: string;
  rejects: string;
}

/** Reads a file once from front to back: decode, split, check, hash. Holds one piece of it at a time. */
export class ImportPass {
  readonly counts: PassCounts = { rows: 0, staged: 0, rejected: 0, warnings: 0, bytes: 0 };
  private readonly decoder: TextDecoder;
  private reader: CsvReader | undefined;
  private readonly rowCheck: RowCheck;
  private staged = '';
  private rejects = '';
  private rawHeader: string | undefined;

  constructor(private readonly input: ImportPassInput) {
    this.decoder = decoderOf(input.encoding);
    this.rowCheck = new RowCheck(input.header, input.mapping);
  }

  /** @throws ImportFileError */
  push(piece: Uint8Array): PassOutput {
    this.counts.bytes += piece.length;
    return this.reading(() => {
      const text = this.decode(piece);
      this.readerOf(text).push(text);
    });
  }

  /** @throws ImportFileError */
  end(): PassOutput {
    return this.reading(() => {
      const text = this.decode();
      const reader = this.readerOf(text);
      reader.push(text);
      reader.end();
    });
  }

  private reading(read: () => void): PassOutput {
    try {
      read();
    } catch (error) {
      if (error instanceof RecordTooLongError)
        throw new ImportFileError('import.record-too-long', error.rowNumber);
      throw error;
    }
    const output = { staged: this.staged, rejects: this.rejects };
    this.staged = '';
    this.rejects = '';
    return output;
  }

  private readerOf(text: string): CsvReader {
    const { delimiter } = this.input;
    this.reader ??= new CsvReader({ delimiter, newline: newlineOf(text) }, (record) => this.take(record));
    return this.reader;
  }

  private decode(piece?: Uint8Array): string {
    try {
      return this.decoder.decode(piece, { stream: piece !== undefined });
    } catch {
      throw new ImportFileError('import.bad-encoding', this.counts.rows + 2);
    }
  }

  private take(record: CsvRecord): void {
    if (this.rawHeader === undefined) {
      this.rawHeader = record.raw;
      return;
    }
    this.counts.rows += 1;
    const verdict = this.rowCheck.check(record);
    if (isRejected(verdict)) {
      if (this.counts.rejected === 0) this.rejects = rejectsHeader(this.rawHeader, this.input.delimiter);
      this.counts.rejected += 1;
      this.rejects += rejectsLine(record, verdict, this.input.delimiter);
      return;
    }
    if (verdict.warnings.length > 0) this.counts.warnings += 1;
    this.counts.staged += 1;
    const hashes = this.input.hasher.hashes(verdict);
    this.staged += copyLine(record.rowNumber, verdict, JSON.stringify(verdict.extra), hashes);
  }
}
