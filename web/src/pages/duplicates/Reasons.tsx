import { useTranslation } from 'react-i18next';
import type { DuplicateReason } from '../../api/duplicates';

/** What two records share, in words. */
export function Reasons({ reasons }: { reasons: readonly DuplicateReason[] }) {
  const { t } = useTranslation();
  // The whole name says its beginning too.
  const told = reasons.filter((reason) => reason !== 'name-core' || !reasons.includes('name'));
  return <span>{told.map((reason) => t(`duplicates.reasons.${reason}`)).join(t('common.separator'))}</span>;
}
