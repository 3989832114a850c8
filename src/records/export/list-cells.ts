import type { TableCell, TableColumn } from '../../../libs/http/table-file';
import type { ListField } from '../../../libs/lists/field-catalogue';

export type SheetLanguage = 'zh' | 'en';

const YES_NO = { zh: ['是', '否'], en: ['yes', 'no'] } as const;
const MONEY_UNIT = { zh: '（元）', en: ' (yuan)' };

export const sheetColumn = ({ type, label }: ListField, language: SheetLanguage): TableColumn => ({
  header: type === 'money' ? label[language] + MONEY_UNIT[language] : label[language],
  kind: type === 'money' ? 'money' : type === 'number' ? 'number' : 'text',
});

/** How a cell of each field reads in a file: names for values, in the reader's language. */
export function cellReader(field: ListField, language: SheetLanguage): (value: unknown) => TableCell {
  const names = new Map((field.options ?? []).map((option) => [option.value, option[language]]));
  const named = (value: unknown): string => names.get(String(value)) ?? String(value);
  return (value) => {
    if (value === null || value === undefined) return null;
    if (typeof value === 'number') return value;
    if (typeof value === 'boolean') return YES_NO[language][value ? 0 : 1];
    if (Array.isArray(value)) return value.map(named).join(language === 'zh' ? '、' : '; ');
    return named(value);
  };
}
