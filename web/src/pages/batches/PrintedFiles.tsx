import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBatchStep } from '../../api/batches';
import { usePermission } from '../../api/session';
import { useMakeGoods } from '../../api/spoilage';
import type { Batch, MakeGood } from '../../api/types';
import { DownloadButton } from '../../ui/DownloadButton';
import { Failure } from '../../ui/Failure';
import { count } from '../../ui/numbers';
import { StateTag } from '../../ui/StateTag';
import styles from './PrintedFiles.module.css';
import { fileChoices } from './spoilage-words';

/** What a print floor of one's own fetches: the batch's files, and those of the pieces that are printed again. */
export function PrintedFiles({ batch }: { batch: Batch }) {
  const may = usePermission();
  return (
    <>
      {batch.state === 'closed' && may('addresses:read') && <OwnFile batch={batch} />}
      <MakeGoods batch={batch} />
    </>
  );
}

function OwnFile({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const [no, setNo] = useState(1);
  const label = t('spoilage.printedFile');
  return (
    <div className={styles.files}>
      <div className={styles.file}>
        <span className={styles.name}>{label}</span>
        <Select
          size="small"
          showSearch
          aria-label={label}
          className={styles.choice}
          value={no}
          onChange={setNo}
          options={fileChoices(t, batch)}
        />
        <DownloadButton
          size="small"
          path={`/api/batches/${batch.id}/file?chunkNo=${no}`}
          name={`${batch.code}-chunk-${no}.pdf`}
          label={t('spoilage.download')}
        />
      </div>
    </div>
  );
}

function MakeGoods({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const files = useMakeGoods(batch.id);
  if (files.error && !files.data) {
    return <Failure error={files.error} onRetry={() => void files.refetch()} />;
  }
  if (!files.data || files.data.items.length === 0) return null;
  return (
    <ul className={styles.files} aria-label={t('spoilage.makeGoods')}>
      {files.data.items.map((file) => (
        <li key={file.chunkNo} className={styles.file}>
          <span className={styles.name}>{t('spoilage.makeGood', { no: file.no })}</span>
          <span className="muted">{t('spoilage.pieces', { pieces: count(file.pieces) })}</span>
          <Stand batch={batch} file={file} />
        </li>
      ))}
    </ul>
  );
}

function Stand({ batch, file }: { batch: Batch; file: MakeGood }) {
  const { t } = useTranslation();
  const may = usePermission();
  const step = useBatchStep(batch.id);
  if (file.ready) {
    if (!may('addresses:read')) return <StateTag tone="done">{t('spoilage.ready')}</StateTag>;
    return (
      <DownloadButton
        size="small"
        path={`/api/batches/${batch.id}/file?chunkNo=${file.chunkNo}`}
        name={`${batch.code}-make-good-${file.no}.pdf`}
        label={t('spoilage.download')}
      />
    );
  }
  if (!file.givenUp) return <StateTag tone="active">{t('spoilage.printing')}</StateTag>;
  return (
    <>
      <StateTag tone="attention">{t('spoilage.failed')}</StateTag>
      {may('batches:print') && batch.state === 'closed' && (
        <Button size="small" loading={step.isPending} onClick={() => step.mutate('print')}>
          {t('common.retry')}
        </Button>
      )}
      {step.error && <Failure error={step.error} />}
    </>
  );
}
