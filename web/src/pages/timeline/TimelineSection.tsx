import { useTranslation } from 'react-i18next';
import type { TimelineRecord } from '../../api/activity';
import { Timeline } from './Timeline';
import styles from './Timeline.module.css';

/** A timeline at the end of a record's page. */
export function TimelineSection({ record }: { record: TimelineRecord }) {
  const { t } = useTranslation();
  return (
    <div className={styles.section}>
      <h2 className={styles.title}>{t('activity.title')}</h2>
      <Timeline record={record} />
    </div>
  );
}
