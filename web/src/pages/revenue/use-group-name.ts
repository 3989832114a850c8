import { useTranslation } from 'react-i18next';
import type { RevenueGrouping } from '../../api/revenue';
import type { GroupName } from './revenue-groups';

/** A group's name as the table and the picture write it. */
export function useGroupName(by: RevenueGrouping): GroupName {
  const { t } = useTranslation();
  return ({ key, label, year }) => {
    if (by === 'month') return key ?? t('revenue.monthUnknown', { year });
    if (label !== null) return label;
    return key === null ? t(`revenue.none.${by}`) : t('revenue.hidden');
  };
}
