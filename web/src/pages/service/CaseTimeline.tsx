import { useTranslation } from 'react-i18next';
import type { CaseDetails } from '../../api/types';
import { Card } from '../../ui/Card';
import { minute } from '../../ui/numbers';
import { caseEvents } from './case-events';
import styles from './CaseTimeline.module.css';

export function CaseTimeline({ about }: { about: CaseDetails }) {
  const { t } = useTranslation();
  return (
    <Card title={t('service.timeline.title')}>
      <ol className={styles.events}>
        {caseEvents(about, t).map((event) => (
          <li
            key={event.key}
            className={event.alarming ? `${styles.event} ${styles.alarming}` : styles.event}
          >
            <div className={styles.head}>
              <span className={styles.what}>{event.what}</span>
              <span className="muted">{[event.by, minute(event.at)].filter(Boolean).join(' · ')}</span>
            </div>
            {event.text && <p className={styles.text}>{event.text}</p>}
          </li>
        ))}
      </ol>
    </Card>
  );
}
