import { useMutation } from '@tanstack/react-query';
import { Skeleton, Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import { Link, useNavigate } from 'react-router';
import {
  importTemplateUrl,
  type RecordImport,
  uploadRecords,
  useRecentImports,
} from '../../api/record-imports';
import { Card } from '../../ui/Card';
import { DownloadButton } from '../../ui/DownloadButton';
import { EmptyState } from '../../ui/EmptyState';
import { Failure } from '../../ui/Failure';
import { count, minute } from '../../ui/numbers';
import { DropZone } from '../lists/import/DropZone';
import { ImportFrame } from './ImportFrame';
import { type ImportList, ImportState } from './import-words';
import styles from './imports.module.css';

/** The first step: a file is dropped or chosen; below, what was imported before. */
export function ImportStart({ list }: { list: ImportList }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const upload = useMutation({
    mutationFn: (file: File) => uploadRecords(list, file),
    onSuccess: ({ id }) => navigate(`/${list}/imports/${id}`),
  });
  return (
    <ImportFrame list={list} step={0} failed={upload.isError}>
      {upload.error && <Failure error={upload.error} />}
      <Spin spinning={upload.isPending} description={t('imports.reading')}>
        <DropZone
          accept=".csv,.txt,.tsv,.xlsx,text/csv"
          title={t('imports.drop')}
          rules={[t('imports.rules.format'), t(`imports.rules.keys.${list}`), t('imports.rules.safe')]}
          onFile={(file) => upload.mutate(file)}
        />
      </Spin>
      <div className={styles.templates}>
        <span>{t('imports.template')}</span>
        {(['xlsx', 'csv'] as const).map((format) => (
          <DownloadButton
            key={format}
            size="small"
            path={importTemplateUrl(list, format)}
            name={`${list}-import.${format}`}
            label={format.toUpperCase()}
          />
        ))}
      </div>
      <Recent list={list} />
    </ImportFrame>
  );
}

function Recent({ list }: { list: ImportList }) {
  const { t } = useTranslation();
  const recent = useRecentImports(list);
  return (
    <Card flush title={t('imports.recent')}>
      {recent.isPending && <Skeleton active className={styles.inner ?? ''} paragraph={{ rows: 3 }} />}
      {recent.error && (
        <div className={styles.inner}>
          <Failure error={recent.error} onRetry={() => void recent.refetch()} />
        </div>
      )}
      {recent.data?.items.length === 0 && (
        <EmptyState small title={t('imports.noneYet')} body={t('imports.noneYetBody')} />
      )}
      <ul>
        {recent.data?.items.map((made) => (
          <li key={made.id}>
            <Link to={`/${list}/imports/${made.id}`} className={styles.past}>
              <span className={styles.file}>{made.fileName}</span>
              <ImportState state={made.state} t={t} />
              <span className="muted">{summary(made, t)}</span>
              <span className="muted">{minute(made.createdAt)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function summary(made: RecordImport, t: TFunction): string {
  if (made.state === 'done' || made.state === 'stopped')
    return t('imports.sums.done', { applied: count(made.applied), rows: count(made.rows) });
  if (made.state === 'undone') return t('imports.sums.undone', { kept: count(made.kept) });
  return t('imports.sums.rows', { rows: count(made.rows) });
}
