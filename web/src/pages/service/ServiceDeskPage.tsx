import { PlusOutlined } from '@ant-design/icons';
import { Button, Select, Tag } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { caseConditions, SHOWN, useCases, type CaseFilter } from '../../api/service-desk';
import { usePermission } from '../../api/session';
import type { CaseRow } from '../../api/types';
import { useShortcut } from '../../app/shortcuts';
import { AccountSelect } from '../../ui/AccountSelect';
import { BranchSelect } from '../../ui/BranchSelect';
import { EmptyState } from '../../ui/EmptyState';
import { PageHeader } from '../../ui/PageHeader';
import { useRecords } from '../../ui/records/records-state';
import { RecordsTable } from '../../ui/records/RecordsTable';
import { useListState, type ListState } from '../../ui/table/list-state';
import { useCaseColumns } from './case-columns';
import { kinds, states } from './case-words';
import { OpenCaseDrawer } from './OpenCaseDrawer';

const FILTERS: readonly CaseFilter[] = ['show', 'kind', 'state', 'accountId', 'branchId', 'ownerId'];

/** Columns of who has chosen none. */
const USUAL = [
  'title',
  'state',
  'account',
  'kind',
  'urgency',
  'owner',
  'dueAt',
  'openedAt',
  'number',
] as const;

/** What clients asked for, and by when they were promised it. */
export function ServiceDeskPage() {
  const { t } = useTranslation();
  const may = usePermission();
  const state = useListState('-openedAt', FILTERS);
  const quick = useMemo(() => caseConditions(state.filters), [state.filters]);
  const records = useRecords({
    list: 'cases',
    defaultSort: '-openedAt',
    defaultColumns: USUAL,
    quick,
    state,
  });
  const own = useCaseColumns();
  const list = useCases(
    records,
    records.columns.filter((name) => own.every(({ key }) => key !== name)),
  );
  const [opening, setOpening] = useState(false);
  const mayWrite = may('cases:write');
  const open = useCallback(() => setOpening(mayWrite), [mayWrite]);
  useShortcut('n', t('service.open'), open);
  const openButton = mayWrite && (
    <Button type="primary" icon={<PlusOutlined />} onClick={open}>
      {t('service.open')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t('service.title')}
        note={
          <>
            {t('service.note')} · <Link to="/service/standards">{t('service.toStandards')}</Link>
          </>
        }
        actions={openButton}
      />
      <RecordsTable
        records={records}
        own={own}
        list={list}
        state={state}
        path={(row) => `/api/service-cases/${row.id}`}
        valueIn={valueOf}
        mayEdit={isOpen}
        rowHref={(row) => `/service/${row.id}`}
        searchPlaceholder={t('service.search')}
        filters={<Filters state={state} />}
        empty={
          <EmptyState title={t('service.emptyTitle')} body={t('service.emptyBody')} action={openButton} />
        }
      />
      {opening && (
        <OpenCaseDrawer accountId={state.filters.accountId ?? null} onClose={() => setOpening(false)} />
      )}
    </>
  );
}

/** What is over is not changed. */
const isOpen = ({ state }: CaseRow): boolean => state !== 'followed-up' && state !== 'withdrawn';

const valueOf = (row: CaseRow, field: string): string | null => (field === 'urgency' ? row.urgency : null);

function Filters({ state }: { state: ListState<CaseFilter> }) {
  const { t } = useTranslation();
  return (
    <>
      {state.filters.ownerId !== undefined && (
        <Tag closable onClose={() => state.setFilter('ownerId', undefined)}>
          {t('service.onlyOwner')}
        </Tag>
      )}
      <Select
        style={{ width: 136 }}
        aria-label={t('service.shown.label')}
        value={state.filters.show ?? 'all'}
        onChange={(show: string) => state.setFilter('show', show === 'all' ? undefined : show)}
        options={['all' as const, ...SHOWN].map((show) => ({
          value: show,
          label: t(`service.shown.${show}`),
        }))}
      />
      <Select
        style={{ width: 110 }}
        allowClear
        aria-label={t('service.kind')}
        placeholder={t('service.allKinds')}
        value={state.filters.kind}
        onChange={(kind: string | undefined) => state.setFilter('kind', kind)}
        options={kinds.map((kind) => ({ value: kind, label: t(`service.kinds.${kind}`) }))}
      />
      <Select
        style={{ width: 116 }}
        allowClear
        aria-label={t('service.state')}
        placeholder={t('service.allStates')}
        value={state.filters.state}
        onChange={(stands: string | undefined) => state.setFilter('state', stands)}
        options={states.map((stands) => ({ value: stands, label: t(`service.states.${stands}`) }))}
      />
      <AccountSelect
        width={150}
        allowClear
        label={t('service.account')}
        placeholder={t('service.allAccounts')}
        value={state.filters.accountId ?? null}
        onChange={(id) => state.setFilter('accountId', id ?? undefined)}
      />
      <BranchSelect
        width={130}
        allowClear
        label={t('service.branch')}
        placeholder={t('service.allBranches')}
        {...(state.filters.branchId !== undefined && { value: state.filters.branchId })}
        onChange={(id) => state.setFilter('branchId', id)}
      />
    </>
  );
}
