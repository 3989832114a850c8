import { useTranslation } from 'react-i18next';
import styles from './HowItWorks.module.css';

/** What the list does, in three steps. */
export function HowItWorks() {
  const { t } = useTranslation();
  const steps = ['record', 'keep', 'apply'] as const;
  return (
    <ol className={styles.steps} aria-label={t('suppressions.how.title')}>
      {steps.map((step, index) => (
        <li key={step} className={styles.step}>
          <span className={styles.number} aria-hidden>
            {index + 1}
          </span>
          <div>
            <h2 className={styles.name}>{t(`suppressions.how.${step}`)}</h2>
            <p className={styles.body}>{t(`suppressions.how.${step}Body`)}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}
