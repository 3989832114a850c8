import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useStaleProfiles } from '../../api/accounts';
import { useSession } from '../../api/session';
import styles from './StaleProfiles.module.css';

/** Work that waits for whoever is logged in: their accounts whose profile has not been looked at in time. */
export function StaleProfiles() {
  const { t } = useTranslation();
  const session = useSession();
  const me = session.data?.user.id;
  const stale = useStaleProfiles(me);
  if (me === undefined || !stale.data) return null;
  return (
    <Link className={styles.notice} to={`/accounts?managerId=${me}&reviewDue=true&sort=reviewDueOn`}>
      {t('profile.staleMine', { count: stale.data })}
    </Link>
  );
}
