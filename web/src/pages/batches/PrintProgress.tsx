import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useBatchStep } from '../../api/batches';
import type { Progress } from '../../api/progress';
import { usePermission } from '../../api/session';
import type { Batch, BatchProgress } from '../../api/types';
import { Failure } from '../../ui/Failure';
import { count } from '../../ui/numbers';
import { ProgressPanel } from '../../ui/ProgressPanel';
import { batchFault } from './batch-faults';
import styles from './NextStep.module.css';
import { toPrint } from './batch-words';

interface Props {
  batch: Batch;
  progress: Progress<BatchProgress>;
}

/** Printing as it goes. Files that failed too often wait for a person to have them tried again. */
export function PrintProgress({ batch, progress }: Props) {
  const { t } = useTranslation();
  const step = useBatchStep(batch.id);
  const allowed = usePermission()('batches:print');
  const last = progress.last;
  const done = (last?.printed ?? 0) + (last?.heldOut ?? 0);
  const givenUp = last?.chunksGivenUp ?? 0;
  const fault = batchFault(last?.errorCode ?? null);
  return (
    <div>
      <ProgressPanel
        title={t('batches.printing')}
        done={done}
        total={toPrint(batch)}
        outcome={givenUp > 0 || fault !== null ? 'failed' : 'running'}
        waiting={progress.line === 'waiting'}
        figures={[
          { label: t('batches.printed'), value: count(last?.printed ?? 0) },
          { label: t('batches.heldOut'), value: count(last?.heldOut ?? 0) },
          {
            label: t('batches.files'),
            value: `${count(last?.chunksDone ?? batch.chunksDone)} / ${count(batch.chunks)}`,
          },
        ]}
        actions={
          givenUp > 0 &&
          allowed && (
            <Button type="primary" loading={step.isPending} onClick={() => step.mutate('print')}>
              {t('batches.printAgain')}
            </Button>
          )
        }
      />
      {givenUp > 0 && <p className={styles.stalled}>{t('batches.stalled', { files: count(givenUp) })}</p>}
      {fault !== null && <p className={styles.stalled}>{t(`batches.faults.${fault}`)}</p>}
      {step.error && <Failure error={step.error} />}
    </div>
  );
}
