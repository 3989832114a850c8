import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAccountCases } from '../../api/service-desk';
import type { Account } from '../../api/types';
import { EmptyState } from '../../ui/EmptyState';
import { DataTable } from '../../ui/table/DataTable';
import { useListState } from '../../ui/table/list-state';
import { useCaseColumns } from './case-columns';

const FILTERS: readonly never[] = [];

/** What one account asked for and complained of. */
export function AccountCases({ account }: { account: Account }) {
  const { t } = useTranslation();
  const state = useListState('-openedAt', FILTERS);
  const list = useAccountCases(account.id, state);
  const columns = useCaseColumns().filter((column) => column.key !== 'account');
  return (
    <DataTable
      id="account-cases"
      columns={columns}
      list={list}
      state={state}
      rowKey={(row) => row.id}
      rowHref={(row) => `/service/${row.id}`}
      empty={
        <EmptyState
          title={t('service.accountEmptyTitle')}
          body={t('service.accountEmptyBody')}
          action={<Link to={`/service?accountId=${account.id}`}>{t('service.title')}</Link>}
        />
      }
    />
  );
}
