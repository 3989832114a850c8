import { useParams } from 'react-router';
import { isOver, useListImport } from '../../../api/list-imports';
import { useAddressList } from '../../../api/lists';
import { PageSkeleton } from '../../../ui/PageSkeleton';
import { RecordFailure } from '../../../ui/RecordFailure';
import { ImportFrame } from './ImportFrame';
import { ResultStep } from './ResultStep';
import { ReviewStep } from './ReviewStep';
import { RunningStep } from './RunningStep';

/** One import wherever it stands. The server knows, so a reload or another browser goes on from there. */
export function ImportPage() {
  const { id = '', importId = '' } = useParams();
  const list = useAddressList(id);
  const found = useListImport(importId);
  const error = list.error ?? found.error;
  if (error) {
    const retry = () => void Promise.all([list.refetch(), found.refetch()]);
    return <RecordFailure error={error} onRetry={retry} back={`/lists/${id}`} />;
  }
  if (!list.data || !found.data) return <PageSkeleton />;
  const { state } = found.data;
  if (state === 'running') {
    return (
      <ImportFrame list={list.data} step={2} running>
        <RunningStep run={found.data} />
      </ImportFrame>
    );
  }
  if (isOver(found.data)) {
    return (
      <ImportFrame list={list.data} step={2} failed={state !== 'done'} finished={state === 'done'}>
        <ResultStep run={found.data} list={list.data} />
      </ImportFrame>
    );
  }
  return (
    <ImportFrame list={list.data} step={1}>
      <ReviewStep run={found.data} />
    </ImportFrame>
  );
}
