import type { TFunction } from 'i18next';
import type { ImportColumn, RecordImport } from '../../api/record-imports';
import { StateTag, type Tone } from '../../ui/StateTag';

/** The lists that files are taken into, and where their pages are. */
export type ImportList = 'accounts' | 'contacts';

const TONES: Record<RecordImport['state'], Tone> = {
  uploaded: 'draft',
  checking: 'active',
  checked: 'waiting',
  running: 'active',
  done: 'done',
  stopped: 'stopped',
  undoing: 'active',
  undone: 'stopped',
  cancelled: 'stopped',
  failed: 'attention',
};

export function ImportState({ state, t }: { state: RecordImport['state']; t: TFunction }) {
  return <StateTag tone={TONES[state]}>{t(`imports.states.${state}`)}</StateTag>;
}

/** Fields of a record that go by another name as columns. */
const FIELDS: Readonly<Record<string, string>> = {
  branchId: 'branch',
  parentId: 'parent',
  managerId: 'manager',
  addresses: 'address',
  position: 'account',
  birthdayCalendar: 'birthday',
  birthdayYear: 'birthday',
  birthdayMonth: 'birthday',
  birthdayDay: 'birthday',
};

const columnOf = (columns: readonly ImportColumn[], field: string): ImportColumn | undefined => {
  // Of a position a field names the account it is at.
  const plain = field.split('@')[0]!;
  const name = FIELDS[plain] ?? plain.replace(/^customValues\./, 'custom.');
  return columns.find((column) => column.name === name);
};

export function fieldName(columns: readonly ImportColumn[], field: string, language: string): string {
  const column = columnOf(columns, field);
  return column ? column.label[language === 'en' ? 'en' : 'zh'] : field;
}

/** A value as people read it. */
export function valueText(
  columns: readonly ImportColumn[],
  field: string,
  value: unknown,
  t: TFunction,
  language: string,
): string {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'boolean') return t(value ? 'records.yes' : 'records.no');
  if (Array.isArray(value))
    return value.map((one) => valueText(columns, field, one, t, language)).join(t('records.comma')) || '–';
  if (typeof value === 'object') {
    const { text, postcode, id: _id, ...rest } = value as Record<string, unknown>;
    if (text !== undefined) return [postcode, text].filter(Boolean).join(' ');
    return Object.entries(rest)
      .map(([name, one]) => valueText(columns, name, one, t, language))
      .join(' ');
  }
  if (typeof value !== 'string') return String(value as number);
  const option = columnOf(columns, field)?.options.find((one) => one.value === value);
  return option ? option[language === 'en' ? 'en' : 'zh'] : value;
}
