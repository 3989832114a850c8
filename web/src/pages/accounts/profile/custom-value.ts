import type { TFunction } from 'i18next';
import type { AccountField } from '../../../api/account-fields';
import type { Account } from '../../../api/types';

export type CustomValue = Account['customValues'][string];

/** A value as a reader sees it; null when there is none. */
export function customText(
  field: Pick<AccountField, 'options'>,
  value: CustomValue | undefined,
  language: string,
  t: TFunction,
): string | null {
  if (value === undefined) return null;
  if (typeof value === 'boolean') return t(value ? 'profile.yes' : 'profile.no');
  if (typeof value === 'number') return String(value);
  const label = (one: string): string => {
    const option = field.options.find((candidate) => candidate.value === one);
    return (language === 'en' ? option?.en : option?.zh) ?? one;
  };
  return Array.isArray(value) ? value.map(label).join(t('common.separator')) : label(value);
}
