import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DuplicateType, useMerges, useUndoMerge } from '../../api/duplicates';
import { usePermission } from '../../api/session';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { day } from '../../ui/numbers';
import styles from './DuplicateNotice.module.css';

/** What was merged into this record of late, with the way back while there is one. */
export function MergedNotice({ type, id }: { type: DuplicateType; id: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const may = usePermission();
  const [asked, setAsked] = useState<string | null>(null);
  const undo = useUndoMerge(type);
  const merges = useMerges(type, id).data?.filter(({ mayUndo }) => mayUndo) ?? [];
  if (merges.length === 0) return null;
  const confirm = () =>
    undo.mutate(asked!, {
      onSuccess: ({ leftRows, leftFields }) => {
        setAsked(null);
        const left = leftRows + leftFields.length;
        void message.success(left > 0 ? t('duplicates.undoneLeft', { count: left }) : t('duplicates.undone'));
      },
    });
  return (
    <div className={styles.notice}>
      {merges.map((merge) => (
        <div key={merge.id}>
          {t(`duplicates.mergedInto.${type}`, {
            name: merge.mergedLabel,
            day: day(merge.mergedAt),
            by: merge.mergedByName ?? '–',
          })}{' '}
          {may('accounts:merge') && (
            <Button type="link" size="small" onClick={() => setAsked(merge.id)}>
              {t('duplicates.undo', { day: day(merge.undoUntil) })}
            </Button>
          )}
        </div>
      ))}
      <ConfirmDialog
        open={asked !== null}
        title={t('duplicates.undoTitle')}
        action={t('duplicates.undoAction')}
        busy={undo.isPending}
        error={undo.error}
        onConfirm={confirm}
        onCancel={() => setAsked(null)}
      >
        {t(`duplicates.undoBody.${type}`)}
      </ConfirmDialog>
    </div>
  );
}
