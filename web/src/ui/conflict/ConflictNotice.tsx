import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from '../Failure';
import { conflictOf, type Overruling } from './overruling';

const ConflictDialog = lazy(async () => ({ default: (await import('./ConflictDialog')).ConflictDialog }));

interface Props {
  error: unknown;
  busy: boolean;
  onSave: (over: Overruling) => void;
}

/** A failed save; when somebody else saved first, both versions are laid side by side. Give it the error as its key. */
export function ConflictNotice({ error, busy, onSave }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(true);
  const conflict = conflictOf(error);
  if (!conflict) return <Failure error={error} />;
  return (
    <>
      <Failure error={error} onRetry={() => setOpen(true)} retryLabel={t('conflict.compare')} />
      {open && (
        <Suspense fallback={null}>
          <ConflictDialog conflict={conflict} busy={busy} onSave={onSave} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
