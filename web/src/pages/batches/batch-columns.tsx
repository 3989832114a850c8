import { useTranslation } from 'react-i18next';
import type { BatchRow } from '../../api/types';
import { count, minute } from '../../ui/numbers';
import type { Column } from '../../ui/table/columns';
import { BatchStateTag, isFrozen } from './batch-words';

/** Columns of every table of batches. Figures stand from the moment they are known. */
export function useBatchColumns(): Column<BatchRow>[] {
  const { t } = useTranslation();
  const known = (value: number, when: boolean) => (when ? count(value) : <span className="muted">–</span>);
  const isAddedUp = (row: BatchRow) => row.closedAt !== null || row.state === 'cancelled';
  return [
    { key: 'code', title: t('batches.code'), render: (row) => row.code, sortable: true, card: 'title' },
    {
      key: 'campaign',
      title: t('batches.campaign'),
      render: (row) => row.campaignName ?? <span className="muted">{t('batches.noCampaign')}</span>,
    },
    {
      key: 'list',
      title: t('batches.list'),
      render: (row) => row.listName,
      card: 'none',
    },
    {
      key: 'planned',
      title: t('batches.planned'),
      render: (row) => known(row.planned, isFrozen(row)),
      sortable: true,
      numeric: true,
    },
    {
      key: 'mailed',
      title: t('batches.mailed'),
      render: (row) => known(row.mailed, isAddedUp(row)),
      numeric: true,
    },
    {
      key: 'heldOut',
      title: t('batches.heldOut'),
      render: (row) => known(row.heldOut, isAddedUp(row)),
      numeric: true,
      card: 'none',
    },
    {
      key: 'suppressed',
      title: t('batches.suppressed'),
      render: (row) => known(row.suppressed, isFrozen(row)),
      numeric: true,
      card: 'none',
    },
    {
      key: 'cancelled',
      title: t('batches.cancelled'),
      render: (row) => known(row.cancelled, isAddedUp(row)),
      numeric: true,
      hidden: true,
      card: 'none',
    },
    {
      key: 'spoiled',
      title: t('batches.spoiled'),
      render: (row) => known(row.spoiled, isAddedUp(row)),
      numeric: true,
      hidden: true,
      card: 'none',
    },
    {
      key: 'createdAt',
      title: t('batches.made'),
      render: (row) => <span className="muted">{minute(row.createdAt)}</span>,
      sortable: true,
    },
    {
      key: 'state',
      title: t('batches.state'),
      render: (row) => <BatchStateTag state={row.state} />,
      card: 'tag',
    },
  ];
}
