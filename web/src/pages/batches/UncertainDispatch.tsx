import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDispatchOf, useResolveDispatch } from '../../api/batches';
import { usePermission } from '../../api/session';
import type { Batch } from '../../api/types';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { count, minute } from '../../ui/numbers';
import { batchFault } from './batch-faults';
import styles from './UncertainDispatch.module.css';

/** Nobody knows whether the pieces arrived; a person finds out at the receiver and says which it is. */
export function UncertainDispatch({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const dispatch = useDispatchOf(batch.id, true);
  const allowed = usePermission()('batches:dispatch');
  const [answer, setAnswer] = useState<boolean | null>(null);
  const resolve = useResolveDispatch(batch.id);
  const fault = batchFault(batch.errorCode);
  const pieces = count(batch.mailed);
  return (
    <section className={styles.panel}>
      <h2 className={styles.title}>{t('batches.uncertain.title')}</h2>
      {fault && <p>{t(`batches.faults.${fault}`)}</p>}
      <p>{t('batches.uncertain.body')}</p>
      <ol className={styles.look}>
        <li>
          {t('batches.uncertain.lookFolder', { code: batch.code, target: dispatch.data?.target ?? '…' })}
        </li>
        <li>{t('batches.uncertain.lookTicket')}</li>
      </ol>
      <dl className={styles.facts}>
        <dt>{t('batches.result.hash')}</dt>
        <dd className={styles.hash}>{batch.manifestHash}</dd>
        <dt>{t('batches.result.requested')}</dt>
        <dd>{minute(dispatch.data?.requestedAt)}</dd>
      </dl>
      {allowed ? (
        <div className={styles.choices}>
          <Choice
            title={t('batches.uncertain.arrived')}
            body={t('batches.uncertain.arrivedBody', { pieces })}
            action={t('batches.uncertain.sayArrived')}
            onChoose={() => setAnswer(true)}
          />
          <Choice
            title={t('batches.uncertain.missing')}
            body={t('batches.uncertain.missingBody', { pieces })}
            action={t('batches.uncertain.sayMissing')}
            onChoose={() => setAnswer(false)}
          />
        </div>
      ) : (
        <p className="muted">{t('batches.uncertain.waits')}</p>
      )}
      <ConfirmDialog
        open={answer !== null}
        danger={answer === false}
        title={t(answer ? 'batches.uncertain.arrived' : 'batches.uncertain.missing')}
        action={t(answer ? 'batches.uncertain.sayArrived' : 'batches.uncertain.sayMissing')}
        cancel={t('batches.keep')}
        busy={resolve.isPending}
        error={resolve.error}
        numbers={[{ label: t('batches.dispatchPieces'), value: pieces }]}
        onConfirm={() => answer !== null && resolve.mutate(answer, { onSuccess: () => setAnswer(null) })}
        onCancel={() => {
          resolve.reset();
          setAnswer(null);
        }}
      >
        {t(answer ? 'batches.uncertain.askArrived' : 'batches.uncertain.askMissing')}
      </ConfirmDialog>
    </section>
  );
}

interface ChoiceProps {
  title: string;
  body: string;
  action: string;
  onChoose: () => void;
}

function Choice({ title, body, action, onChoose }: ChoiceProps) {
  return (
    <div className={styles.choice}>
      <h3 className={styles.choiceTitle}>{title}</h3>
      <p className={styles.choiceBody}>{body}</p>
      <Button onClick={onChoose}>{action}</Button>
    </div>
  );
}
