import { useParams } from 'react-router';
import { useDesign } from '../../api/designs';
import { PageSkeleton } from '../../ui/PageSkeleton';
import { RecordFailure } from '../../ui/RecordFailure';
import { DesignEditor } from './DesignEditor';

/** A design: its words and artwork on one side, the true letter on the other. */
export function DesignPage() {
  const { id = '' } = useParams();
  const design = useDesign(id);
  if (design.error && !design.data) {
    return <RecordFailure error={design.error} onRetry={() => void design.refetch()} back="/designs" />;
  }
  if (!design.data) return <PageSkeleton />;
  return <DesignEditor key={design.data.id} design={design.data} />;
}
