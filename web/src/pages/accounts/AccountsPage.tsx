import { PlusOutlined } from '@ant-design/icons';
import { Button, Select, Tag } from 'antd';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { accountConditions, useAccounts, type AccountFilter } from '../../api/accounts';
import { usePermission, useSession } from '../../api/session';
import type { AccountRow } from '../../api/types';
import { useShortcut } from '../../app/shortcuts';
import { BranchSelect } from '../../ui/BranchSelect';
import { EmptyState } from '../../ui/EmptyState';
import { day } from '../../ui/numbers';
import { PageHeader } from '../../ui/PageHeader';
import { useRecords } from '../../ui/records/records-state';
import { RecordsTable } from '../../ui/records/RecordsTable';
import type { Column } from '../../ui/table/columns';
import { StateTag } from '../../ui/StateTag';
import { useListState, type ListState } from '../../ui/table/list-state';
import { industryName, tiers, TierTag } from './account-words';
import { IndustrySelect } from './IndustrySelect';
import { StaleProfiles } from './StaleProfiles';

const FILTERS: readonly AccountFilter[] = [
  'tier',
  'industry',
  'branchId',
  'managerId',
  'reviewDue',
  'active',
  'tag',
];

/** Columns of who has chosen none. */
const USUAL = [
  'name',
  'code',
  'tier',
  'industry',
  'branch',
  'manager',
  'completeness',
  'reviewDueOn',
] as const;

/** Every corporate customer in reach. */
export function AccountsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const may = usePermission();
  const state = useListState('name', FILTERS);
  const quick = useMemo(() => accountConditions(state.filters), [state.filters]);
  const records = useRecords({ list: 'accounts', defaultSort: 'name', defaultColumns: USUAL, quick, state });
  const own = useAccountColumns();
  const list = useAccounts(
    records,
    records.columns.filter((name) => own.every(({ key }) => key !== name)),
  );
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

  const actions = (
    <>
      {may('accounts:approve') && (
        <Button onClick={() => void navigate('/accounts/regrading')}>{t('profile.tiers.title')}</Button>
      )}
      {mayWrite && <Button onClick={() => void navigate('/accounts/import')}>{t('imports.open')}</Button>}
      {addButton}
    </>
  );

  return (
    <>
      <PageHeader
        title={t('accounts.title')}
        note={
          <>
            {t('accounts.note')} · <Link to="/duplicates">{t('duplicates.title.account')}</Link>
          </>
        }
        actions={actions}
      />
      <StaleProfiles />
      <RecordsTable
        records={records}
        own={own}
        list={list}
        state={state}
        path={(account) => `/api/accounts/${account.id}`}
        valueIn={valueOf}
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

function valueOf(account: AccountRow, field: string): string | boolean | null {
  if (field === 'tier') return account.tier;
  if (field === 'industry') return account.industry;
  return field === 'name' ? account.name : null;
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
      key: 'completeness',
      title: t('profile.completeness'),
      render: (account) => account.completeness,
      sortable: true,
      numeric: true,
      card: 'none',
    },
    {
      key: 'reviewDueOn',
      title: t('profile.nextReview'),
      render: (account) =>
        account.reviewDue ? (
          <StateTag tone="attention">{t('profile.reviewDue')}</StateTag>
        ) : (
          <span className="muted">{account.active ? account.reviewDueOn : '–'}</span>
        ),
      sortable: true,
    },
    {
      key: 'updatedAt',
      title: t('accounts.updated'),
      render: (account) => <span className="muted">{day(account.updatedAt)}</span>,
      hidden: true,
      card: 'none',
    },
  ];
}

function Filters({ state }: { state: ListState<AccountFilter> }) {
  const { t } = useTranslation();
  return (
    <>
      <Select
        style={{ width: 112 }}
        allowClear
        aria-label={t('accounts.tier')}
        placeholder={t('accounts.allTiers')}
        value={state.filters.tier}
        onChange={(tier: string | undefined) => state.setFilter('tier', tier)}
        options={tiers.map((tier) => ({ value: tier, label: t(`accounts.tiers.${tier}`) }))}
      />
      <IndustrySelect
        wholeSections
        width={148}
        placeholder={t('accounts.allIndustries')}
        {...(state.filters.industry !== undefined && { value: state.filters.industry })}
        onChange={(industry) => state.setFilter('industry', industry)}
      />
      <BranchSelect
        width={148}
        allowClear
        label={t('accounts.branch')}
        placeholder={t('accounts.allBranches')}
        {...(state.filters.branchId !== undefined && { value: state.filters.branchId })}
        onChange={(id) => state.setFilter('branchId', id)}
      />
      <Select
        style={{ width: 116 }}
        allowClear
        aria-label={t('profile.nextReview')}
        placeholder={t('profile.anyReview')}
        value={state.filters.reviewDue}
        onChange={(due: string | undefined) => state.setFilter('reviewDue', due)}
        options={[
          { value: 'true', label: t('profile.reviewDue') },
          { value: 'false', label: t('profile.reviewCurrent') },
        ]}
      />
      {(['tag', 'managerId', 'active'] as const).map((name) => (
        <OnlyTag key={name} name={name} state={state} />
      ))}
    </>
  );
}

/** A filter that a link set: said, and taken away with a click. */
function OnlyTag({ name, state }: { name: 'tag' | 'managerId' | 'active'; state: ListState<AccountFilter> }) {
  const { t } = useTranslation();
  const session = useSession();
  const value = state.filters[name];
  if (value === undefined) return null;
  const mine = name === 'managerId' && value === session.data?.user.id;
  const words = {
    tag: value,
    managerId: t(mine ? 'profile.onlyMine' : 'profile.onlyManager'),
    active: t(value === 'true' ? 'accounts.onlyActive' : 'accounts.inactive'),
  };
  return (
    <Tag closable onClose={() => state.setFilter(name, undefined)}>
      {words[name]}
    </Tag>
  );
}
