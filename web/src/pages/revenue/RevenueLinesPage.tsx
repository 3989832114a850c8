import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { useProductName } from '../../api/account-records';
import { lineConditions, useRevenueLines, useRevenueSummary, type RevenueTotal } from '../../api/revenue';
import type { RevenueLine } from '../../api/types';
import { EmptyState } from '../../ui/EmptyState';
import { Money } from '../../ui/Money';
import { count, day } from '../../ui/numbers';
import { PageHeader } from '../../ui/PageHeader';
import { useRecords } from '../../ui/records/records-state';
import { RecordsTable } from '../../ui/records/RecordsTable';
import type { Column } from '../../ui/table/columns';
import { useListState } from '../../ui/table/list-state';
import { LINE_FILTERS, useRevenueFilters } from './filter-state';
import { RevenueFilterBar } from './RevenueFilterBar';

/** Columns of who has chosen none. */
const USUAL = ['campaign', 'account', 'branch', 'product', 'month', 'pieces', 'amount'] as const;

/** The view the reader came from, when it was the revenue page. */
function backPath(state: unknown): string {
  const back = (state as { back?: unknown } | null)?.back;
  return typeof back === 'string' && back.startsWith('/revenue') ? back : '/revenue';
}

/** The lines a number is made of: same filters, same total. */
export function RevenueLinesPage() {
  const { t } = useTranslation();
  const location = useLocation();
  const state = useListState('-amount', LINE_FILTERS);
  const { filters, change } = useRevenueFilters(LINE_FILTERS);
  const quick = useMemo(() => lineConditions(filters), [filters]);
  const records = useRecords({
    list: 'revenue',
    defaultSort: '-amount',
    defaultColumns: USUAL,
    quick,
    state,
  });
  const summary = useRevenueSummary(filters, 'month').data?.total;
  // The figure people came by counts these lines as long as nothing else narrows them.
  const total = records.filter === null ? summary : undefined;
  const own = useLineColumns(total);
  const list = useRevenueLines(records, own);

  return (
    <>
      <PageHeader
        title={t('revenue.linesTitle')}
        note={
          total && t('revenue.linesNote', { lines: count(total.lines), campaigns: count(total.campaigns) })
        }
        tag={total && <Money fen={total.amountFen} unit />}
        back={{ to: backPath(location.state), label: t('revenue.title') }}
      />
      <RecordsTable
        records={records}
        own={own}
        list={list}
        state={state}
        filters={<RevenueFilterBar filters={filters} onChange={change} />}
        empty={<EmptyState title={t('revenue.emptyTitle')} body={t('revenue.emptyBody')} />}
      />
    </>
  );
}

function useLineColumns(total: RevenueTotal | undefined): Column<RevenueLine>[] {
  const { t } = useTranslation();
  const productName = useProductName();
  return [
    {
      key: 'campaign',
      title: t('revenue.campaign'),
      render: ({ campaignId, campaignName }) =>
        campaignId === null ? (
          <span className="muted">{t('revenue.none.campaign')}</span>
        ) : (
          <Link to={`/campaigns/${campaignId}`}>{campaignName ?? t('revenue.hidden')}</Link>
        ),
      sortable: true,
      card: 'title',
    },
    {
      key: 'account',
      title: t('revenue.account'),
      render: ({ accountId, accountName }) =>
        accountId === null ? (
          <span className="muted">{t('revenue.none.account')}</span>
        ) : (
          <Link to={`/accounts/${accountId}`}>{accountName ?? t('revenue.hidden')}</Link>
        ),
      sortable: true,
    },
    { key: 'branch', title: t('revenue.branch'), render: (line) => line.branchName ?? '–' },
    { key: 'product', title: t('revenue.product'), render: (line) => productName(line.product) },
    {
      key: 'month',
      title: t('revenue.month'),
      render: ({ month, year }) => month ?? t('revenue.monthUnknown', { year }),
      sortable: true,
    },
    {
      key: 'source',
      title: t('revenue.source'),
      render: (line) => t(`revenue.sources.${line.source}`),
      hidden: true,
    },
    { key: 'note', title: t('revenue.remark'), render: (line) => line.note || '–', hidden: true },
    {
      key: 'booked',
      title: t('revenue.bookedAt'),
      render: (line) => <span className="muted">{day(line.bookedAt)}</span>,
      sortable: true,
      hidden: true,
    },
    {
      key: 'pieces',
      title: t('revenue.pieces'),
      render: (line) => (line.pieces === null ? <span className="muted">–</span> : count(line.pieces)),
      numeric: true,
      // No line states its pieces: that is unknown, not none.
      ...(total && { total: total.pieces === 0 ? '–' : count(total.pieces) }),
    },
    {
      key: 'amount',
      title: t('revenue.amountYuan'),
      render: (line) =>
        line.amountFen === null ? (
          <span className="muted">{t('revenue.noPrice')}</span>
        ) : (
          <Money fen={line.amountFen} />
        ),
      sortable: true,
      numeric: true,
      ...(total && { total: <Money fen={total.amountFen} /> }),
    },
  ];
}
