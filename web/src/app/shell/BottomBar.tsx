import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { usePermission } from '../../api/session';
import { homeOf, type Place } from '../navigation';
import styles from './BottomBar.module.css';

const MOST = 5;

/** The start and the first few places within reach of a thumb; the drawer has them all. */
export function BottomBar({ places }: { places: readonly Place[] }) {
  const { t } = useTranslation();
  const home = homeOf(usePermission());
  const inReach = [...places].sort((a, b) => Number(b === home) - Number(a === home)).slice(0, MOST);
  return (
    <nav className={styles.bar} aria-label={t('shell.navigation')}>
      {inReach.map((place) => (
        <NavLink key={place.path} to={place.path} className={styles.link ?? ''}>
          <span className={styles.icon}>{place.icon}</span>
          <span className={styles.label}>{t(place.label)}</span>
        </NavLink>
      ))}
    </nav>
  );
}
