import { spreadsheetSafe } from '../../libs/http/spreadsheet-safe';
import { yuanText } from '../../libs/money/money';
import type { RevenueLineRow } from './revenue.repository';

export type SheetLanguage = 'zh' | 'en';

interface SheetColumn {
  zh: string;
  en: string;
  width: number;
  /** A cell: text made safe for spreadsheets, or a number. Null leaves it empty. */
  cell(line: RevenueLineRow, language: SheetLanguage): string | number | null;
}

const text = (value: string | null): string => spreadsheetSafe(value ?? '');
const NOT_STATED = { zh: '月份未注明', en: 'month not stated' };
const SOURCES = { stated: { zh: '申报', en: 'stated' }, dispatch: { zh: '交寄', en: 'dispatch' } };

/** Columns of the exported table, in order. */
export const SHEET_COLUMNS: readonly SheetColumn[] = [
  { zh: '年份', en: 'Year', width: 8, cell: (line) => line.year },
  { zh: '月份', en: 'Month', width: 12, cell: (line, language) => line.month ?? NOT_STATED[language] },
  { zh: '局', en: 'Branch', width: 20, cell: (line) => text(line.branchName) },
  { zh: '客户代码', en: 'Account code', width: 12, cell: (line) => text(line.accountCode) },
  { zh: '大客户', en: 'Account', width: 30, cell: (line) => text(line.accountName) },
  { zh: '营销活动', en: 'Campaign', width: 36, cell: (line) => text(line.campaignName) },
  { zh: '产品', en: 'Product', width: 20, cell: (line) => text(line.product) },
  { zh: '件数', en: 'Pieces', width: 12, cell: (line) => line.pieces },
  {
    zh: '收入（元）',
    en: 'Revenue (yuan)',
    width: 16,
    cell: (line) => (line.amountFen === null ? null : line.amountFen / 100),
  },
  { zh: '来源', en: 'Source', width: 10, cell: (line, language) => SOURCES[line.source][language] },
  { zh: '备注', en: 'Note', width: 30, cell: (line) => text(line.note) },
];

/** Index of the column that holds money. */
export const MONEY_COLUMN = SHEET_COLUMNS.findIndex((column) => column.en === 'Revenue (yuan)');

export const sheetHeader = (language: SheetLanguage): string[] =>
  SHEET_COLUMNS.map((column) => column[language]);

export const sheetRow = (line: RevenueLineRow, language: SheetLanguage): (string | number | null)[] =>
  SHEET_COLUMNS.map((column) => column.cell(line, language));

/** The same row for a CSV file, where money is text with two decimals, never a rounded float. */
export const csvRow = (line: RevenueLineRow, language: SheetLanguage): (string | number | null)[] =>
  sheetRow(line, language).map((cell, index) =>
    index === MONEY_COLUMN && line.amountFen !== null ? yuanText(line.amountFen) : cell,
  );
