import { useTranslation } from 'react-i18next';
import { useHealthList, type HealthFilter, type HealthItem } from '../../api/recovery-plans';
import { EmptyState } from '../../ui/EmptyState';
import { StateTag } from '../../ui/StateTag';
import type { Column } from '../../ui/table/columns';
import { DataTable } from '../../ui/table/DataTable';
import { useListState } from '../../ui/table/list-state';
import { TierTag } from '../accounts/account-words';
import { TROUBLE, WELL } from '../accounts/plan/health-words';
import { WhoseFilter } from './WhoseFilter';

const FILTERS: readonly HealthFilter[] = ['whose'];

/** Accounts, the least healthy first. */
export function HealthList({ me }: { me: string | undefined }) {
  const { t } = useTranslation();
  const state = useListState('score', FILTERS);
  const list = useHealthList(state, me);
  return (
    <DataTable
      id="account-health"
      columns={useColumns()}
      list={list}
      state={state}
      rowKey={(row) => row.id}
      rowHref={(row) => `/accounts/${row.id}?tab=plan&part=health`}
      filters={
        <WhoseFilter value={state.filters.whose} onChange={(value) => state.setFilter('whose', value)} />
      }
      empty={<EmptyState title={t('plans.work.noHealthTitle')} body={t('plans.work.noHealthBody')} />}
    />
  );
}

/** The known part that stands lowest. */
function weakest({ parts }: HealthItem): HealthItem['parts'][number] | undefined {
  const known = parts.filter(({ percent }) => percent !== null);
  return known.sort((a, b) => (a.percent ?? 0) - (b.percent ?? 0))[0];
}

function useColumns(): Column<HealthItem>[] {
  const { t } = useTranslation();
  return [
    { key: 'account', title: t('plans.account'), render: (row) => row.name, card: 'title' },
    {
      key: 'score',
      title: t('plans.work.score'),
      sortable: true,
      render: ({ score }) => (
        <StateTag tone={score < TROUBLE ? 'attention' : score < WELL ? 'waiting' : 'done'}>{score}</StateTag>
      ),
      card: 'tag',
    },
    {
      key: 'weakest',
      title: t('plans.work.weakest'),
      render: (row) => {
        const part = weakest(row);
        return part ? `${t(`plans.healthParts.${part.part}`)} ${part.percent}%` : '–';
      },
    },
    { key: 'tier', title: t('plans.thresholds.tier'), render: (row) => <TierTag tier={row.tier} /> },
    { key: 'branch', title: t('plans.branch'), render: (row) => row.branchName ?? '–' },
    { key: 'manager', title: t('plans.owner'), render: (row) => row.managerName ?? t('plans.unowned') },
  ];
}
