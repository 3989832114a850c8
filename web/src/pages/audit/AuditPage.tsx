import { SafetyOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AuditFilter, useAudit } from '../../api/activity';
import { BranchSelect } from '../../ui/BranchSelect';
import { DateField } from '../../ui/DateField';
import { DownloadButton } from '../../ui/DownloadButton';
import { EmptyState } from '../../ui/EmptyState';
import { PageHeader } from '../../ui/PageHeader';
import { DataTable } from '../../ui/table/DataTable';
import { type ListState, useListState } from '../../ui/table/list-state';
import { PersonSelect } from '../../ui/PersonSelect';
import { useActivityWords } from '../timeline/activity-words';
import { useAuditColumns } from './audit-columns';
import { VerifyChain } from './VerifyChain';
import styles from './VerifyChain.module.css';

const FILTERS: readonly AuditFilter[] = ['kind', 'actorId', 'branchId', 'from', 'to'];
const TOPICS = [
  'session',
  'user',
  'branch',
  'api-key',
  'account',
  'contact',
  'case',
  'campaign',
  'list',
  'suppression',
  'design',
  'batch',
  'revenue',
  'note',
  'audit',
];

/** Who did what and when, for those who answer for it; and whether the trail is whole. */
export function AuditPage() {
  const { t } = useTranslation();
  const state = useListState('-at', FILTERS);
  const list = useAudit(state);
  const [verifying, setVerifying] = useState(false);
  const query = new URLSearchParams({ ...state.filters, ...(state.q !== '' && { q: state.q }) });
  return (
    <>
      <PageHeader
        title={t('activity.audit.title')}
        note={t('activity.audit.note')}
        actions={
          <>
            <DownloadButton
              path={`/api/audit/export?${query}`}
              name="audit.csv"
              label={t('activity.audit.export')}
            />
            <Button type="primary" icon={<SafetyOutlined />} onClick={() => setVerifying(true)}>
              {t('activity.audit.verify')}
            </Button>
          </>
        }
      />
      {verifying && <VerifyChain />}
      <DataTable
        id="audit"
        columns={useAuditColumns()}
        list={list}
        state={state}
        rowKey={(entry) => entry.id}
        searchPlaceholder={t('activity.audit.search')}
        filters={<Filters state={state} />}
        empty={<EmptyState title={t('activity.audit.emptyTitle')} body={t('activity.audit.emptyBody')} />}
      />
    </>
  );
}

function Filters({ state }: { state: ListState<AuditFilter> }) {
  const { t } = useTranslation();
  const words = useActivityWords();
  const { filters, setFilter } = state;
  return (
    <>
      <Select
        style={{ width: 148 }}
        allowClear
        aria-label={t('activity.audit.what')}
        placeholder={t('activity.audit.allKinds')}
        value={filters.kind}
        onChange={(kind: string | undefined) => setFilter('kind', kind)}
        options={TOPICS.map((topic) => ({ value: topic, label: words.topic(topic) }))}
      />
      <PersonSelect
        width={148}
        allowClear
        label={t('activity.audit.who')}
        placeholder={t('activity.audit.anybody')}
        value={filters.actorId ?? null}
        onChange={(id) => setFilter('actorId', id ?? undefined)}
      />
      <BranchSelect
        width={160}
        allowClear
        label={t('activity.audit.branch')}
        placeholder={t('accounts.allBranches')}
        {...(filters.branchId !== undefined && { value: filters.branchId })}
        onChange={(id) => setFilter('branchId', id)}
      />
      {(['from', 'to'] as const).map((end) => (
        <span key={end} className={styles.day}>
          <DateField
            placeholder={t(`activity.audit.${end}`)}
            value={filters[end] ?? null}
            onChange={(day) => setFilter(end, day ?? undefined)}
          />
        </span>
      ))}
    </>
  );
}
