import { useTranslation } from 'react-i18next';
import type { Recovery } from '../../api/recovery-plans';
import { Card } from '../../ui/Card';
import { asFen, inYuan } from '../../ui/money';
import { Money } from '../../ui/Money';
import { seasonOf } from './recovery-words';
import styles from './RecoveryPlanPage.module.css';

/** What set the alarm off, as it was then, beside what the books say now. */
export function Figures({ plan }: { plan: Recovery }) {
  const { t } = useTranslation();
  const { figures, since } = plan;
  return (
    <Card title={t('plans.recovery.figures')}>
      {figures.length === 0 ? (
        <p className="muted">{t('plans.recovery.noFigures')}</p>
      ) : (
        <div className={styles.scroll}>
          <table className={styles.figures}>
            <thead>
              <tr>
                <th scope="col">{t('plans.recovery.season')}</th>
                {(['before', 'then', 'fall', 'now'] as const).map((key) => (
                  <th key={key} scope="col" className={styles.number}>
                    {t(`plans.recovery.${key}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {figures.map((alarm) => (
                <tr key={alarm.id}>
                  <td>{seasonOf(t, alarm)}</td>
                  <td className={styles.number}>
                    <Money fen={alarm.beforeFen} />
                  </td>
                  <td className={styles.number}>
                    <Money fen={alarm.nowFen} />
                  </td>
                  <td className={styles.number}>
                    <strong>−{alarm.fallPercent}%</strong>{' '}
                    <span className="muted">
                      {t('plans.recovery.threshold', { percent: alarm.thresholdPercent })}
                    </span>
                  </td>
                  <td className={styles.number}>
                    <Money fen={alarm.currentFen} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {since && (
        <p className={styles.since}>
          {t('plans.recovery.since', {
            from: since.fromMonth.slice(0, 7),
            to: since.toMonth.slice(0, 7),
            earned: inYuan(asFen(since.earnedFen)),
            before: inYuan(asFen(since.beforeFen)),
          })}
        </p>
      )}
    </Card>
  );
}
