import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import {
  useCancelImport,
  useImportPreview,
  useSetMapping,
  useStartImport,
  type ColumnMapping,
  type ListImport,
} from '../../../api/list-imports';
import { Card } from '../../../ui/Card';
import { Failure } from '../../../ui/Failure';
import { ColumnMapper } from './ColumnMapper';
import { isComplete } from './column-use';
import { FileFacts } from './FileFacts';
import styles from './ReviewStep.module.css';
import { RowPreview } from './RowPreview';

/** The second step: what the columns are, and what would become of the first rows. */
export function ReviewStep({ run }: { run: ListImport }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const preview = useImportPreview(run.id);
  const save = useSetMapping(run.id);
  const start = useStartImport(run.id);
  const cancel = useCancelImport(run.id);
  const [mapping, setMapping] = useState<ColumnMapping>(run.mapping);
  const complete = isComplete(mapping);
  const rows = preview.data?.rows ?? [];
  const rejected = rows.filter((row) => row.record === null).length;

  const change = (next: ColumnMapping) => {
    setMapping(next);
    save.mutate(next);
  };
  const discard = async () => {
    await cancel.mutateAsync();
    await navigate(`/lists/${run.listId}/import`, { replace: true });
  };

  return (
    <>
      <FileFacts run={run} />
      <Card flush title={t('lists.import.columns')}>
        <p className={styles.note}>{t('lists.import.columnsNote')}</p>
        <ColumnMapper
          header={run.header}
          rows={rows}
          mapping={mapping}
          disabled={start.isPending}
          onChange={change}
        />
      </Card>
      <Card
        flush
        title={
          preview.isPending ? (
            <Skeleton.Input active size="small" />
          ) : preview.error ? (
            t('lists.import.previewNone')
          ) : (
            t('lists.import.preview', { count: rows.length })
          )
        }
        extra={
          rows.length > 0 && (
            <span className="muted">
              {t('lists.import.previewSum', { accepted: rows.length - rejected, rejected })}
            </span>
          )
        }
      >
        {preview.error ? (
          <div className={styles.inner}>
            <Failure error={preview.error} onRetry={() => void preview.refetch()} />
          </div>
        ) : preview.isPending ? (
          <div className={styles.inner}>
            <Skeleton active title={false} paragraph={{ rows: 5 }} />
          </div>
        ) : (
          <RowPreview
            header={run.header}
            rows={rows}
            mapping={mapping}
            stale={save.isPending || preview.isFetching}
          />
        )}
      </Card>
      {save.error && <Failure error={save.error} onRetry={() => save.mutate(mapping)} />}
      {start.error && <Failure error={start.error} />}
      {cancel.error && <Failure error={cancel.error} />}
      <div className={styles.actions}>
        <Button
          type="primary"
          disabled={!complete || save.error !== null}
          loading={start.isPending || save.isPending}
          onClick={() => start.mutate()}
        >
          {t('lists.import.start')}
        </Button>
        <Button loading={cancel.isPending} onClick={() => void discard().catch(() => undefined)}>
          {t('lists.import.otherFile')}
        </Button>
        <span className={styles.hint}>
          {t(complete ? 'lists.import.startHint' : 'lists.import.incomplete')}
        </span>
      </div>
    </>
  );
}
