import type { ContentBuffer } from './content-buffer';
import type { Finding, FindingCode } from './findings';
import type { FontSet } from './font-run';
import type { TemplateScope } from './template';

/** One addressed item: its number in the batch, its serial, and the record's fields. */
export interface PieceInput {
  seq: number;
  serial: string;
  fields: Readonly<Record<string, string>>;
}

const NO_FIELDS: Readonly<Record<string, string>> = {};
const MAX_FINDINGS = 20;

/** What box printers share while one piece is made: the record, the fonts, and the list of what is wrong. */
export class PieceContext implements TemplateScope {
  fields = NO_FIELDS;
  serial = '';
  seq = 0;
  box = '';
  page = 1;
  findings: Finding[] = [];

  constructor(readonly fonts: FontSet) {}

  start(piece: PieceInput): void {
    this.fields = piece.fields;
    this.serial = piece.serial;
    this.seq = piece.seq;
    if (this.findings.length > 0) this.findings = [];
  }

  /** Records something wrong, once for each code, box and detail. */
  report(code: FindingCode, detail = ''): void {
    if (this.findings.length >= MAX_FINDINGS) return;
    const known = this.findings.some((f) => f.code === code && f.box === this.box && f.detail === detail);
    if (!known) this.findings.push({ code, box: this.box, page: this.page, detail });
  }

  missing(field: string): void {
    this.report('missing-field', field);
  }

  badValue(what: string): void {
    this.report('bad-value', what);
  }
}

/** Draws one box of one piece into `out`. What cannot be drawn is reported to the context, never skipped silently. */
export interface BoxPrinter {
  readonly id: string;
  /** The same for every piece: drawn once a file. */
  readonly constant: boolean;
  print(piece: PieceContext, out: ContentBuffer): void;
}
