import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import type { Place } from '../navigation';
import styles from './BottomBar.module.css';

const MOST = 5;

/** The first few places within reach of a thumb; the drawer has them all. */
export function BottomBar({ places }: { places: readonly Place[] }) {
  const { t } = useTranslation();
  return (
    <nav className={styles.bar} aria-label={t('shell.navigation')}>
      {places.slice(0, MOST).map((place) => (
        <NavLink key={place.path} to={place.path} className={styles.link ?? ''}>
          <span className={styles.icon}>{place.icon}</span>
          <span className={styles.label}>{t(place.label)}</span>
        </NavLink>
      ))}
    </nav>
  );
}
