import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '../../api/types';
import { useActivityWords } from './activity-words';
import styles from './Timeline.module.css';

/** Fields, old → new, and why. */
export function Changes({ changes, reason }: Pick<TimelineEntry, 'changes' | 'reason'>) {
  const { t } = useTranslation();
  const words = useActivityWords();
  return (
    <>
      {changes.length > 0 && (
        <dl className={styles.changes}>
          {changes.map(({ field, from, to }) => (
            <div key={field}>
              <dt>{words.field(field)}</dt>
              <dd>
                {/* What is private is said to have changed, never from what to what. */}
                {from === null && to === null ? (
                  t('activity.unsaid')
                ) : (
                  <>
                    <del>{words.value(field, from)}</del> → <ins>{words.value(field, to)}</ins>
                  </>
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {reason !== null && (
        <p className={styles.reason}>
          {t('activity.reason')}：{reason}
        </p>
      )}
    </>
  );
}
