import type { Sentence } from '../../../libs/http/app-error';
import type { ColumnMapping, RecordField } from './column-mapping';
import type { CsvRecord } from '../../../libs/table-reading/csv-reader';

/** Why one row is not taken. */
export const REJECT_REASONS = {
  'quotes-unmatched': {
    zh: '引号不配对，请检查本行的双引号',
    en: 'quotes do not match; check the double quotes of this row',
  },
  'columns-differ': { zh: '列数与表头不一致', en: 'the row has more or fewer columns than the header' },
  'text-garbled': {
    zh: '含有乱码字符，请以正确的编码重新导出',
    en: 'holds garbled characters; export it again in the right encoding',
  },
  'address-missing': { zh: '没有可投递的地址', en: 'there is no address to deliver to' },
  'name-missing': { zh: '姓名和单位都为空', en: 'both name and firm are empty' },
  'postcode-malformed': { zh: '邮编不是六位数字', en: 'the postcode is not six digits' },
  'postcode-zero-lost': {
    zh: '邮编只有五位，可能被表格软件去掉了开头的 0，请核对后补上',
    en: 'the postcode has five digits; a spreadsheet may have dropped a leading zero, check and restore it',
  },
  'text-too-long': { zh: '某一列内容过长', en: 'the text of a column is too long' },
} satisfies Record<string, Sentence>;

export type RejectReason = keyof typeof REJECT_REASONS;

/** What is odd about a row that is taken all the same. */
export type RowWarning = 'postcode-missing' | 'address-short';

/** A row as it goes into the list; a text that is not there is ''. */
export interface CheckedRow {
  name: string;
  company: string;
  address: string;
  postcode: string;
  phone: string;
  extra: Record<string, string>;
  warnings: RowWarning[];
}

const LONGEST: Record<RecordField, number> = {
  name: 100,
  company: 200,
  address: 300,
  postcode: 20,
  phone: 100,
};
const LONGEST_EXTRA = 500;
const SHORT_ADDRESS = 5;
const SIX_DIGITS = /^[0-9]{6}$/;
const FIVE_DIGITS = /^[0-9]{5}$/;
const PLAIN = /^[\u4e00-\u9fff0-9A-Za-z,.()（）#、，。-]*$/;
const TWO_LETTERS = /\p{L}.*\p{L}/u;

/** Checks rows of one file against one mapping. Pure: the same row always gets the same verdict. */
export class RowCheck {
  private readonly extra: { column: number; heading: string }[];

  constructor(
    private readonly header: readonly string[],
    private readonly mapping: ColumnMapping,
  ) {
    this.extra = mapping.extra.map((column) => ({ column, heading: header[column]! }));
  }

  /** The row to take, or why it is not taken. A five-digit postcode is not repaired: which digit is lost is a guess. */
  check(record: CsvRecord): CheckedRow | RejectReason {
    if (record.broken) return 'quotes-unmatched';
    if (record.fields.length !== this.header.length) return 'columns-differ';
    if (record.raw.includes('\ufffd')) return 'text-garbled';
    const row = this.rowOf(record.fields);
    return this.faultOf(row) ?? row;
  }

  private rowOf(fields: readonly string[]): CheckedRow {
    const extra: Record<string, string> = {};
    for (const { column, heading } of this.extra) extra[heading] = cleanText(fields[column]!);
    const row: CheckedRow = {
      name: this.text(fields, 'name'),
      company: this.text(fields, 'company'),
      address: this.text(fields, 'address'),
      postcode: this.text(fields, 'postcode'),
      phone: this.text(fields, 'phone'),
      extra,
      warnings: [],
    };
    if (row.postcode !== '' && !SIX_DIGITS.test(row.postcode))
      row.postcode = row.postcode.normalize('NFKC').replace(/\s/g, '');
    if (row.postcode === '') row.warnings.push('postcode-missing');
    if (row.address.length < SHORT_ADDRESS) row.warnings.push('address-short');
    return row;
  }

  private text(fields: readonly string[], field: RecordField): string {
    const column = this.mapping.fields[field];
    return column === undefined ? '' : cleanText(fields[column]!);
  }

  private faultOf(row: CheckedRow): RejectReason | undefined {
    if (row.name === '' && row.company === '') return 'name-missing';
    if (!TWO_LETTERS.test(row.address)) return 'address-missing';
    if (row.postcode !== '' && !SIX_DIGITS.test(row.postcode))
      return FIVE_DIGITS.test(row.postcode) ? 'postcode-zero-lost' : 'postcode-malformed';
    if (row.name.length > LONGEST.name || row.company.length > LONGEST.company) return 'text-too-long';
    if (row.address.length > LONGEST.address || row.phone.length > LONGEST.phone) return 'text-too-long';
    for (const { heading } of this.extra) {
      if (row.extra[heading]!.length > LONGEST_EXTRA) return 'text-too-long';
    }
    return undefined;
  }
}

/** Text on one line: control and invisible characters and runs of blanks become one blank, none at the ends. */
export function cleanText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(/[\s\p{Cc}\p{Cf}\p{Cs}\p{Co}]+/gu, ' ').trim();
}

/** The verdict of a row as the preview and the rejects file word it. */
export function isRejected(verdict: CheckedRow | RejectReason): verdict is RejectReason {
  return typeof verdict === 'string';
}
