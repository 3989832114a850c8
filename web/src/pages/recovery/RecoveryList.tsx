import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRecoveries, type RecoveryFilter, type RecoveryItem } from '../../api/recovery-plans';
import { BranchSelect } from '../../ui/BranchSelect';
import { EmptyState } from '../../ui/EmptyState';
import { day } from '../../ui/numbers';
import { StateTag } from '../../ui/StateTag';
import type { Column } from '../../ui/table/columns';
import { DataTable } from '../../ui/table/DataTable';
import { useListState } from '../../ui/table/list-state';
import { TierTag } from '../accounts/account-words';
import { recoveryTone } from './recovery-words';
import { WhoseFilter } from './WhoseFilter';

const FILTERS: readonly RecoveryFilter[] = ['show', 'whose', 'branchId'];
const SHOWN = ['running', 'late', 'ended', 'all'] as const;
/** What the choice is called in the address. */
const ASKED = { running: undefined, late: 'overdue', ended: 'ended', all: 'all' } as const;

/** Plans to recover, the nearest deadline first. */
export function RecoveryList({ me }: { me: string | undefined }) {
  const { t } = useTranslation();
  const state = useListState('dueOn', FILTERS);
  const list = useRecoveries(state, me);
  return (
    <DataTable
      id="recovery-plans"
      columns={useColumns()}
      list={list}
      state={state}
      rowKey={(row) => row.id}
      rowHref={(row) => `/recovery/${row.id}`}
      searchPlaceholder={t('plans.work.search')}
      filters={
        <>
          <Select
            style={{ width: 120 }}
            aria-label={t('plans.state')}
            value={SHOWN.find((shown) => ASKED[shown] === state.filters.show) ?? 'running'}
            onChange={(shown: keyof typeof ASKED) => state.setFilter('show', ASKED[shown])}
            options={SHOWN.map((value) => ({ value, label: t(`plans.work.${value}`) }))}
          />
          <BranchSelect
            width={140}
            allowClear
            label={t('plans.branch')}
            placeholder={t('plans.branch')}
            {...(state.filters.branchId !== undefined && { value: state.filters.branchId })}
            onChange={(id) => state.setFilter('branchId', id)}
          />
          <WhoseFilter value={state.filters.whose} onChange={(value) => state.setFilter('whose', value)} />
        </>
      }
      empty={<EmptyState title={t('plans.work.emptyTitle')} body={t('plans.work.emptyBody')} />}
    />
  );
}

function useColumns(): Column<RecoveryItem>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'account',
      title: t('plans.account'),
      render: (row) => row.accountName,
      sortable: true,
      card: 'title',
    },
    {
      key: 'state',
      title: t('plans.state'),
      render: (row) => (
        <StateTag tone={recoveryTone[row.state]}>{t(`plans.recovery.states.${row.state}`)}</StateTag>
      ),
      card: 'tag',
    },
    { key: 'tier', title: t('plans.thresholds.tier'), render: (row) => <TierTag tier={row.tier} /> },
    { key: 'branch', title: t('plans.branch'), render: (row) => row.branchName ?? '–' },
    {
      key: 'worst',
      title: t('plans.work.worst'),
      render: (row) => (row.worstPercent === null ? '–' : `−${row.worstPercent}%`),
      numeric: true,
    },
    { key: 'owner', title: t('plans.owner'), render: (row) => row.ownerName ?? t('plans.unowned') },
    {
      key: 'dueOn',
      title: t('plans.due'),
      sortable: true,
      render: (row) => (
        <>
          {row.dueOn} {row.overdue && <StateTag tone="attention">{t('plans.overdue')}</StateTag>}
        </>
      ),
    },
    {
      key: 'openActions',
      title: t('plans.work.openActions'),
      render: (row) => row.openActions,
      numeric: true,
    },
    { key: 'opened', title: t('plans.work.opened'), render: (row) => day(row.openedAt), sortable: true },
  ];
}
