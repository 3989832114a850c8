import type { ReactNode } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useBatchStep } from '../../api/batches';
import type { Progress } from '../../api/progress';
import { usePermission, useSession } from '../../api/session';
import type { Batch, BatchProgress } from '../../api/types';
import { Failure } from '../../ui/Failure';
import { count } from '../../ui/numbers';
import { batchFault } from './batch-faults';
import { toPrint } from './batch-words';
import { DispatchAction } from './DispatchAction';
import styles from './NextStep.module.css';
import { PrintProgress } from './PrintProgress';
import { UncertainDispatch } from './UncertainDispatch';

interface Props {
  batch: Batch;
  progress: Progress<BatchProgress>;
}

/** The one thing to do next, with whoever may do it; or what the program is doing. */
export function NextStep({ batch, progress }: Props) {
  switch (batch.state) {
    case 'draft':
      return <Freeze batch={batch} />;
    case 'frozen':
      return <Approve batch={batch} />;
    case 'approved':
      return <Print batch={batch} />;
    case 'printing':
      return <PrintProgress batch={batch} progress={progress} />;
    case 'closed':
      return <Dispatch batch={batch} />;
    case 'uncertain':
      return <UncertainDispatch batch={batch} />;
    case 'dispatching':
      if (batch.errorCode) return <Dispatch batch={batch} />;
      return <Working state={batch.state} waiting={progress.line === 'waiting'} />;
    case 'freezing':
      return <Working state={batch.state} waiting={progress.line === 'waiting'} />;
    case 'cancelled':
      return <Cancelled />;
    case 'dispatched':
      return null;
  }
}

interface StepProps {
  title: string;
  children: ReactNode;
  action?: ReactNode;
  error?: unknown;
}

/** A sentence on what comes next, and its button. */
function Step({ title, children, action, error }: StepProps) {
  return (
    <section className={styles.step}>
      <div className={styles.text}>
        <h2 className={styles.title}>{title}</h2>
        <div className={styles.words}>{children}</div>
      </div>
      {action && <div className={styles.action}>{action}</div>}
      {error != null && (
        <div className={styles.error}>
          <Failure error={error} />
        </div>
      )}
    </section>
  );
}

function Freeze({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const step = useBatchStep(batch.id);
  const allowed = usePermission()('batches:prepare');
  const fault = batchFault(batch.errorCode);
  return (
    <Step
      title={t('batches.next.freeze')}
      error={step.error}
      action={
        allowed && (
          <Button type="primary" size="large" loading={step.isPending} onClick={() => step.mutate('freeze')}>
            {t('batches.freeze')}
          </Button>
        )
      }
    >
      {fault && <p className={styles.fault}>{t(`batches.faults.${fault}`)}</p>}
      <p>{t(allowed ? 'batches.next.freezeBody' : 'batches.next.freezeWaits')}</p>
    </Step>
  );
}

function Approve({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const session = useSession();
  const may = usePermission();
  const step = useBatchStep(batch.id);
  const own = batch.createdById === session.data?.user.id;
  const needsOther = batch.needsSecondPerson && own;
  const allowed = may('batches:approve') && !needsOther;
  const pieces = count(toPrint(batch));
  return (
    <Step
      title={t(allowed ? 'batches.next.approve' : 'batches.next.approveWaits')}
      error={step.error}
      action={
        allowed && (
          <Button type="primary" size="large" loading={step.isPending} onClick={() => step.mutate('approve')}>
            {t('batches.approve')}
          </Button>
        )
      }
    >
      {allowed && <p>{t('batches.next.approveBody', { pieces })}</p>}
      {batch.needsSecondPerson && (
        <p>{t(own ? 'batches.next.secondPersonYou' : 'batches.next.secondPerson', { pieces })}</p>
      )}
      {!allowed && !needsOther && <p>{t('batches.next.approveBy')}</p>}
    </Step>
  );
}

function Print({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const step = useBatchStep(batch.id);
  const allowed = usePermission()('batches:print');
  const numbers = { pieces: count(toPrint(batch)), files: count(batch.chunks) };
  return (
    <Step
      title={t(allowed ? 'batches.next.print' : 'batches.next.printWaits')}
      error={step.error}
      action={
        allowed && (
          <Button type="primary" size="large" loading={step.isPending} onClick={() => step.mutate('print')}>
            {t('batches.print')}
          </Button>
        )
      }
    >
      <p>{t(allowed ? 'batches.next.printBody' : 'batches.next.printBy', numbers)}</p>
    </Step>
  );
}

function Dispatch({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const allowed = usePermission()('batches:dispatch');
  const numbers = { pieces: count(batch.mailed), files: count(batch.files) };
  const fault = batchFault(batch.errorCode);
  return (
    <Step
      title={t(allowed ? 'batches.next.dispatch' : 'batches.next.dispatchWaits')}
      action={allowed && <DispatchAction batch={batch} />}
    >
      {fault && <p className={styles.fault}>{t(`batches.faults.${fault}`)}</p>}
      <p>{t(allowed ? 'batches.next.dispatchBody' : 'batches.next.dispatchBy', numbers)}</p>
      {batch.spoiled > 0 && <p>{t('batches.next.withdrawn', { pieces: count(batch.spoiled) })}</p>}
      {batch.heldOut > 0 && (
        <p className={styles.fault}>{t('batches.next.staysBehind', { pieces: count(batch.heldOut) })}</p>
      )}
    </Step>
  );
}

function Working({ state, waiting }: { state: 'freezing' | 'dispatching'; waiting: boolean }) {
  const { t } = useTranslation();
  return (
    <Step title={t(`batches.next.${state}`)}>
      <div className={styles.moving} role="progressbar" aria-label={t(`batches.next.${state}`)} />
      <p>{t(waiting ? 'progress.waiting' : `batches.next.${state}Body`)}</p>
    </Step>
  );
}

function Cancelled() {
  const { t } = useTranslation();
  return (
    <Step title={t('batches.next.cancelled')}>
      <p>{t('batches.next.cancelledBody')}</p>
    </Step>
  );
}
