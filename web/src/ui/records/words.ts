import type { TFunction } from 'i18next';
import type { ListField, ListFields } from '../../api/records';
import { inYuan } from '../money';
import { isCondition, ME, type Filter } from './filter';
import type { Names } from './record-names';

type Label = { zh: string; en: string };
export const labelOf = ({ zh, en }: Label, language: string): string => (language === 'en' ? en : zh);

const NO_NAMES: Names = new Map();

/** A value of a field in words. Names of people and records come from elsewhere and are not guessed. */
export function valueText(
  field: ListField | undefined,
  value: unknown,
  t: TFunction,
  language: string,
  names: Names = NO_NAMES,
): string {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'boolean') return t(value ? 'records.yes' : 'records.no');
  if (Array.isArray(value))
    return value.map((one) => valueText(field, one, t, language, names)).join(t('records.comma'));
  if (value === ME) return t('records.me');
  if (field?.type === 'money' && typeof value === 'number') return inYuan(BigInt(value));
  const option = field?.options.find((one) => one.value === value);
  if (option) return labelOf(option, language);
  if (field && ['user', 'branch', 'record'].includes(field.type))
    return names.get(String(value as string)) ?? t('records.chosen');
  return String(value as string | number);
}

type Known = Pick<ListFields, 'fields' | 'relations'>;

/** A part of a filter in words, for its chip. */
export function filterText(
  filter: Filter,
  known: Known,
  t: TFunction,
  language: string,
  names: Names = NO_NAMES,
): string {
  if (isCondition(filter)) {
    const [name, operator, value] = filter;
    const field = known.fields.find((one) => one.name === name);
    const asked = value === undefined ? '' : ` ${valueText(field, value, t, language, names)}`;
    return `${field ? labelOf(field.label, language) : name} ${t(`records.operators.${operator}`)}${asked}`;
  }
  if ('not' in filter)
    return t('records.notPart', { part: filterText(filter.not, known, t, language, names) });
  if ('has' in filter) {
    const relation = known.relations.find((one) => one.name === filter.has);
    const name = t('records.has', { name: relation ? labelOf(relation.label, language) : filter.has });
    if (!filter.where) return name;
    const inner = { fields: relation?.fields ?? [], relations: [] };
    return `${name}：${filterText(filter.where, inner, t, language, names)}`;
  }
  const [members, joint] =
    'and' in filter ? [filter.and, 'records.and' as const] : [filter.or, 'records.or' as const];
  return members.map((one) => filterText(one, known, t, language, names)).join(t(joint));
}
