import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useBatches, type BatchFilter } from '../../api/batches';
import { usePermission } from '../../api/session';
import { EmptyState } from '../../ui/EmptyState';
import { PageHeader } from '../../ui/PageHeader';
import { DataTable } from '../../ui/table/DataTable';
import { useListState } from '../../ui/table/list-state';
import { useBatchColumns } from './batch-columns';
import { batchStates } from './batch-words';

const FILTERS: readonly BatchFilter[] = ['state'];

/** Every production run in reach, newest first. */
export function BatchesPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const may = usePermission();
  const state = useListState('-createdAt', FILTERS);
  const list = useBatches(state);
  return (
    <>
      <PageHeader title={t('batches.title')} note={t('batches.intro')} />
      <DataTable
        id="batches"
        columns={useBatchColumns()}
        list={list}
        state={state}
        rowKey={(batch) => batch.id}
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
