import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useParams } from 'react-router';
import { useBatch } from '../../api/batches';
import { useProgress } from '../../api/progress';
import { usePermission } from '../../api/session';
import type { Batch, BatchProgress } from '../../api/types';
import { PageSkeleton } from '../../ui/PageSkeleton';
import { RecordFailure } from '../../ui/RecordFailure';
import { TimelineSection } from '../timeline/TimelineSection';
import { BatchBalance } from './BatchBalance';
import { BatchFacts } from './BatchFacts';
import { BatchHeader } from './BatchHeader';
import styles from './BatchPage.module.css';
import { isFrozen, isUnderWay } from './batch-words';
import { DispatchResult } from './DispatchResult';
import { HeldOutTable } from './HeldOutTable';
import { NextStep } from './NextStep';
import { ProofViewer } from './ProofViewer';
import { SpoilagePanel } from './SpoilagePanel';
import { Way } from './Way';

/** One production run: where it stands, the one thing to do next, and what became of every piece. */
export function BatchPage() {
  const { id = '' } = useParams();
  const batch = useBatch(id);
  if (batch.error && !batch.data) {
    return <RecordFailure error={batch.error} onRetry={() => void batch.refetch()} back="/batches" />;
  }
  if (!batch.data) return <PageSkeleton />;
  return <Run batch={batch.data} />;
}

const isAtRest = ({ state }: BatchProgress): boolean => !isUnderWay(state);

/** Follows the batch while the program works on it, and reads it again when it has moved on. */
function useFollowed(batch: Batch) {
  const client = useQueryClient();
  const url = isUnderWay(batch.state) ? `/api/batches/${batch.id}/progress` : null;
  const progress = useProgress<BatchProgress>(url, isAtRest);
  const reached = progress.last?.state;
  useEffect(() => {
    if (reached === undefined || reached === batch.state) return;
    void client.invalidateQueries({ queryKey: ['batches'] });
    if (reached === 'dispatched') void client.invalidateQueries({ queryKey: ['revenue'] });
  }, [client, reached, batch.state]);
  return progress;
}

function Run({ batch }: { batch: Batch }) {
  const may = usePermission();
  const progress = useFollowed(batch);
  const frozen = isFrozen(batch);
  return (
    <>
      <BatchHeader batch={batch} />
      <Way batch={batch} />
      <div className={styles.sections}>
        {batch.state === 'dispatched' ? (
          <DispatchResult batch={batch} />
        ) : (
          <NextStep batch={batch} progress={progress} />
        )}
        {frozen && <BatchBalance batch={batch} progress={progress.last} />}
        {batch.closedAt !== null && <SpoilagePanel batch={batch} />}
        <div className={frozen && may('addresses:read') ? styles.pair : undefined}>
          {frozen && may('addresses:read') && <ProofViewer batch={batch} />}
          <div className={styles.sections}>
            <BatchFacts batch={batch} />
            {(batch.closedAt !== null || batch.heldOut > 0) && <HeldOutTable batch={batch} />}
          </div>
        </div>
      </div>
      <TimelineSection record={{ type: 'batch', id: batch.id }} />
    </>
  );
}
