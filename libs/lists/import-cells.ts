import type { ImportColumn } from './record-importer';
import type { CellValue } from './record-list';

const YES = new Set(['是', '有', '对', 'y', 'yes', 'true', '1', '√']);
const NO = new Set(['否', '无', '不', 'n', 'no', 'false', '0', '×']);
const DAY = /^(\d{4})(?:[-/.年])(\d{1,2})(?:[-/.月])(\d{1,2})日?(?:[ T]00:00(?::00(?:\.0+)?)?Z?)?$/;
const BETWEEN_WORDS = /[,，、;；|]/;

/**
 * A cell's text as a value of the column's type: an option by its value or one of its names, tags separated by any
 * usual sign, a day as a spreadsheet writes it, yes and no in Chinese and English, a number with or without separators.
 *
 * @param text trimmed, not empty
 * @returns undefined when the text is no such value
 */
export function cellValue(
  column: Pick<ImportColumn, 'type' | 'options'>,
  text: string,
): CellValue | undefined {
  switch (column.type) {
    case 'enum':
      return optionOf(column, text);
    case 'tags': {
      const words = text.split(BETWEEN_WORDS).flatMap((word) => word.trim() || []);
      const values = words.map((word) => (column.options ? optionOf(column, word) : word));
      return values.includes(undefined) ? undefined : [...new Set(values as string[])];
    }
    case 'boolean':
      return YES.has(text.toLowerCase()) ? true : NO.has(text.toLowerCase()) ? false : undefined;
    case 'date':
      return dayOf(text);
    case 'number':
      return numberOf(text);
    case 'money': {
      const yuan = numberOf(text.replace(/^[¥￥]|元$/g, ''));
      return yuan === undefined ? undefined : Math.round(yuan * 100);
    }
    case 'text':
    case 'user':
    case 'branch':
    case 'record':
      return text;
  }
}

function optionOf({ options = [] }: Pick<ImportColumn, 'options'>, text: string): string | undefined {
  const word = text.toLowerCase();
  return options.find(({ value, zh, en }) => [value, zh, en].some((name) => name.toLowerCase() === word))
    ?.value;
}

function dayOf(text: string): string | undefined {
  const [, year, month, day] = DAY.exec(text) ?? [];
  if (!year) return undefined;
  const written = `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
  const date = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(written) ? written : undefined;
}

function numberOf(text: string): number | undefined {
  const plain = text.replace(/[,，\s]/g, '');
  return /^[-+]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}
