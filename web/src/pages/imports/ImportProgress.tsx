import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import {
  importProgressUrl,
  isAtRest,
  type RecordImport,
  type RecordImportDetails,
  useCancelRecordImport,
} from '../../api/record-imports';
import { useProgress } from '../../api/progress';
import { Failure } from '../../ui/Failure';
import { ProgressPanel } from '../../ui/ProgressPanel';
import styles from './imports.module.css';

/** While rows are looked at, carried out or undone. It goes on without this page. */
export function ImportProgress({ made }: { made: RecordImportDetails }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { last, line } = useProgress<RecordImport>(importProgressUrl(made.id), isAtRest);
  const cancel = useCancelRecordImport(made.id);
  const now = last ?? made;

  useEffect(() => {
    if (last === null || !isAtRest(last)) return;
    void client.invalidateQueries({ queryKey: ['record-imports'] });
    void client.invalidateQueries({ queryKey: [last.list] });
  }, [last, client]);

  const { done, total } = amounts(now);
  return (
    <>
      <ProgressPanel
        title={t(
          `imports.working.${made.state === 'running' || made.state === 'undoing' ? made.state : 'checking'}`,
        )}
        done={done}
        total={total}
        waiting={line === 'waiting'}
        actions={
          made.state !== 'undoing' && (
            <Button loading={cancel.isPending} onClick={() => cancel.mutate()}>
              {t(made.state === 'running' ? 'imports.stop' : 'common.cancel')}
            </Button>
          )
        }
      />
      {cancel.error && <Failure error={cancel.error} />}
      <p className={styles.hint}>{t('imports.goesOn')}</p>
    </>
  );
}

function amounts(made: RecordImport): { done: number; total: number | null } {
  if (made.state === 'running')
    return { done: made.applied + made.refused + made.skipped, total: made.created + made.changed };
  if (made.state === 'undoing')
    return { done: made.removed + made.archived + made.restored + made.kept, total: made.applied };
  return { done: made.created + made.changed + made.unchanged + made.faulty, total: made.rows };
}
