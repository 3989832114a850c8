import { useState } from 'react';
import { useParams } from 'react-router';
import { isAtWork, type RecordImportDetails, useRecordImport } from '../../api/record-imports';
import { PageSkeleton } from '../../ui/PageSkeleton';
import { RecordFailure } from '../../ui/RecordFailure';
import { ImportColumns } from './ImportColumns';
import { ImportFrame } from './ImportFrame';
import { ImportProgress } from './ImportProgress';
import { ImportResult } from './ImportResult';
import { ImportReview } from './ImportReview';
import type { ImportList } from './import-words';

/** One import wherever it stands. The server knows, so a reload or another browser goes on from there. */
export function ImportPage({ list }: { list: ImportList }) {
  const { importId = '' } = useParams();
  const found = useRecordImport(importId);
  if (found.error) {
    return (
      <RecordFailure error={found.error} onRetry={() => void found.refetch()} back={`/${list}/import`} />
    );
  }
  if (!found.data) return <PageSkeleton />;
  return <Stage key={found.data.id} list={list} made={found.data} />;
}

function Stage({ list, made }: { list: ImportList; made: RecordImportDetails }) {
  // Columns are looked at again before a new check, until that has begun.
  const [looking, setLooking] = useState(false);
  const { state } = made;
  if (isAtWork(made)) {
    return (
      <ImportFrame list={list} step={state === 'checking' ? 2 : 3} working>
        <ImportProgress made={made} />
      </ImportFrame>
    );
  }
  if (state === 'uploaded' || (state === 'checked' && looking)) {
    return (
      <ImportFrame list={list} step={1}>
        <ImportColumns made={made} />
      </ImportFrame>
    );
  }
  if (state === 'checked') {
    return (
      <ImportFrame list={list} step={2}>
        <ImportReview made={made} onColumns={() => setLooking(true)} />
      </ImportFrame>
    );
  }
  const failed = state === 'failed' || state === 'stopped';
  return (
    <ImportFrame list={list} step={3} failed={failed} finished={!failed}>
      <ImportResult made={made} />
    </ImportFrame>
  );
}
