import { App, Button, Skeleton } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePermission } from '../../api/session';
import { useSpoilage, useUndoSpoilage } from '../../api/spoilage';
import type { Batch, Spoiled } from '../../api/types';
import { asApiError } from '../../ui/api-error';
import { Card } from '../../ui/Card';
import { EmptyState } from '../../ui/EmptyState';
import { Failure } from '../../ui/Failure';
import { count, minute } from '../../ui/numbers';
import { PrintedFiles } from './PrintedFiles';
import { SpoilageDrawer } from './SpoilageDrawer';
import styles from './SpoilagePanel.module.css';
import { OutcomeTag } from './spoilage-words';

/** Pieces spoiled on the print floor: recorded and undone until the dispatch, then kept for the record. */
export function SpoilagePanel({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const [drawer, setDrawer] = useState(false);
  const spoilage = useSpoilage(batch.id);
  const open = batch.state === 'closed';
  const allowed = usePermission()('batches:print') && open;
  const rows = spoilage.data?.pages.flatMap((page) => page.items) ?? [];
  const total = spoilage.data?.pages[0]?.total ?? 0;
  if (!open && total === 0) return null;

  let content: ReactNode;
  if (spoilage.isPending) content = <Skeleton active title={false} paragraph={{ rows: 3 }} />;
  else if (spoilage.error && rows.length === 0)
    content = <Failure error={spoilage.error} onRetry={() => void spoilage.refetch()} />;
  else if (rows.length === 0)
    content = (
      <EmptyState
        small
        title={t('spoilage.emptyTitle')}
        body={t(allowed ? 'spoilage.emptyBody' : 'spoilage.emptyOther')}
      />
    );
  else content = <Rows batch={batch} rows={rows} allowed={allowed} />;

  return (
    <Card
      title={total > 0 ? t('spoilage.titleOf', { pieces: count(total) }) : t('spoilage.title')}
      extra={allowed && <Button onClick={() => setDrawer(true)}>{t('spoilage.new')}</Button>}
    >
      <PrintedFiles batch={batch} />
      {content}
      {spoilage.hasNextPage && (
        <div className={styles.more}>
          <span className="muted">
            {t('table.shownOf', { shown: count(rows.length), total: count(total) })}
          </span>
          <Button loading={spoilage.isFetchingNextPage} onClick={() => void spoilage.fetchNextPage()}>
            {t('table.more')}
          </Button>
          {spoilage.error && <Failure error={spoilage.error} />}
        </div>
      )}
      {drawer && <SpoilageDrawer batch={batch} onClose={() => setDrawer(false)} />}
    </Card>
  );
}

function Rows({ batch, rows, allowed }: { batch: Batch; rows: Spoiled[]; allowed: boolean }) {
  return (
    <ul className={styles.rows}>
      {rows.map((row) => (
        <Row key={row.seq} batch={batch} row={row} allowed={allowed} />
      ))}
    </ul>
  );
}

function Row({ batch, row, allowed }: { batch: Batch; row: Spoiled; allowed: boolean }) {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const undo = useUndoSpoilage(batch.id);
  // Awaited rather than called back: the row is gone from the page before the answer is told.
  const takeBack = async () => {
    try {
      await undo.mutateAsync(row.seq);
      void message.success(t('spoilage.undone', { serial: row.serial }));
    } catch (error) {
      void message.error(asApiError(error).sentence(i18n.language));
    }
  };
  const makeGood = row.makeGoodChunkNo === null ? null : row.makeGoodChunkNo - batch.chunks;
  return (
    <li className={styles.row}>
      <div>
        <span className={styles.serial}>{row.serial}</span>
        <span className={styles.small}>{t('spoilage.fileNo', { no: row.chunkNo })}</span>
      </div>
      <div>
        <OutcomeTag outcome={row.outcome} />
        {makeGood !== null && (
          <span className={styles.small}>{t('spoilage.inMakeGood', { no: makeGood })}</span>
        )}
      </div>
      <div>
        <span>{t(`spoilage.reasons.${row.reason}`)}</span>
        {row.note !== '' && <span className={styles.small}>{row.note}</span>}
      </div>
      <div>
        <span>{row.recordedByName ?? '–'}</span>
        <span className={styles.small}>{minute(row.recordedAt)}</span>
      </div>
      {allowed && (
        <Button
          size="small"
          className={styles.undo}
          loading={undo.isPending}
          aria-label={t('spoilage.undoOf', { serial: row.serial })}
          onClick={() => void takeBack()}
        >
          {t('spoilage.undo')}
        </Button>
      )}
    </li>
  );
}
