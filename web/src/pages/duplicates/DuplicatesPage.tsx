import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { type DuplicatePair, type DuplicateType, type PairFilter, usePairs } from '../../api/duplicates';
import { EmptyState } from '../../ui/EmptyState';
import { PageHeader } from '../../ui/PageHeader';
import { StateTag } from '../../ui/StateTag';
import type { Column } from '../../ui/table/columns';
import { DataTable } from '../../ui/table/DataTable';
import { useListState } from '../../ui/table/list-state';
import { day } from '../../ui/numbers';
import { comparePath, LIST_PATH, PAIRS_PATH } from './duplicate-paths';
import { Reasons } from './Reasons';

const TYPES = ['account', 'contact'] as const;
const FILTERS: readonly PairFilter[] = ['show'];

export const AccountDuplicatesPage = () => <DuplicatesPage key="account" type="account" />;
export const ContactDuplicatesPage = () => <DuplicatesPage key="contact" type="contact" />;

/** Records that may be one, two by two, until somebody merges them or tells them apart. */
function DuplicatesPage({ type }: { type: DuplicateType }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const state = useListState('-score', FILTERS);
  const list = usePairs(type, state);
  return (
    <>
      <PageHeader
        title={t(`duplicates.title.${type}`)}
        note={t(`duplicates.note.${type}`)}
        back={{ to: LIST_PATH[type], label: t(`${type}s.title`) }}
      />
      <DataTable
        id={`${type}-duplicates`}
        columns={useColumns()}
        list={list}
        state={state}
        rowKey={(row) => row.id}
        rowHref={(row) => comparePath(type, row.first.id, row.second.id)}
        filters={
          <>
            <Segmented<DuplicateType>
              value={type}
              options={TYPES.map((value) => ({ value, label: t(`duplicates.types.${value}`) }))}
              onChange={(value) => void navigate(PAIRS_PATH[value])}
            />
            <Segmented
              value={state.filters.show ?? 'open'}
              options={[
                { value: 'open', label: t('duplicates.open') },
                { value: 'dismissed', label: t('duplicates.dismissed') },
              ]}
              onChange={(value) => state.setFilter('show', value === 'open' ? undefined : value)}
            />
          </>
        }
        empty={
          <EmptyState title={t(`duplicates.noneTitle.${type}`)} body={t(`duplicates.noneBody.${type}`)} />
        }
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
