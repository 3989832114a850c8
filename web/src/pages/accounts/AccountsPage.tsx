import { PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useAccounts, type AccountFilter } from '../../api/accounts';
import { usePermission } from '../../api/session';
import type { AccountRow } from '../../api/types';
import { useShortcut } from '../../app/shortcuts';
import { BranchSelect } from '../../ui/BranchSelect';
import { EmptyState } from '../../ui/EmptyState';
import { day } from '../../ui/numbers';
import { PageHeader } from '../../ui/PageHeader';
import type { Column } from '../../ui/table/columns';
import { DataTable } from '../../ui/table/DataTable';
import { useListState, type ListState } from '../../ui/table/list-state';
import { industryName, tiers, TierTag } from './account-words';
import { IndustrySelect } from './IndustrySelect';

const FILTERS: readonly AccountFilter[] = ['tier', 'industry', 'branchId'];

/** Every corporate customer in reach. */
export function AccountsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const may = usePermission();
  const state = useListState('name', FILTERS);
  const list = useAccounts(state);
  const mayWrite = may('accounts:write');
  const add = useCallback(() => {
    if (mayWrite) void navigate('/accounts/new');
  }, [mayWrite, navigate]);
  useShortcut('n', t('accounts.new'), add);
  const addButton = mayWrite && (
    <Button type="primary" icon={<PlusOutlined />} onClick={add}>
      {t('accounts.new')}
    </Button>
  );

  return (
    <>
      <PageHeader title={t('accounts.title')} note={t('accounts.note')} actions={addButton} />
      <DataTable
        id="accounts"
        columns={useAccountColumns()}
        list={list}
        state={state}
        rowKey={(account) => account.id}
        rowHref={(account) => `/accounts/${account.id}`}
        searchPlaceholder={t('accounts.search')}
        filters={<Filters state={state} />}
        empty={
          <EmptyState
            title={t('accounts.emptyTitle')}
            body={mayWrite ? t('accounts.emptyBody') : undefined}
            action={addButton}
          />
        }
      />
    </>
  );
}

function useAccountColumns(): Column<AccountRow>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'name',
      title: t('accounts.name'),
      render: (account) => account.name,
      sortable: true,
      card: 'title',
    },
    {
      key: 'code',
      title: t('accounts.code'),
      render: (account) => <span className="muted">{account.code}</span>,
      sortable: true,
      card: 'none',
    },
    {
      key: 'tier',
      title: t('accounts.tier'),
      render: (account) => <TierTag tier={account.tier} />,
      sortable: true,
      card: 'tag',
    },
    {
      key: 'industry',
      title: t('accounts.industry'),
      render: (account) => industryName(t, account.industry),
    },
    {
      key: 'branch',
      title: t('accounts.branch'),
      render: (account) => account.branchName ?? '–',
      sortable: true,
    },
    {
      key: 'manager',
      title: t('accounts.manager'),
      render: (account) =>
        account.managerName ?? (
          <span className="muted">
            {t(account.managerId === null ? 'accounts.unassigned' : 'accounts.unseenPerson')}
          </span>
        ),
    },
    {
      key: 'updatedAt',
      title: t('accounts.updated'),
      render: (account) => <span className="muted">{day(account.updatedAt)}</span>,
      card: 'none',
    },
  ];
}

function Filters({ state }: { state: ListState<AccountFilter> }) {
  const { t } = useTranslation();
  return (
    <>
      <Select
        style={{ width: 124 }}
        allowClear
        aria-label={t('accounts.tier')}
        placeholder={t('accounts.allTiers')}
        value={state.filters.tier}
        onChange={(tier: string | undefined) => state.setFilter('tier', tier)}
        options={tiers.map((tier) => ({ value: tier, label: t(`accounts.tiers.${tier}`) }))}
      />
      <IndustrySelect
        wholeSections
        width={180}
        placeholder={t('accounts.allIndustries')}
        {...(state.filters.industry !== undefined && { value: state.filters.industry })}
        onChange={(industry) => state.setFilter('industry', industry)}
      />
      <BranchSelect
        width={172}
        allowClear
        label={t('accounts.branch')}
        placeholder={t('accounts.allBranches')}
        {...(state.filters.branchId !== undefined && { value: state.filters.branchId })}
        onChange={(id) => state.setFilter('branchId', id)}
      />
    </>
  );
}
