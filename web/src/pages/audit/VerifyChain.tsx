import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProgress } from '../../api/progress';
import type { Verification } from '../../api/types';
import { count } from '../../ui/numbers';
import { ProgressPanel } from '../../ui/ProgressPanel';
import { StateTag } from '../../ui/StateTag';
import styles from './VerifyChain.module.css';

const isOver = ({ state }: Verification): boolean => state !== 'running';
const OUTCOMES = { running: 'running', sound: 'done', broken: 'failed' } as const;

/** Recomputes the whole chain while one looks on, and names the first entry that is not what it was. */
export function VerifyChain() {
  const { t } = useTranslation();
  const [round, setRound] = useState(1);
  const { last, line } = useProgress<Verification>(`/api/audit/verify?fromSeq=1#${round}`, isOver);
  const state = last?.state ?? 'running';
  return (
    <div className={styles.verify}>
      <ProgressPanel
        title={t('activity.audit.verifyTitle')}
        done={last?.checked ?? 0}
        total={last ? last.toSeq : null}
        outcome={OUTCOMES[state]}
        waiting={line === 'waiting'}
        figures={[
          { label: t('activity.audit.heads'), value: count(last?.journalHeads ?? 0) },
          { label: t('activity.audit.waiting'), value: count(last?.waiting ?? 0) },
        ]}
        actions={
          state !== 'running' && (
            <Button onClick={() => setRound(round + 1)}>{t('activity.audit.verifyAgain')}</Button>
          )
        }
      />
      {last && state !== 'running' && <Outcome result={last} />}
    </div>
  );
}

function Outcome({ result: { state, fault, strays } }: { result: Verification }) {
  const { t } = useTranslation();
  const said =
    state === 'sound'
      ? t('activity.audit.sound')
      : fault
        ? t('activity.audit.broken', { seq: fault.seq, fault: t(`activity.audit.faults.${fault.kind}`) })
        : t('activity.audit.strays', { count: strays });
  return (
    <p className={styles.outcome} role={state === 'sound' ? 'status' : 'alert'}>
      <StateTag tone={state === 'sound' ? 'done' : 'attention'}>{said}</StateTag>
    </p>
  );
}
