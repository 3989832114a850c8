import { useTranslation } from 'react-i18next';
import { useAccountLists } from '../../api/account-records';
import type { Account, AddressList } from '../../api/types';
import { EmptyState } from '../../ui/EmptyState';
import { count, day } from '../../ui/numbers';
import { StateTag } from '../../ui/StateTag';
import type { Column } from '../../ui/table/columns';
import { DataTable } from '../../ui/table/DataTable';
import { useListState } from '../../ui/table/list-state';

const FILTERS: readonly never[] = [];

export function AccountLists({ account: { id: accountId } }: { account: Account }) {
  const { t } = useTranslation();
  const state = useListState('-createdAt', FILTERS);
  const list = useAccountLists(accountId, state);
  const columns: Column<AddressList>[] = [
    { key: 'name', title: t('accounts.list.name'), render: (row) => row.name, sortable: true, card: 'title' },
    { key: 'source', title: t('accounts.list.source'), render: (row) => row.source },
    {
      key: 'expiresOn',
      title: t('accounts.list.expires'),
      render: (row) => day(row.expiresOn),
      sortable: true,
    },
    {
      key: 'recordCount',
      title: t('accounts.list.records'),
      render: (row) => count(row.recordCount),
      sortable: true,
      numeric: true,
    },
    {
      key: 'state',
      title: t('accounts.list.state'),
      render: (row) =>
        row.refusal === null ? (
          <StateTag tone="done">{t('accounts.list.ok')}</StateTag>
        ) : (
          <StateTag tone="attention">{t(`accounts.list.refusals.${row.refusal}`)}</StateTag>
        ),
      card: 'tag',
    },
  ];
  return (
    <DataTable
      id="account-lists"
      columns={columns}
      list={list}
      state={state}
      rowKey={(row) => row.id}
      empty={<EmptyState title={t('accounts.noListsTitle')} body={t('accounts.noListsBody')} />}
    />
  );
}
