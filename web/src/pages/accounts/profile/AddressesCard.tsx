import { useTranslation } from 'react-i18next';
import type { Account } from '../../../api/types';
import { PartCard } from './PartCard';
import styles from './ProfileFacts.module.css';

/** The customer's places. */
export function AddressesCard({ account, onEdit }: { account: Account; onEdit: (() => void) | null }) {
  const { t } = useTranslation();
  return (
    <PartCard
      title={t('profile.addresses')}
      onEdit={onEdit}
      empty={
        account.addresses.length === 0
          ? { title: t('profile.noAddressTitle'), body: t('profile.noAddressBody') }
          : null
      }
    >
      <ul>
        {account.addresses.map(({ kind, text, postcode, longitude, latitude }) => (
          <li key={`${kind} ${text}`} className={styles.entry}>
            <span className={styles.kind}>{t(`profile.addressKinds.${kind}`)}</span>
            <div>
              {postcode} {text}
            </div>
            {longitude !== null && latitude !== null && (
              <span className={styles.aside}>
                {t('profile.point', { longitude: longitude.toFixed(5), latitude: latitude.toFixed(5) })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </PartCard>
  );
}
