import { Button, Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { batchConditions, useBatches, type BatchFilter } from '../../api/batches';
import { usePermission } from '../../api/session';
import { EmptyState } from '../../ui/EmptyState';
import { PageHeader } from '../../ui/PageHeader';
import { useRecords } from '../../ui/records/records-state';
import { RecordsTable } from '../../ui/records/RecordsTable';
import { useListState } from '../../ui/table/list-state';
import { useBatchColumns } from './batch-columns';
import { batchStates } from './batch-words';

const FILTERS: readonly BatchFilter[] = ['state'];

/** Columns of who has chosen none. */
const USUAL = [
  'code',
  'campaign',
  'list',
  'planned',
  'mailed',
  'heldOut',
  'suppressed',
  'createdAt',
  'state',
] as const;

/** Every production run in reach, newest first. */
export function BatchesPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const may = usePermission();
  const state = useListState('-createdAt', FILTERS);
  const quick = useMemo(() => batchConditions(state.filters), [state.filters]);
  const records = useRecords({
    list: 'batches',
    defaultSort: '-createdAt',
    defaultColumns: USUAL,
    quick,
    state,
  });
  const own = useBatchColumns();
  const list = useBatches(records, own);
  return (
    <>
      <PageHeader title={t('batches.title')} note={t('batches.intro')} />
      <RecordsTable
        records={records}
        own={own}
        list={list}
        state={state}
        rowHref={(batch) => `/batches/${batch.id}`}
        searchPlaceholder={t('batches.search')}
        filters={
          <Select
            style={{ width: 144 }}
            allowClear
            aria-label={t('batches.state')}
            placeholder={t('batches.allStates')}
            value={state.filters.state}
            onChange={(value: string | undefined) => state.setFilter('state', value)}
            options={batchStates.map((value) => ({ value, label: t(`batches.states.${value}`) }))}
          />
        }
        empty={
          <EmptyState
            title={t('batches.emptyTitle')}
            body={t('batches.emptyBody')}
            action={
              may('campaigns:read') && (
                <Button type="primary" onClick={() => void navigate('/campaigns')}>
                  {t('batches.toCampaigns')}
                </Button>
              )
            }
          />
        }
      />
    </>
  );
}
