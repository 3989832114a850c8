import { useTranslation } from 'react-i18next';
import { useDesigns } from '../../api/designs';
import { usePermission } from '../../api/session';
import type { DesignRow } from '../../api/types';
import { EmptyState } from '../../ui/EmptyState';
import { minute } from '../../ui/numbers';
import { PageHeader } from '../../ui/PageHeader';
import { useRecords } from '../../ui/records/records-state';
import { RecordsTable } from '../../ui/records/RecordsTable';
import type { Column } from '../../ui/table/columns';
import { useListState } from '../../ui/table/list-state';
import { formatName } from './design-words';
import styles from './DesignsPage.module.css';
import { StarterGallery } from './StarterGallery';

const FILTERS: readonly never[] = [];
const NO_FILTERS: readonly null[] = [];

/** Columns of who has chosen none. */
const USUAL = ['name', 'format', 'version', 'branch', 'updatedAt'] as const;

/** Designs of the branch, and finished ones to start from. */
export function DesignsPage() {
  const { t } = useTranslation();
  const may = usePermission();
  const state = useListState('-updatedAt', FILTERS);
  const records = useRecords({
    list: 'designs',
    defaultSort: '-updatedAt',
    defaultColumns: USUAL,
    quick: NO_FILTERS,
    state,
  });
  const mayWrite = may('designs:write');
  const columns: Column<DesignRow>[] = [
    { key: 'name', title: t('designs.name'), render: (row) => row.name, sortable: true, card: 'title' },
    { key: 'format', title: t('designs.format'), render: (row) => formatName(t, row.format) },
    { key: 'version', title: t('designs.version'), render: (row) => `v${row.versionNo}`, card: 'tag' },
    { key: 'branch', title: t('designs.branch'), render: (row) => row.branchName },
    {
      key: 'updatedAt',
      title: t('designs.updated'),
      render: (row) => <span className="muted">{minute(row.updatedAt)}</span>,
      sortable: true,
    },
  ];
  const list = useDesigns(records, columns);
  return (
    <>
      <PageHeader title={t('designs.title')} note={t('designs.intro')} />
      <div className={styles.sections}>
        {mayWrite && <StarterGallery />}
        <section>
          <h2 className={styles.heading}>{t('designs.ours')}</h2>
          <RecordsTable
            records={records}
            own={columns}
            list={list}
            state={state}
            rowHref={(row) => `/designs/${row.id}`}
            searchPlaceholder={t('designs.search')}
            empty={
              <EmptyState
                small
                title={t('designs.emptyTitle')}
                body={mayWrite ? t('designs.emptyBody') : undefined}
              />
            }
          />
        </section>
      </div>
    </>
  );
}
