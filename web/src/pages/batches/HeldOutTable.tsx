import { Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFindings } from '../../api/batches';
import { useDesign } from '../../api/designs';
import { usePermission } from '../../api/session';
import type { Batch, HeldOut } from '../../api/types';
import { Card } from '../../ui/Card';
import { EmptyState } from '../../ui/EmptyState';
import { Failure } from '../../ui/Failure';
import { count } from '../../ui/numbers';
import { Sheet } from '../../ui/table/Sheet';
import { draftOf, type DesignBody } from '../designs/design-body';
import { findingOf } from '../designs/design-words';
import styles from './HeldOutTable.module.css';

/** The pieces that were not printed, each with its reasons in plain words. */
export function HeldOutTable({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const findings = useFindings(batch.id, batch.version);
  // Newer than what was printed, perhaps; boxes keep their names.
  const { data: known } = useDesign(usePermission()('designs:read') ? batch.designId : null);
  const design = known && draftOf(known).body;
  const rows = findings.data?.pages.flatMap((page) => page.items) ?? [];
  const total = findings.data?.pages[0]?.total ?? 0;
  if (findings.isPending) {
    return (
      <Card title={t('batches.heldOutTitle')}>
        <Skeleton active title={false} paragraph={{ rows: 3 }} />
      </Card>
    );
  }
  if (findings.error && rows.length === 0) {
    return (
      <Card title={t('batches.heldOutTitle')}>
        <Failure error={findings.error} onRetry={() => void findings.refetch()} />
      </Card>
    );
  }
  if (rows.length === 0) {
    return (
      <Card title={t('batches.heldOutTitle')}>
        <EmptyState small title={t('batches.nothingHeldOut')} />
      </Card>
    );
  }
  return (
    <Card flush title={t('batches.heldOutTitle')} extra={<span className="muted">{count(total)}</span>}>
      <Sheet<HeldOut>
        dense
        rows={rows}
        rowKey={({ seq }) => String(seq)}
        columns={[
          {
            key: 'serial',
            title: t('batches.serial'),
            render: (row) => <span className={styles.serial}>{row.serial}</span>,
          },
          {
            key: 'reason',
            title: t('batches.reason'),
            render: (row) => <Reasons row={row} design={design} />,
          },
        ]}
      />
      {findings.hasNextPage && (
        <div className={styles.more}>
          <span className="muted">
            {t('table.shownOf', { shown: count(rows.length), total: count(total) })}
          </span>
          <Button loading={findings.isFetchingNextPage} onClick={() => void findings.fetchNextPage()}>
            {t('table.more')}
          </Button>
        </div>
      )}
    </Card>
  );
}

function Reasons({ row, design }: { row: HeldOut; design: DesignBody | undefined }) {
  const { t, i18n } = useTranslation();
  return (
    <ul className={styles.reasons}>
      {row.findings.map((finding, index) => (
        <li key={index}>{findingOf(t, finding, design, i18n.language)}</li>
      ))}
    </ul>
  );
}
