import { PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePermission } from '../../api/session';
import {
  suppressionConditions,
  useSuppressions,
  type Suppression,
  type SuppressionFilter,
} from '../../api/suppressions';
import { useShortcut } from '../../app/shortcuts';
import { EmptyState } from '../../ui/EmptyState';
import { minute } from '../../ui/numbers';
import { PageHeader } from '../../ui/PageHeader';
import { useRecords } from '../../ui/records/records-state';
import { RecordsTable } from '../../ui/records/RecordsTable';
import type { Column } from '../../ui/table/columns';
import { useListState, type ListState } from '../../ui/table/list-state';
import { HowItWorks } from './HowItWorks';
import { RemoveSuppression } from './RemoveSuppression';
import { kinds, reasons } from './suppression-words';
import { SuppressionDrawer } from './SuppressionDrawer';

const FILTERS: readonly SuppressionFilter[] = ['kind', 'reason'];

/** Columns of who has chosen none. */
const USUAL = ['createdAt', 'kind', 'reason', 'source', 'branch', 'createdBy'] as const;

/** Who must not be written to. Only what cannot be read back is kept of them. */
export function SuppressionsPage() {
  const { t } = useTranslation();
  const may = usePermission();
  const state = useListState('-createdAt', FILTERS);
  const quick = useMemo(() => suppressionConditions(state.filters), [state.filters]);
  const records = useRecords({
    list: 'suppressions',
    defaultSort: '-createdAt',
    defaultColumns: USUAL,
    quick,
    state,
  });
  const own = useSuppressionColumns();
  const list = useSuppressions(records, own);
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Suppression | null>(null);
  const mayWrite = may('suppression:write');
  const add = useCallback(() => setAdding(mayWrite), [mayWrite]);
  useShortcut('n', t('suppressions.new'), add);
  const addButton = mayWrite && (
    <Button type="primary" icon={<PlusOutlined />} onClick={add}>
      {t('suppressions.new')}
    </Button>
  );

  return (
    <>
      <PageHeader title={t('suppressions.title')} note={t('suppressions.note')} actions={addButton} />
      <HowItWorks />
      <RecordsTable
        records={records}
        own={own}
        list={list}
        state={state}
        filters={<Filters state={state} />}
        {...(mayWrite && {
          rowActions: (row: Suppression) => (
            <Button type="text" size="small" onClick={() => setRemoving(row)}>
              {t('suppressions.remove')}
            </Button>
          ),
        })}
        empty={
          <EmptyState
            title={t('suppressions.emptyTitle')}
            body={t('suppressions.emptyBody')}
            action={addButton}
          />
        }
      />
      {adding && <SuppressionDrawer onClose={() => setAdding(false)} />}
      <RemoveSuppression refusal={removing} onClose={() => setRemoving(null)} />
    </>
  );
}

function useSuppressionColumns(): Column<Suppression>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'createdAt',
      title: t('suppressions.createdAt'),
      render: (row) => minute(row.createdAt),
      sortable: true,
      card: 'title',
    },
    {
      key: 'kind',
      title: t('suppressions.kind'),
      render: (row) => t(`suppressions.kinds.${row.kind}`),
    },
    {
      key: 'reason',
      title: t('suppressions.reason'),
      render: (row) => t(`suppressions.reasons.${row.reason}`),
    },
    {
      key: 'source',
      title: t('suppressions.source'),
      render: (row) => row.source || <span className="muted">–</span>,
    },
    { key: 'branch', title: t('suppressions.branch'), render: (row) => row.branchName },
    {
      key: 'createdBy',
      title: t('suppressions.createdBy'),
      render: (row) => row.createdByName ?? <span className="muted">–</span>,
    },
  ];
}

function Filters({ state }: { state: ListState<SuppressionFilter> }) {
  const { t } = useTranslation();
  return (
    <>
      <Select
        style={{ width: 148 }}
        allowClear
        aria-label={t('suppressions.kind')}
        placeholder={t('suppressions.allKinds')}
        value={state.filters.kind}
        onChange={(kind: string | undefined) => state.setFilter('kind', kind)}
        options={kinds.map((kind) => ({ value: kind, label: t(`suppressions.kinds.${kind}`) }))}
      />
      <Select
        style={{ width: 148 }}
        allowClear
        aria-label={t('suppressions.reason')}
        placeholder={t('suppressions.allReasons')}
        value={state.filters.reason}
        onChange={(reason: string | undefined) => state.setFilter('reason', reason)}
        options={reasons.map((reason) => ({ value: reason, label: t(`suppressions.reasons.${reason}`) }))}
      />
    </>
  );
}
