import { useTranslation } from 'react-i18next';
import type { CaseRow } from '../../api/types';
import { day, minute } from '../../ui/numbers';
import { StateTag } from '../../ui/StateTag';
import type { Column } from '../../ui/table/columns';
import { CaseStateTag, UrgencyMark } from './case-words';

/** A case among others: what it is, whose it is, by when. */
export function useCaseColumns(): Column<CaseRow>[] {
  const { t } = useTranslation();
  return [
    { key: 'title', title: t('service.caseTitle'), render: (row) => row.title, card: 'title' },
    {
      key: 'state',
      title: t('service.state'),
      render: (row) => <CaseStateTag state={row.state} />,
      card: 'tag',
    },
    {
      key: 'account',
      title: t('service.account'),
      render: (row) => row.accountName ?? t('common.unseenAccount'),
      sortable: true,
    },
    { key: 'kind', title: t('service.kind'), render: (row) => t(`service.kinds.${row.kind}`) },
    {
      key: 'urgency',
      title: t('service.urgency'),
      render: (row) => <UrgencyMark urgency={row.urgency} />,
      sortable: true,
    },
    {
      key: 'owner',
      title: t('service.owner'),
      render: (row) => (
        <>
          {row.ownerName ?? t('service.unseenPerson')}
          {row.handOverTo !== null && <span className="muted"> · {t('service.handOverWaits')}</span>}
        </>
      ),
    },
    { key: 'dueAt', title: t('service.due'), render: (row) => <Due row={row} />, sortable: true },
    {
      key: 'openedAt',
      title: t('service.openedAt'),
      render: (row) => (
        <span className="muted" title={minute(row.openedAt)}>
          {day(row.openedAt)}
        </span>
      ),
      sortable: true,
      card: 'none',
    },
    {
      key: 'number',
      title: t('service.number'),
      render: (row) => <span className="muted">{row.number}</span>,
      sortable: true,
    },
    {
      key: 'score',
      title: t('service.score'),
      render: (row) => row.score ?? '–',
      numeric: true,
      hidden: true,
      card: 'none',
    },
  ];
}

function Due({ row }: { row: CaseRow }) {
  const { t } = useTranslation();
  if (row.nextDueAt === null) return <span className="muted">{t('service.done')}</span>;
  if (row.overdue) {
    return (
      <StateTag tone="attention">
        {t('service.shown.overdue')} · {minute(row.nextDueAt)}
      </StateTag>
    );
  }
  return <>{minute(row.nextDueAt)}</>;
}
