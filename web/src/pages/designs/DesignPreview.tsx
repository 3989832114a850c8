import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, InputNumber, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQuery } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import { ApiError } from '../../api/problem';
import { usePermission } from '../../api/session';
import type { Finding } from '../../api/types';
import { Failure } from '../../ui/Failure';
import { ListSelect } from '../../ui/ListSelect';
import { PdfFrame } from '../../ui/pdf/PdfFrame';
import { StateTag } from '../../ui/StateTag';
import { furtherColumns, type DesignBody } from './design-body';
import styles from './DesignPreview.module.css';
import { findingOf } from './design-words';
import type { usePreview } from './use-preview';

interface Chosen {
  listId: string | null;
  record: number;
}

interface Props {
  preview: ReturnType<typeof usePreview>;
  record: Chosen;
  boxes: DesignBody;
  onRecord: (record: Chosen) => void;
}

/** The letter as it will be printed for one real record, and what would hold it out. */
export function DesignPreview({ preview, record, boxes, onRecord }: Props) {
  const { t, i18n } = useTranslation();
  const may = usePermission();
  const faults = preview.error instanceof ApiError ? preview.error.faults : [];
  return (
    <aside className={styles.side} aria-label={t('designs.sidePreview')}>
      {may('addresses:read') && <RecordChoice chosen={record} onChoose={onRecord} />}
      <div aria-live="polite" className={styles.said}>
        {faults.length > 0 ? (
          <>
            <StateTag tone="attention">{t('designs.invalid')}</StateTag>
            <ul className={styles.findings}>
              {faults.map((fault) => (
                <li key={`${fault.path} ${fault.code}`}>{i18n.language === 'en' ? fault.en : fault.zh}</li>
              ))}
            </ul>
          </>
        ) : preview.error == null ? (
          <Findings findings={preview.preview?.findings ?? null} boxes={boxes} />
        ) : (
          <Failure error={preview.error} onRetry={preview.retry} />
        )}
        {record.listId === null && <SampleLacks columns={furtherColumns(boxes)} />}
      </div>
      <PdfFrame
        contained
        pdf={preview.preview?.pdf ?? null}
        busy={preview.busy}
        label={t('designs.sidePreview')}
      />
    </aside>
  );
}

function Findings({ findings, boxes }: { findings: Finding[] | null; boxes: DesignBody }) {
  const { t, i18n } = useTranslation();
  if (findings === null) return null;
  if (findings.length === 0) return <StateTag tone="done">{t('designs.fits')}</StateTag>;
  return (
    <>
      <StateTag tone="attention">{t('designs.heldOut')}</StateTag>
      <ul className={styles.findings}>
        {findings.map((finding, index) => (
          <li key={index}>{findingOf(t, finding, boxes, i18n.language)}</li>
        ))}
      </ul>
    </>
  );
}

/** The made-up recipient cannot tell a misspelt field from a column some list has. */
function SampleLacks({ columns }: { columns: string[] }) {
  const { t } = useTranslation();
  if (columns.length === 0) return null;
  const fields = columns.map((column) => `{{${column}}}`).join(t('common.separator'));
  return <p className={styles.lacks}>{t('designs.sampleLacks', { fields })}</p>;
}

/** Which record of which list is shown; a made-up recipient when no list is chosen. */
function RecordChoice({ chosen, onChoose }: { chosen: Chosen; onChoose: (chosen: Chosen) => void }) {
  const { t } = useTranslation();
  const { listId, record } = chosen;
  const list = useQuery({
    queryKey: ['address-lists', listId, 'size'],
    queryFn: async () =>
      (await body(api.GET('/api/address-lists/{id}', { params: { path: { id: listId! } } }))).recordCount,
    enabled: listId !== null,
  });
  const records = Math.max(list.data ?? 1, 1);
  const go = (to: number) => onChoose({ listId, record: Math.min(Math.max(to, 1), records) });
  return (
    <div className={styles.choose}>
      <div className={styles.list}>
        <ListSelect
          allowClear
          label={t('designs.previewList')}
          placeholder={t('designs.sampleRecord')}
          value={listId}
          onChange={(id) => onChoose({ listId: id, record: 1 })}
        />
      </div>
      {listId !== null && (
        <Space.Compact>
          <Button
            icon={<LeftOutlined />}
            aria-label={t('designs.previousRecord')}
            disabled={record <= 1}
            onClick={() => go(record - 1)}
          />
          <InputNumber
            aria-label={t('designs.record')}
            min={1}
            max={records}
            precision={0}
            controls={false}
            value={record}
            onChange={(to) => to !== null && go(to)}
            style={{ width: 84 }}
          />
          <Button
            icon={<RightOutlined />}
            aria-label={t('designs.nextRecord')}
            disabled={record >= records}
            onClick={() => go(record + 1)}
          />
        </Space.Compact>
      )}
    </div>
  );
}
