import { useTranslation } from 'react-i18next';
import type { Batch, BatchState } from '../../api/types';
import { minute } from '../../ui/numbers';
import { isUnderWay } from './batch-words';
import styles from './Way.module.css';

const stages = ['made', 'frozen', 'approved', 'printed', 'closed', 'dispatched'] as const;
type Stage = (typeof stages)[number];

/** How many stages lie behind a batch in this state. */
const behind: Record<Exclude<BatchState, 'cancelled'>, number> = {
  draft: 1,
  freezing: 1,
  frozen: 2,
  approved: 3,
  printing: 3,
  closed: 5,
  dispatching: 5,
  uncertain: 5,
  dispatched: 6,
};

/** Where a cancelled batch was when it was stopped, told by what it has. */
function passed(batch: Batch): number {
  if (batch.state !== 'cancelled') return behind[batch.state];
  if (batch.closedAt !== null) return behind.closed;
  if (batch.approval !== null) return behind.approved;
  return batch.planned > 0 ? behind.frozen : behind.draft;
}

function tone(batch: Batch, index: number, done: number) {
  if (index < done) return 'done';
  if (index > done) return 'ahead';
  if (batch.state === 'cancelled') return 'stopped';
  if (batch.state === 'uncertain') return 'attention';
  return isUnderWay(batch.state) ? 'working' : 'now';
}

/** A batch's way to the post: what lies behind it, where it stands, what is ahead. */
export function Way({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const done = passed(batch);
  return (
    <ol className={styles.way} aria-label={t('batches.way')}>
      {stages.map((stage, index) => {
        const look = tone(batch, index, done);
        return (
          <li
            key={stage}
            className={`${styles.stage} ${styles[look]}`}
            aria-current={index === done ? 'step' : undefined}
          >
            <span className={styles.mark} aria-hidden>
              {look === 'done' ? <Tick /> : look === 'stopped' ? <Cross /> : index + 1}
            </span>
            <span className={styles.name}>{t(`batches.stages.${stage}`)}</span>
            <span className={styles.fact}>{index < done && <Fact stage={stage} batch={batch} />}</span>
          </li>
        );
      })}
    </ol>
  );
}

/** Who did it, or when it was done. */
function Fact({ stage, batch }: { stage: Stage; batch: Batch }) {
  const { t } = useTranslation();
  if (stage === 'made') return batch.createdByName ?? minute(batch.createdAt);
  if (stage === 'approved')
    return batch.approval === 'console' ? t('batches.console') : (batch.approvedByName ?? '');
  if (stage === 'closed') return batch.closedAt && minute(batch.closedAt);
  if (stage === 'dispatched') return batch.dispatchedAt && minute(batch.dispatchedAt);
  return null;
}

function Tick() {
  return (
    <svg viewBox="0 0 12 12" width="12" height="12">
      <path d="M2 6.4 5 9.2 10 3.2" fill="none" stroke="currentColor" strokeWidth="1.8" />
    </svg>
  );
}

function Cross() {
  return (
    <svg viewBox="0 0 12 12" width="12" height="12">
      <path d="M3 3l6 6M9 3l-6 6" stroke="currentColor" strokeWidth="1.8" />
    </svg>
  );
}
