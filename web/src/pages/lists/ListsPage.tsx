import { PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useAddressLists, type ListFilter } from '../../api/lists';
import { usePermission } from '../../api/session';
import type { AddressList } from '../../api/types';
import { useShortcut } from '../../app/shortcuts';
import { AccountSelect } from '../../ui/AccountSelect';
import { BranchSelect } from '../../ui/BranchSelect';
import { EmptyState } from '../../ui/EmptyState';
import { count, day } from '../../ui/numbers';
import { PageHeader } from '../../ui/PageHeader';
import type { Column } from '../../ui/table/columns';
import { DataTable } from '../../ui/table/DataTable';
import { useListState, type ListState } from '../../ui/table/list-state';
import { ListStateTag } from './list-words';

const FILTERS: readonly ListFilter[] = ['accountId', 'branchId', 'state'];

/** Every address list in reach: how many, on what basis, until when. */
export function ListsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const may = usePermission();
  const state = useListState('-createdAt', FILTERS);
  const list = useAddressLists(state);
  const mayWrite = may('lists:write');
  const add = useCallback(() => {
    if (mayWrite) void navigate('/lists/new');
  }, [mayWrite, navigate]);
  useShortcut('n', t('lists.new'), add);
  const addButton = mayWrite && (
    <Button type="primary" icon={<PlusOutlined />} onClick={add}>
      {t('lists.new')}
    </Button>
  );

  return (
    <>
      <PageHeader title={t('lists.title')} note={t('lists.note')} actions={addButton} />
      <DataTable
        id="lists"
        columns={useListColumns()}
        list={list}
        state={state}
        rowKey={(row) => row.id}
        rowHref={(row) => `/lists/${row.id}`}
        searchPlaceholder={t('lists.search')}
        filters={<Filters state={state} />}
        empty={
          <EmptyState
            title={t('lists.emptyTitle')}
            body={mayWrite ? t('lists.emptyBody') : undefined}
            action={addButton}
          />
        }
      />
    </>
  );
}

function useListColumns(): Column<AddressList>[] {
  const { t } = useTranslation();
  return [
    { key: 'name', title: t('lists.name'), render: (row) => row.name, sortable: true, card: 'title' },
    {
      key: 'state',
      title: t('lists.state'),
      render: (row) => <ListStateTag list={row} />,
      card: 'tag',
    },
    {
      key: 'recordCount',
      title: t('lists.records'),
      render: (row) => count(row.recordCount),
      sortable: true,
      numeric: true,
    },
    { key: 'account', title: t('lists.account'), render: (row) => row.accountName ?? '–' },
    {
      key: 'legalBasis',
      title: t('lists.legalBasis'),
      render: (row) =>
        row.legalBasis === null ? (
          <span className="muted">{t('common.notSet')}</span>
        ) : (
          t(`lists.bases.${row.legalBasis}`)
        ),
    },
    { key: 'expiresOn', title: t('lists.expiresOn'), render: (row) => day(row.expiresOn), sortable: true },
    { key: 'branch', title: t('lists.branch'), render: (row) => row.branchName, card: 'none' },
    { key: 'source', title: t('lists.source'), render: (row) => row.source, hidden: true },
    {
      key: 'createdAt',
      title: t('lists.createdAt'),
      render: (row) => <span className="muted">{day(row.createdAt)}</span>,
      sortable: true,
      card: 'none',
    },
  ];
}

function Filters({ state }: { state: ListState<ListFilter> }) {
  const { t } = useTranslation();
  return (
    <>
      <AccountSelect
        width={188}
        allowClear
        label={t('lists.account')}
        placeholder={t('lists.allAccounts')}
        value={state.filters.accountId ?? null}
        onChange={(id) => state.setFilter('accountId', id ?? undefined)}
      />
      <BranchSelect
        width={148}
        allowClear
        label={t('lists.branch')}
        placeholder={t('lists.allBranches')}
        {...(state.filters.branchId !== undefined && { value: state.filters.branchId })}
        onChange={(id) => state.setFilter('branchId', id)}
      />
      <Select
        style={{ width: 124 }}
        allowClear
        aria-label={t('lists.use')}
        placeholder={t('lists.allStates')}
        value={state.filters.state}
        onChange={(stage: string | undefined) => state.setFilter('state', stage)}
        options={[
          { value: 'active', label: t('lists.active') },
          { value: 'archived', label: t('lists.archived') },
        ]}
      />
    </>
  );
}
