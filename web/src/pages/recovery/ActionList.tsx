import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useActions, type Action, type ActionFilter } from '../../api/account-actions';
import { EmptyState } from '../../ui/EmptyState';
import { StateTag } from '../../ui/StateTag';
import type { Column } from '../../ui/table/columns';
import { DataTable } from '../../ui/table/DataTable';
import { useListState } from '../../ui/table/list-state';
import { ActionTools } from '../accounts/plan/ActionTools';
import { actionTone } from '../accounts/plan/plan-words';
import { WhoseFilter } from './WhoseFilter';

const FILTERS: readonly ActionFilter[] = ['show', 'whose'];

/** What is to be done, over all accounts. */
export function ActionList({ me }: { me: string | undefined }) {
  const { t } = useTranslation();
  const state = useListState('dueOn', FILTERS);
  const list = useActions(state, me);
  return (
    <DataTable
      id="account-actions"
      columns={useColumns()}
      list={list}
      state={state}
      rowKey={(row) => row.id}
      rowHref={(row) =>
        row.recoveryId ? `/recovery/${row.recoveryId}` : `/accounts/${row.accountId}?tab=plan&part=risks`
      }
      rowActions={(row) => <ActionTools action={row} />}
      searchPlaceholder={t('plans.work.searchActions')}
      filters={
        <>
          <Select
            style={{ width: 120 }}
            aria-label={t('plans.state')}
            value={state.filters.show ?? 'open'}
            onChange={(show: string) => state.setFilter('show', show === 'open' ? undefined : show)}
            options={[
              { value: 'open', label: t('plans.actionStates.open') },
              { value: 'overdue', label: t('plans.overdue') },
              { value: 'all', label: t('plans.work.all') },
            ]}
          />
          <WhoseFilter value={state.filters.whose} onChange={(value) => state.setFilter('whose', value)} />
        </>
      }
      empty={<EmptyState title={t('plans.work.noActionsTitle')} body={t('plans.work.noActionsBody')} />}
    />
  );
}

function useColumns(): Column<Action>[] {
  const { t } = useTranslation();
  return [
    { key: 'title', title: t('plans.actionTitle'), render: (row) => row.title, card: 'title' },
    {
      key: 'state',
      title: t('plans.state'),
      render: (row) => (
        <StateTag tone={row.overdue ? 'attention' : actionTone[row.state]}>
          {t(row.overdue ? 'plans.overdue' : `plans.actionStates.${row.state}`)}
        </StateTag>
      ),
      card: 'tag',
    },
    { key: 'account', title: t('plans.account'), render: (row) => row.accountName, sortable: true },
    { key: 'owner', title: t('plans.owner'), render: (row) => row.ownerName ?? t('plans.unowned') },
    { key: 'dueOn', title: t('plans.due'), render: (row) => row.dueOn, sortable: true },
    { key: 'risk', title: t('plans.forRisk'), render: (row) => row.riskTitle ?? '–' },
  ];
}
