import { useTranslation } from 'react-i18next';
import { useCampaignBatches } from '../../api/batches';
import { EmptyState } from '../../ui/EmptyState';
import { DataTable } from '../../ui/table/DataTable';
import { useListState } from '../../ui/table/list-state';
import { useBatchColumns } from '../batches/batch-columns';
import styles from './CampaignPage.module.css';

const FILTERS: readonly never[] = [];

/** What was made of this campaign, each batch with its balance. */
export function CampaignBatches({ campaignId }: { campaignId: string }) {
  const { t } = useTranslation();
  const state = useListState('-createdAt', FILTERS);
  const list = useCampaignBatches(campaignId, state);
  const columns = useBatchColumns().filter((column) => column.key !== 'campaign');
  return (
    <section>
      <h2 className={styles.heading}>{t('campaigns.batches')}</h2>
      <DataTable
        id="campaign-batches"
        columns={columns}
        list={list}
        state={state}
        rowKey={(batch) => batch.id}
        rowHref={(batch) => `/batches/${batch.id}`}
        empty={<EmptyState small title={t('campaigns.noBatchesTitle')} body={t('campaigns.noBatchesBody')} />}
      />
    </section>
  );
}
