import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { rejectsUrl, useImportsOfList, type ListImport } from '../../api/list-imports';
import { usePermission } from '../../api/session';
import type { AddressList } from '../../api/types';
import { DownloadButton } from '../../ui/DownloadButton';
import { EmptyState } from '../../ui/EmptyState';
import { count, minute } from '../../ui/numbers';
import type { Column } from '../../ui/table/columns';
import { DataTable } from '../../ui/table/DataTable';
import { useListState } from '../../ui/table/list-state';
import { ImportStateTag } from './list-words';

const FILTERS: readonly never[] = [];

/** Every file that was sent to the list, and what became of its rows. */
export function ListImports({ list }: { list: AddressList }) {
  const { t } = useTranslation();
  const may = usePermission();
  const state = useListState('', FILTERS);
  const imports = useImportsOfList(list.id, state);
  return (
    <DataTable
      id="list-imports"
      columns={useImportColumns()}
      list={imports}
      state={state}
      rowKey={(row) => row.id}
      rowHref={(row) => `/lists/${list.id}/imports/${row.id}`}
      rowActions={(row) =>
        row.hasRejects &&
        may('addresses:read') && (
          <DownloadButton
            type="text"
            size="small"
            path={rejectsUrl(row.id)}
            name="rejects.csv"
            label={t('lists.import.rejectsFile')}
          />
        )
      }
      empty={
        <EmptyState
          title={t('lists.noImportsTitle')}
          body={t('lists.noRecordsBody')}
          action={
            may('lists:write') &&
            list.state === 'active' && <Link to={`/lists/${list.id}/import`}>{t('lists.import.title')}</Link>
          }
        />
      }
    />
  );
}

function useImportColumns(): Column<ListImport>[] {
  const { t } = useTranslation();
  const figure = (key: 'rows' | 'accepted' | 'rejected' | 'duplicates'): Column<ListImport> => ({
    key,
    title: t(`lists.import.${key}`),
    // Before its end an import has no figures to rely on, and a cancelled one has taken nothing.
    render: (row) => (row.state === 'done' ? count(row[key]) : <span className="muted">–</span>),
    numeric: true,
  });
  return [
    { key: 'fileName', title: t('lists.import.file'), render: (row) => row.fileName, card: 'title' },
    {
      key: 'state',
      title: t('lists.import.state'),
      render: (row) => <ImportStateTag state={row.state} />,
      card: 'tag',
    },
    figure('rows'),
    figure('accepted'),
    figure('rejected'),
    figure('duplicates'),
    {
      key: 'createdBy',
      title: t('lists.import.sentBy'),
      render: (row) => row.createdByName ?? <span className="muted">–</span>,
    },
    {
      key: 'createdAt',
      title: t('lists.import.sentAt'),
      render: (row) => <span className="muted">{minute(row.createdAt)}</span>,
    },
  ];
}
