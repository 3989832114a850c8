import { useTranslation } from 'react-i18next';
import { stances } from '../../contacts/contact-words';
import { StanceMark } from '../../contacts/StanceMark';
import styles from './InfluenceMap.module.css';

export const linkKinds = ['reports-to', 'sponsors', 'blocks'] as const;

/** What shapes and lines mean. */
export function MapLegend() {
  const { t } = useTranslation();
  return (
    <ul className={styles.legend} aria-label={t('people.legend')}>
      {stances.map((stance) => (
        <li key={stance}>
          <StanceMark stance={stance} />
        </li>
      ))}
      {linkKinds.map((kind) => (
        <li key={kind} className={styles[kind]}>
          <svg width="36" height="16" aria-hidden>
            <path
              d="M1 8H34"
              strokeWidth="2"
              className={styles.line}
              markerEnd={kind === 'reports-to' ? undefined : `url(#hy-${kind})`}
            />
          </svg>
          {t(`people.kinds.${kind}`)}
        </li>
      ))}
    </ul>
  );
}
