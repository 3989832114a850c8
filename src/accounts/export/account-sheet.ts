import { spreadsheetSafe } from '../../../libs/http/spreadsheet-safe';
import type { WholeAccountRow } from '../accounts.repository';
import type { CustomOption, CustomValue } from '../custom-fields/custom-values';
import { industryOf } from '../industries';

export type SheetLanguage = 'zh' | 'en';

/** What of an additional field its column needs. */
export interface SheetField {
  key: string;
  labelZh: string;
  labelEn: string;
  options: readonly CustomOption[];
}

type Cell = string | number | null;

interface SheetColumn {
  zh: string;
  en: string;
  cell(account: WholeAccountRow, language: SheetLanguage): Cell;
}

const TIERS = {
  provincial: { zh: '省级', en: 'provincial' },
  key: { zh: '重点', en: 'key' },
  standard: { zh: '一般', en: 'standard' },
};
const YES = { zh: '是', en: 'yes' };
const NO = { zh: '否', en: 'no' };
const SEPARATOR = { zh: '、', en: '; ' };

const text = (value: string | null | undefined): string => spreadsheetSafe(value ?? '');
const yesNo = (value: boolean, language: SheetLanguage): string => (value ? YES : NO)[language];

const COLUMNS: readonly SheetColumn[] = [
  { zh: '客户编号', en: 'Code', cell: (account) => text(account.code) },
  { zh: '客户名称', en: 'Name', cell: (account) => text(account.name) },
  { zh: '工商登记名称', en: 'Registered name', cell: (account) => text(account.legalName) },
  { zh: '统一社会信用代码', en: 'Credit code', cell: (account) => text(account.creditCode) },
  { zh: '等级', en: 'Tier', cell: ({ tier }, language) => TIERS[tier][language] },
  {
    zh: '行业',
    en: 'Industry',
    cell: ({ industry }, language) => (industry === null ? '' : text(industryOf(industry)?.[language])),
  },
  { zh: '所属局', en: 'Branch', cell: (account) => text(account.branchName) },
  { zh: '客户经理', en: 'Account manager', cell: (account) => text(account.managerName) },
  { zh: '服务中', en: 'Served', cell: ({ active }, language) => yesNo(active, language) },
  { zh: '总机电话', en: 'Switchboard', cell: (account) => text(account.phone) },
  { zh: '网站', en: 'Website', cell: (account) => text(account.website) },
  { zh: '标签', en: 'Tags', cell: ({ tags }, language) => text(tags.join(SEPARATOR[language])) },
  {
    zh: '分类代码',
    en: 'Classification codes',
    cell: ({ classifications }, language) => text(classifications.join(SEPARATOR[language])),
  },
  {
    zh: '地址',
    en: 'Addresses',
    cell: ({ addresses }, language) =>
      text(
        addresses
          .map(({ postcode, text: place }) => `${postcode ?? ''} ${place}`.trim())
          .join(SEPARATOR[language]),
      ),
  },
  { zh: '完整度', en: 'Completeness', cell: (account) => account.completeness },
  { zh: '下次核对', en: 'Next review', cell: (account) => account.reviewDueOn },
];

export const accountsHeader = (fields: readonly SheetField[], language: SheetLanguage): string[] => [
  ...COLUMNS.map((column) => column[language]),
  ...fields.map(({ labelZh, labelEn }) => text(language === 'zh' ? labelZh : labelEn)),
];

/** One account, additional fields after the rest. */
export const accountRow = (
  account: WholeAccountRow,
  fields: readonly SheetField[],
  language: SheetLanguage,
): Cell[] => [
  ...COLUMNS.map((column) => column.cell(account, language)),
  ...fields.map((field) => customCell(account.customValues[field.key], field, language)),
];

function customCell(value: CustomValue | undefined, { options }: SheetField, language: SheetLanguage): Cell {
  if (value === undefined) return null;
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return yesNo(value, language);
  const label = (one: string): string => options.find((option) => option.value === one)?.[language] ?? one;
  return text(Array.isArray(value) ? value.map(label).join(SEPARATOR[language]) : label(value));
}
