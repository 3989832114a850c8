import { useTranslation } from 'react-i18next';
import { useAccountCampaigns, useProductName } from '../../api/account-records';
import type { Account, Campaign } from '../../api/types';
import { EmptyState } from '../../ui/EmptyState';
import { Money } from '../../ui/Money';
import { count, day } from '../../ui/numbers';
import { StateTag, type Tone } from '../../ui/StateTag';
import type { Column } from '../../ui/table/columns';
import { DataTable } from '../../ui/table/DataTable';
import { useListState } from '../../ui/table/list-state';

const FILTERS: readonly never[] = [];

const tones: Record<Campaign['state'], Tone> = {
  draft: 'draft',
  active: 'active',
  done: 'done',
  cancelled: 'stopped',
};

export function AccountCampaigns({ account: { id: accountId } }: { account: Account }) {
  const { t } = useTranslation();
  const productName = useProductName();
  const state = useListState('-created', FILTERS);
  const list = useAccountCampaigns(accountId, state);
  const columns: Column<Campaign>[] = [
    {
      key: 'name',
      title: t('accounts.campaign.name'),
      render: (row) => row.name,
      sortable: true,
      card: 'title',
    },
    { key: 'product', title: t('accounts.campaign.product'), render: (row) => productName(row.product) },
    {
      key: 'startsOn',
      title: t('accounts.campaign.dates'),
      render: (row) => (row.startsOn === null ? '–' : `${day(row.startsOn)} – ${day(row.endsOn)}`),
      sortable: true,
    },
    {
      key: 'plannedPieces',
      title: t('accounts.campaign.planned'),
      render: (row) => (row.plannedPieces === null ? '–' : count(row.plannedPieces)),
      sortable: true,
      numeric: true,
    },
    {
      key: 'price',
      title: t('accounts.campaign.price'),
      render: (row) => <Money fen={row.pricePerPieceFen} />,
      numeric: true,
    },
    {
      key: 'state',
      title: t('accounts.campaign.state'),
      render: (row) => (
        <StateTag tone={tones[row.state]}>{t(`accounts.campaign.states.${row.state}`)}</StateTag>
      ),
      card: 'tag',
    },
  ];
  return (
    <DataTable
      id="account-campaigns"
      columns={columns}
      list={list}
      state={state}
      rowKey={(row) => row.id}
      empty={<EmptyState title={t('accounts.noCampaignsTitle')} body={t('accounts.noCampaignsBody')} />}
    />
  );
}
