/** One record of the file. Strings may be slices of the reader's text: keep none of them for long. */
export interface CsvRecord {
  /** 1 for the first line, as a spreadsheet counts. */
  rowNumber: number;
  fields: string[];
  /** The record as it stands in the file, without its line end. */
  raw: string;
  /** Its quotes do not match; `fields` is then empty and `raw` the one line they begin on. */
  broken: boolean;
}

export interface CsvShape {
  /** One character that is neither a quote nor a line end. */
  delimiter: string;
  /** What ends a line; before '\n' a '\r' is dropped. */
  newline: '\n' | '\r';
}

/** A record longer than the reader's limit: memory stays bounded whatever the file holds. */
export class RecordTooLongError extends Error {
  constructor(readonly rowNumber: number) {
    super(`record ${rowNumber} is too long`);
  }
}

/** Characters of the longest record that is read. */
export const LONGEST_RECORD = 1 << 20;

const QUOTE = '"';

/** What ends the lines of a text: '\r' alone only in files of old machines, where no '\n' follows any. */
export function newlineOf(text: string): CsvShape['newline'] {
  return !text.includes('\n') && /\r./.test(text) ? '\r' : '\n';
}

/**
 * CSV as RFC 4180 has it, read from text that arrives in pieces: quoted fields may hold delimiters, doubled quotes
 * and line ends. A record whose quotes do not match is given as the single line it begins on and reading goes on with
 * the next line, so that one stray quote costs one row and not the rest of the file. Empty lines are counted, not given.
 */
export class CsvReader {
  private text = '';
  private place = 0;
  private rowNumber = 0;
  /** Where the next quote is; what comes before it needs no look at single characters. */
  private nextQuote = -1;

  constructor(
    private readonly shape: CsvShape,
    private readonly onRecord: (record: CsvRecord) => void,
    private readonly longest = LONGEST_RECORD,
  ) {}

  /** @throws RecordTooLongError */
  push(piece: string): void {
    this.text = this.place < this.text.length ? this.text.slice(this.place) + piece : piece;
    this.place = 0;
    this.nextQuote = this.text.indexOf(QUOTE);
    this.read(false);
    if (this.text.length - this.place > this.longest) throw new RecordTooLongError(this.rowNumber + 1);
  }

  /** Gives what is left as the last record. @throws RecordTooLongError */
  end(): void {
    this.read(true);
    this.text = '';
    this.place = 0;
  }

  private read(last: boolean): void {
    const { text } = this;
    while (this.place < text.length) {
      const newline = text.indexOf(this.shape.newline, this.place);
      if (newline < 0 && !last) return;
      const lineEnd = newline < 0 ? text.length : newline;
      if (this.nextQuote >= 0 && this.nextQuote < this.place)
        this.nextQuote = text.indexOf(QUOTE, this.place);
      if (this.nextQuote < 0 || this.nextQuote >= lineEnd) this.giveLine(lineEnd);
      else if (!this.readQuoted(lineEnd, last)) return;
    }
  }

  /** A line without quotes. */
  private giveLine(lineEnd: number): void {
    const raw = this.cut(lineEnd);
    this.rowNumber += 1;
    this.place = lineEnd + 1;
    if (raw === '') return;
    this.checkLength(raw);
    const fields = raw.split(this.shape.delimiter);
    this.onRecord({ rowNumber: this.rowNumber, fields, raw, broken: false });
  }

  /** @returns false when the record goes on beyond the text that is here */
  private readQuoted(lineEnd: number, last: boolean): boolean {
    const fields: string[] = [];
    let at = this.place;
    for (;;) {
      const end =
        this.text[at] === QUOTE ? this.readQuotedField(at, fields) : this.readPlainField(at, fields);
      if (end === UNCLOSED && !last && this.text.length - this.place <= this.longest) return false;
      if (end === UNCLOSED || end === BROKEN) return this.giveBroken(lineEnd);
      if (end >= this.text.length && !last) return false;
      if (this.text[end] !== this.shape.delimiter) return this.giveRecord(fields, end);
      at = end + 1;
    }
  }

  private readPlainField(start: number, fields: string[]): number {
    const newline = this.text.indexOf(this.shape.newline, start);
    const lineEnd = newline < 0 ? this.text.length : newline;
    const delimiter = this.text.indexOf(this.shape.delimiter, start);
    if (delimiter >= 0 && delimiter < lineEnd) {
      fields.push(this.text.slice(start, delimiter));
      return delimiter;
    }
    fields.push(this.text.slice(start, this.beforeReturn(start, lineEnd)));
    return lineEnd;
  }

  /** Reads from the opening quote. @returns where the field's delimiter or line end stands, or what is wrong */
  private readQuotedField(start: number, fields: string[]): number {
    let from = start + 1;
    let value = '';
    for (;;) {
      const quote = this.text.indexOf(QUOTE, from);
      if (quote < 0) return UNCLOSED;
      value += this.text.slice(from, quote);
      if (this.text[quote + 1] !== QUOTE) return this.closeField(quote + 1, value, fields);
      value += QUOTE;
      from = quote + 2;
    }
  }

  private closeField(after: number, value: string, fields: string[]): number {
    fields.push(value);
    const next = this.text[after];
    if (next === undefined || next === this.shape.delimiter || next === this.shape.newline) return after;
    if (next !== '\r') return BROKEN;
    const beyond = this.text[after + 1];
    return beyond === undefined || beyond === this.shape.newline ? after + 1 : BROKEN;
  }

  private giveRecord(fields: string[], end: number): true {
    const raw = this.cut(end);
    this.checkLength(raw);
    this.rowNumber += 1;
    this.place = end + 1;
    this.onRecord({ rowNumber: this.rowNumber, fields, raw, broken: false });
    return true;
  }

  private giveBroken(lineEnd: number): true {
    const raw = this.cut(lineEnd);
    this.checkLength(raw);
    this.rowNumber += 1;
    this.place = lineEnd + 1;
    this.onRecord({ rowNumber: this.rowNumber, fields: [], raw, broken: true });
    return true;
  }

  private cut(end: number): string {
    return this.text.slice(this.place, this.beforeReturn(this.place, end));
  }

  private beforeReturn(start: number, end: number): number {
    return this.shape.newline === '\n' && end > start && this.text[end - 1] === '\r' ? end - 1 : end;
  }

  private checkLength(raw: string): void {
    if (raw.length > this.longest) throw new RecordTooLongError(this.rowNumber + 1);
  }
}

const UNCLOSED = -1;
const BROKEN = -2;
