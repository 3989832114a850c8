import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { type DuplicatePair, type PairFilter, useAccountPairs } from '../../api/duplicates';
import { EmptyState } from '../../ui/EmptyState';
import { PageHeader } from '../../ui/PageHeader';
import { StateTag } from '../../ui/StateTag';
import type { Column } from '../../ui/table/columns';
import { DataTable } from '../../ui/table/DataTable';
import { useListState } from '../../ui/table/list-state';
import { day } from '../../ui/numbers';
import { Reasons } from './Reasons';

const FILTERS: readonly PairFilter[] = ['show'];

/** Accounts that may be one, two by two, until somebody merges them or tells them apart. */
export function DuplicatesPage() {
  const { t } = useTranslation();
  const state = useListState('-score', FILTERS);
  const list = useAccountPairs(state);
  return (
    <>
      <PageHeader
        title={t('duplicates.title')}
        note={t('duplicates.note')}
        back={{ to: '/accounts', label: t('accounts.title') }}
      />
      <DataTable
        id="account-duplicates"
        columns={useColumns()}
        list={list}
        state={state}
        rowKey={(row) => row.id}
        rowHref={(row) => `/duplicates/compare?first=${row.first.id}&second=${row.second.id}`}
        filters={
          <Segmented
            value={state.filters.show ?? 'open'}
            options={[
              { value: 'open', label: t('duplicates.open') },
              { value: 'dismissed', label: t('duplicates.dismissed') },
            ]}
            onChange={(value) => state.setFilter('show', value === 'open' ? undefined : value)}
          />
        }
        empty={<EmptyState title={t('duplicates.noneTitle')} body={t('duplicates.noneBody')} />}
      />
    </>
  );
}

function useColumns(): Column<DuplicatePair>[] {
  const { t } = useTranslation();
  const side = (pair: DuplicatePair['first']) =>
    [pair.detail, pair.branchName, day(pair.createdAt)].filter(Boolean).join(t('common.separator'));
  return [
    {
      key: 'first',
      title: t('duplicates.first'),
      render: ({ first }) => (
        <>
          {first.name} <span className="muted">{side(first)}</span>
        </>
      ),
      card: 'title',
    },
    {
      key: 'second',
      title: t('duplicates.second'),
      render: ({ second }) => (
        <>
          {second.name} <span className="muted">{side(second)}</span>
        </>
      ),
    },
    { key: 'reasons', title: t('duplicates.why'), render: ({ reasons }) => <Reasons reasons={reasons} /> },
    {
      key: 'score',
      title: t('duplicates.score'),
      sortable: true,
      render: ({ score, likely }) => <StateTag tone={likely ? 'attention' : 'waiting'}>{score}</StateTag>,
      card: 'tag',
    },
  ];
}
