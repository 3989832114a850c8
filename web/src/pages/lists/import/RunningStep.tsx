import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isOver, progressUrl, useCancelImport, type ListImport } from '../../../api/list-imports';
import { useProgress } from '../../../api/progress';
import { usePermission } from '../../../api/session';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { count, fileSize } from '../../../ui/numbers';
import { ProgressPanel } from '../../../ui/ProgressPanel';
import styles from './RunningStep.module.css';

/** The third step while it runs. It goes on without this page; coming back shows where it stands. */
export function RunningStep({ run }: { run: ListImport }) {
  const { t } = useTranslation();
  const may = usePermission();
  const client = useQueryClient();
  const { last, line } = useProgress<ListImport>(progressUrl(run.id), isOver);
  const cancel = useCancelImport(run.id);
  const [asking, setAsking] = useState(false);
  const now = last ?? run;
  // Duplicates are known, and anything is taken, only after the last row.
  const merging = now.bytesTotal > 0 && now.bytesDone >= now.bytesTotal;

  useEffect(() => {
    if (last === null || !isOver(last)) return;
    client.setQueryData(['list-imports', last.id], last);
    void client.invalidateQueries({ queryKey: ['address-lists'] });
  }, [last, client]);

  return (
    <>
      <ProgressPanel
        title={t(merging ? 'lists.import.merging' : 'lists.import.running', { name: run.fileName })}
        done={now.bytesDone}
        total={now.bytesTotal}
        format={fileSize}
        waiting={line === 'waiting'}
        figures={[
          { label: t('lists.import.checkedRows'), value: count(now.rows) },
          { label: t('lists.import.rejected'), value: count(now.rejected) },
        ]}
        actions={
          may('lists:write') && <Button onClick={() => setAsking(true)}>{t('lists.import.cancel')}</Button>
        }
      />
      <p className={styles.note}>{t('lists.import.runningNote')}</p>
      <ConfirmDialog
        open={asking}
        danger
        title={t('lists.import.cancelTitle')}
        action={t('lists.import.cancel')}
        cancel={t('lists.import.goOn')}
        busy={cancel.isPending}
        error={cancel.error}
        onConfirm={() => cancel.mutate()}
        onCancel={() => setAsking(false)}
      >
        {t('lists.import.cancelBody', { rows: count(now.rows) })}
      </ConfirmDialog>
    </>
  );
}
