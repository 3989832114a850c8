import { PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { listConditions, useAddressLists, type ListFilter } from '../../api/lists';
import { usePermission } from '../../api/session';
import type { AddressList } from '../../api/types';
import { useShortcut } from '../../app/shortcuts';
import { AccountSelect } from '../../ui/AccountSelect';
import { BranchSelect } from '../../ui/BranchSelect';
import { EmptyState } from '../../ui/EmptyState';
import { count, day } from '../../ui/numbers';
import { PageHeader } from '../../ui/PageHeader';
import { useRecords } from '../../ui/records/records-state';
import { RecordsTable } from '../../ui/records/RecordsTable';
import type { Column } from '../../ui/table/columns';
import { useListState, type ListState } from '../../ui/table/list-state';
import { ListStateTag } from './list-words';

const FILTERS: readonly ListFilter[] = ['accountId', 'branchId', 'state'];

/** Columns of who has chosen none. */
const USUAL = [
  'name',
  'state',
  'recordCount',
  'accountId',
  'legalBasis',
  'expiresOn',
  'branch',
  'createdAt',
] as const;

/** Every address list in reach: how many, on what basis, until when. */
export function ListsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const may = usePermission();
  const state = useListState('-createdAt', FILTERS);
  const quick = useMemo(() => listConditions(state.filters), [state.filters]);
  const records = useRecords({
    list: 'address-lists',
    defaultSort: '-createdAt',
    defaultColumns: USUAL,
    quick,
    state,
  });
  const own = useListColumns();
  const list = useAddressLists(records, own);
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
      <RecordsTable
        records={records}
        own={own}
        list={list}
        state={state}
        path={(row) => `/api/address-lists/${row.id}`}
        valueIn={(row, field) => (field === 'source' ? row.source : row.accountId)}
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
    { key: 'accountId', title: t('lists.account'), render: (row) => row.accountName ?? '–' },
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
    { key: 'source', title: t('lists.source'), render: (row) => row.source },
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
