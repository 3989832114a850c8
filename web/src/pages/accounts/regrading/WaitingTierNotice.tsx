import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useWaitingTier } from '../../../api/account-tiers';
import { usePermission } from '../../../api/session';
import { day } from '../../../ui/numbers';
import { TierTag } from '../account-words';
import styles from './WaitingTierNotice.module.css';

/** That another tier is proposed for this account, by whom and why, while nobody has decided. */
export function WaitingTierNotice({ accountId }: { accountId: string }) {
  const { t } = useTranslation();
  const may = usePermission();
  const waiting = useWaitingTier(accountId).data;
  if (!waiting) return null;
  const { fromTier, toTier, proposedByName, reason, createdAt } = waiting;
  return (
    <div className={styles.notice}>
      <span>{t('profile.tiers.waiting')}</span>
      <span>
        <TierTag tier={fromTier} /> → <TierTag tier={toTier} />
      </span>
      <span className="muted">
        {proposedByName === null
          ? t('profile.tiers.waitingByRule', { day: day(createdAt) })
          : t('profile.tiers.waitingBy', { by: proposedByName, day: day(createdAt) })}
      </span>
      {reason && <span className={styles.reason}>{reason}</span>}
      {may('accounts:approve') && <Link to="/accounts/regrading">{t('profile.tiers.decide')}</Link>}
    </div>
  );
}
