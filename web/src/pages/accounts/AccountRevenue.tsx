import { useTranslation } from 'react-i18next';
import { useAccountRevenue, useAccountRevenueTotal, useProductName } from '../../api/account-records';
import type { Account, RevenueLine } from '../../api/types';
import { EmptyState } from '../../ui/EmptyState';
import { Money } from '../../ui/Money';
import { count } from '../../ui/numbers';
import type { Column } from '../../ui/table/columns';
import { DataTable } from '../../ui/table/DataTable';
import { useListState } from '../../ui/table/list-state';

const FILTERS: readonly never[] = [];

export function AccountRevenue({ account: { id: accountId } }: { account: Account }) {
  const { t } = useTranslation();
  const productName = useProductName();
  const state = useListState('-month', FILTERS);
  const list = useAccountRevenue(accountId, state);
  const total = useAccountRevenueTotal(accountId);
  const columns: Column<RevenueLine>[] = [
    {
      key: 'campaign',
      title: t('accounts.earned.campaign'),
      render: (row) => row.campaignName ?? '–',
      sortable: true,
      card: 'title',
    },
    { key: 'product', title: t('accounts.earned.product'), render: (row) => productName(row.product) },
    {
      key: 'month',
      title: t('accounts.earned.month'),
      render: (row) => row.month ?? t('accounts.earned.wholeYear', { year: row.year }),
      sortable: true,
    },
    {
      key: 'pieces',
      title: t('accounts.earned.pieces'),
      render: (row) => (row.pieces === null ? '–' : count(row.pieces)),
      numeric: true,
      ...(total.data && { total: count(total.data.pieces) }),
    },
    {
      key: 'amount',
      title: t('accounts.earned.amount'),
      render: (row) =>
        row.amountFen === null ? (
          <span className="muted">{t('accounts.earned.unpriced')}</span>
        ) : (
          <Money fen={row.amountFen} />
        ),
      sortable: true,
      numeric: true,
      ...(total.data && { total: <Money fen={total.data.amountFen} /> }),
    },
  ];
  return (
    <DataTable
      id="account-revenue"
      columns={columns}
      list={list}
      state={state}
      rowKey={(row) => row.id}
      empty={<EmptyState title={t('accounts.noRevenueTitle')} body={t('accounts.noRevenueBody')} />}
    />
  );
}
