import { Progress } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { count } from './numbers';
import styles from './ProgressPanel.module.css';

interface Props {
  title: string;
  done: number;
  /** Unknown while the work is still being counted. */
  total: number | null;
  outcome?: 'running' | 'done' | 'failed';
  /** The line to the server is down and being restored. */
  waiting?: boolean;
  /** Figures under the bar: accepted, rejected, per second. */
  figures?: { label: string; value: ReactNode }[];
  actions?: ReactNode;
  /** How `done` and `total` are written; as counts unless said. */
  format?: (amount: number) => string;
}

/** Long work as it goes: a bar, the counts, and what can be done about it. */
export function ProgressPanel({ title, done, total, outcome = 'running', ...rest }: Props) {
  const { waiting, figures, actions, format = count } = rest;
  const { t } = useTranslation();
  const percent =
    total === null || total === 0 ? (outcome === 'done' ? 100 : 0) : Math.floor((done / total) * 100);
  const status = outcome === 'failed' ? 'exception' : outcome === 'done' ? 'success' : 'normal';
  return (
    <section className={styles.panel} aria-label={title}>
      <div className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        <span className={styles.count} aria-live="polite">
          {total === null
            ? t('progress.counted', { done: format(done) })
            : t('progress.of', { done: format(done), total: format(total) })}
        </span>
      </div>
      <Progress percent={percent} status={status} showInfo={false} size={{ height: 8 }} />
      {waiting && outcome === 'running' && <p className={styles.waiting}>{t('progress.waiting')}</p>}
      <div className={styles.foot}>
        <dl className={styles.figures}>
          {figures?.map((figure) => (
            <div key={figure.label}>
              <dt>{figure.label}</dt>
              <dd>{figure.value}</dd>
            </div>
          ))}
        </dl>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
    </section>
  );
}
