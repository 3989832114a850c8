import { PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { campaignConditions, useCampaigns, type CampaignFilter } from '../../api/campaigns';
import { useProductName } from '../../api/account-records';
import { usePermission } from '../../api/session';
import type { Campaign } from '../../api/types';
import { useShortcut } from '../../app/shortcuts';
import { AccountSelect } from '../../ui/AccountSelect';
import { DateField } from '../../ui/DateField';
import { BranchSelect } from '../../ui/BranchSelect';
import { EmptyState } from '../../ui/EmptyState';
import { Money } from '../../ui/Money';
import { count } from '../../ui/numbers';
import { PageHeader } from '../../ui/PageHeader';
import { useRecords } from '../../ui/records/records-state';
import { RecordsTable } from '../../ui/records/RecordsTable';
import type { Column } from '../../ui/table/columns';
import { useListState, type ListState } from '../../ui/table/list-state';
import { campaignStates, CampaignStateTag, dates } from './campaign-words';

const FILTERS: readonly CampaignFilter[] = ['accountId', 'branchId', 'state', 'month'];

/** Columns of who has chosen none. */
const USUAL = ['name', 'state', 'account', 'product', 'branch', 'startsOn', 'plannedPieces'] as const;

/** Every campaign in reach. */
export function CampaignsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const may = usePermission();
  const state = useListState('-createdAt', FILTERS);
  const quick = useMemo(() => campaignConditions(state.filters), [state.filters]);
  const records = useRecords({
    list: 'campaigns',
    defaultSort: '-createdAt',
    defaultColumns: USUAL,
    quick,
    state,
  });
  const own = useCampaignColumns();
  const list = useCampaigns(
    records,
    records.columns.filter((name) => own.every(({ key }) => key !== name)),
  );
  const mayWrite = may('campaigns:write');
  const add = useCallback(() => {
    if (mayWrite) void navigate('/campaigns/new');
  }, [mayWrite, navigate]);
  useShortcut('n', t('campaigns.new'), add);
  const addButton = mayWrite && (
    <Button type="primary" icon={<PlusOutlined />} onClick={add}>
      {t('campaigns.new')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('campaigns.title')} note={t('campaigns.intro')} actions={addButton} />
      <RecordsTable
        records={records}
        own={own}
        list={list}
        state={state}
        path={(campaign) => `/api/campaigns/${campaign.id}`}
        valueIn={valueOf}
        mayEdit={isOpen}
        rowHref={(campaign) => `/campaigns/${campaign.id}`}
        searchPlaceholder={t('campaigns.search')}
        filters={<Filters state={state} />}
        empty={
          <EmptyState
            title={t('campaigns.emptyTitle')}
            body={mayWrite ? t('campaigns.emptyBody') : undefined}
            action={addButton}
          />
        }
      />
    </>
  );
}

/** What is over stays as it is. */
const isOpen = ({ state }: Campaign): boolean => state === 'draft' || state === 'active';

function valueOf(campaign: Campaign, field: string): string | number | null {
  if (field === 'product') return campaign.product;
  return field === 'startsOn' || field === 'plannedPieces' || field === 'budgetFen' ? campaign[field] : null;
}

function useCampaignColumns(): Column<Campaign>[] {
  const { t } = useTranslation();
  const productName = useProductName();
  return [
    {
      key: 'name',
      title: t('campaigns.name'),
      render: (row) => row.name,
      sortable: true,
      card: 'title',
    },
    {
      key: 'state',
      title: t('campaigns.state'),
      render: (row) => <CampaignStateTag state={row.state} />,
      card: 'tag',
    },
    {
      key: 'account',
      title: t('campaigns.account'),
      render: (row) => row.accountName ?? <span className="muted">{t('campaigns.accountUnseen')}</span>,
      sortable: true,
    },
    { key: 'product', title: t('campaigns.product'), render: (row) => productName(row.product) },
    {
      key: 'branch',
      title: t('campaigns.branch'),
      render: (row) => row.branchName ?? '–',
      sortable: true,
      card: 'none',
    },
    { key: 'startsOn', title: t('campaigns.dates'), render: dates, sortable: true },
    {
      key: 'plannedPieces',
      title: t('campaigns.plannedShort'),
      render: (row) => (row.plannedPieces === null ? '–' : count(row.plannedPieces)),
      sortable: true,
      numeric: true,
    },
    {
      key: 'budgetFen',
      title: t('campaigns.budget'),
      render: (row) => <Money fen={row.budgetFen} />,
      sortable: true,
      numeric: true,
      card: 'none',
    },
  ];
}

function Filters({ state }: { state: ListState<CampaignFilter> }) {
  const { t } = useTranslation();
  const { filters } = state;
  return (
    <>
      <Select
        style={{ width: 116 }}
        allowClear
        aria-label={t('campaigns.state')}
        placeholder={t('campaigns.allStates')}
        value={filters.state}
        onChange={(value: string | undefined) => state.setFilter('state', value)}
        options={campaignStates.map((value) => ({ value, label: t(`campaigns.states.${value}`) }))}
      />
      <AccountSelect
        width={168}
        allowClear
        label={t('campaigns.account')}
        placeholder={t('campaigns.allAccounts')}
        value={filters.accountId ?? null}
        onChange={(id) => state.setFilter('accountId', id ?? undefined)}
      />
      <BranchSelect
        width={148}
        allowClear
        label={t('campaigns.branch')}
        placeholder={t('campaigns.allBranches')}
        {...(filters.branchId !== undefined && { value: filters.branchId })}
        onChange={(id) => state.setFilter('branchId', id)}
      />
      <DateField
        unit="month"
        width={128}
        label={t('campaigns.month')}
        placeholder={t('campaigns.anyMonth')}
        value={filters.month ?? null}
        onChange={(month) => state.setFilter('month', month ?? undefined)}
      />
    </>
  );
}
