import type { TableCell, TableColumn } from '../../libs/http/table-file';
import type { RevenueLineRow } from './revenue.repository';

export type SheetLanguage = 'zh' | 'en';

export const SHEET_TITLE: Readonly<Record<SheetLanguage, string>> = { zh: '收入', en: 'Revenue' };

interface SheetColumn extends Omit<TableColumn, 'header'> {
  zh: string;
  en: string;
  cell(line: RevenueLineRow, language: SheetLanguage): TableCell;
}

const NOT_STATED = { zh: '月份未注明', en: 'month not stated' };
const SOURCES = { stated: { zh: '申报', en: 'stated' }, dispatch: { zh: '交寄', en: 'dispatch' } };

/** Columns of the exported table, in order. */
const SHEET_COLUMNS: readonly SheetColumn[] = [
  { zh: '年份', en: 'Year', kind: 'number', width: 8, cell: (line) => line.year },
  {
    zh: '月份',
    en: 'Month',
    kind: 'text',
    width: 12,
    cell: (line, language) => line.month ?? NOT_STATED[language],
  },
  { zh: '局', en: 'Branch', kind: 'text', width: 20, cell: (line) => line.branchName },
  { zh: '客户代码', en: 'Account code', kind: 'text', width: 12, cell: (line) => line.accountCode },
  { zh: '大客户', en: 'Account', kind: 'text', width: 30, cell: (line) => line.accountName },
  { zh: '营销活动', en: 'Campaign', kind: 'text', width: 36, cell: (line) => line.campaignName },
  { zh: '产品', en: 'Product', kind: 'text', width: 20, cell: (line) => line.product },
  { zh: '件数', en: 'Pieces', kind: 'number', width: 12, cell: (line) => line.pieces },
  { zh: '收入（元）', en: 'Revenue (yuan)', kind: 'money', width: 16, cell: (line) => line.amountFen },
  {
    zh: '来源',
    en: 'Source',
    kind: 'text',
    width: 10,
    cell: (line, language) => SOURCES[line.source][language],
  },
  { zh: '备注', en: 'Note', kind: 'text', width: 30, cell: (line) => line.note },
];

export const sheetColumns = (language: SheetLanguage): TableColumn[] =>
  SHEET_COLUMNS.map(({ kind, width, [language]: header }) => ({ header, kind, width: width ?? 18 }));

export const sheetRow = (line: RevenueLineRow, language: SheetLanguage): TableCell[] =>
  SHEET_COLUMNS.map((column) => column.cell(line, language));
