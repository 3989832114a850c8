import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  importFaultsUrl,
  type RecordImportDetails,
  useApplyImport,
  useCancelRecordImport,
} from '../../api/record-imports';
import { Card } from '../../ui/Card';
import { DownloadButton } from '../../ui/DownloadButton';
import { Failure } from '../../ui/Failure';
import { count } from '../../ui/numbers';
import { SplitBar } from '../../ui/SplitBar';
import { ImportRows } from './ImportRows';
import styles from './imports.module.css';

interface Props {
  made: RecordImportDetails;
  onColumns: () => void;
}

/** The third step: what would happen. Nothing is written yet. */
export function ImportReview({ made, onColumns }: Props) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [skipSimilar, setSkipSimilar] = useState(made.similarRows > 0);
  const apply = useApplyImport(made.id);
  const cancel = useCancelRecordImport(made.id);
  const meant = made.created + made.changed - (skipSimilar ? made.similarRows : 0);
  return (
    <>
      <Card title={t('imports.checked', { name: made.fileName })}>
        <ImportSums made={made} />
        {made.faulty > 0 && <p className={styles.hint}>{t('imports.faultsNote')}</p>}
      </Card>
      <ImportRows
        made={made}
        first={made.faulty > 0 ? 'faulty' : made.similarRows > 0 ? 'similar' : 'all'}
        kinds={[
          ['faulty', made.faulty],
          ['similar', made.similarRows],
          ['created', made.created],
          ['changed', made.changed],
          ['unchanged', made.unchanged],
        ]}
      />
      <Card title={t('imports.confirm')}>
        <div className={styles.confirm}>
          {made.similarRows > 0 && (
            <>
              <Checkbox checked={skipSimilar} onChange={(event) => setSkipSimilar(event.target.checked)}>
                {t('imports.skipSimilar', { rows: count(made.similarRows) })}
              </Checkbox>
              <p className={styles.hint}>{t('imports.skipSimilarHint')}</p>
            </>
          )}
          <Input
            maxLength={400}
            aria-label={t('imports.reason')}
            placeholder={t('imports.reason')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <div className={styles.actions}>
            <Button
              type="primary"
              disabled={meant === 0}
              loading={apply.isPending}
              onClick={() => apply.mutate({ reason, skipSimilar })}
            >
              {t('imports.apply', { rows: count(meant) })}
            </Button>
            <Button onClick={onColumns}>{t('imports.backToColumns')}</Button>
            <Button type="text" loading={cancel.isPending} onClick={() => cancel.mutate()}>
              {t('imports.discard')}
            </Button>
          </div>
          <p className={styles.hint}>{t('imports.undoHint')}</p>
          {apply.error && <Failure error={apply.error} />}
          {cancel.error && <Failure error={cancel.error} />}
        </div>
      </Card>
    </>
  );
}

/** Every row of the file, once. */
export function ImportSums({ made }: { made: RecordImportDetails }) {
  const { t } = useTranslation();
  // In the end whatever did not come in is in the same file.
  const ended = made.state !== 'checked';
  const faults = (
    <DownloadButton
      size="small"
      path={importFaultsUrl(made.id)}
      name="faults.csv"
      label={t(ended ? 'imports.leftFile' : 'imports.faultsFile')}
    />
  );
  const left = made.faulty + (ended ? made.refused + made.skipped : 0);
  return (
    <SplitBar
      label={t('imports.rows')}
      total={made.rows}
      parts={[
        { key: 'created', label: t('imports.kinds.created'), value: made.created, colour: 'var(--hy-green)' },
        { key: 'changed', label: t('imports.kinds.changed'), value: made.changed, colour: 'var(--hy-blue)' },
        {
          key: 'unchanged',
          label: t('imports.kinds.unchanged'),
          value: made.unchanged,
          colour: 'var(--hy-ink3)',
        },
        {
          key: 'faulty',
          label: t('imports.kinds.faulty'),
          value: made.faulty,
          colour: 'var(--hy-vermilion)',
          striped: true,
          ...(left > 0 && { extra: faults }),
        },
      ]}
    />
  );
}
