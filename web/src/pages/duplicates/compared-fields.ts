import type { TFunction } from 'i18next';
import type { Account } from '../../api/types';

/** One line of the comparison: what both say, as text. */
export interface ComparedField<T> {
  field: keyof T & string;
  label: string;
  text: (record: T) => string;
  /** Where texts that are the same do not tell; otherwise they do. */
  isSame?: (one: T, other: T) => boolean;
  /** Both lists are kept unless somebody chooses. */
  isList?: boolean;
}

/** What may be chosen between two accounts, in the order of the profile. */
export function comparedAccountFields(t: TFunction, language: string): ComparedField<Account>[] {
  const names = (account: Account) => account.industryName?.[language === 'en' ? 'en' : 'zh'] ?? '';
  return [
    { field: 'name', label: t('accounts.name'), text: ({ name }) => name },
    { field: 'legalName', label: t('profile.legalName'), text: ({ legalName }) => legalName ?? '' },
    { field: 'creditCode', label: t('profile.creditCode'), text: ({ creditCode }) => creditCode ?? '' },
    { field: 'tier', label: t('accounts.tier'), text: ({ tier }) => t(`accounts.tiers.${tier}`) },
    { field: 'industry', label: t('accounts.industry'), text: names },
    { field: 'parentId', label: t('accounts.parent'), text: ({ parentName }) => parentName ?? '' },
    { field: 'phone', label: t('profile.phone'), text: ({ phone }) => phone ?? '' },
    { field: 'website', label: t('profile.website'), text: ({ website }) => website ?? '' },
    {
      field: 'tradeNames',
      label: t('profile.tradeNames'),
      text: ({ tradeNames }) => tradeNames.join('、'),
      isList: true,
    },
    { field: 'tags', label: t('profile.tags'), text: ({ tags }) => tags.join('、'), isList: true },
    {
      field: 'addresses',
      label: t('profile.addresses'),
      text: ({ addresses }) => addresses.map(({ text }) => text).join('、'),
      isList: true,
    },
  ];
}
