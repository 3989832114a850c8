import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { rejectsUrl, type ListImport } from '../../../api/list-imports';
import { usePermission } from '../../../api/session';
import type { AddressList } from '../../../api/types';
import { Card } from '../../../ui/Card';
import { DownloadButton } from '../../../ui/DownloadButton';
import { EmptyState } from '../../../ui/EmptyState';
import { count, minute } from '../../../ui/numbers';
import { SplitBar } from '../../../ui/SplitBar';
import styles from './ResultStep.module.css';

interface Props {
  run: ListImport;
  list: AddressList;
}

/** What became of the file: every row accounted for, and what to do next. */
export function ResultStep({ run, list }: Props) {
  if (run.state === 'done') return <Done run={run} list={list} />;
  return <NotTaken run={run} />;
}

function NotTaken({ run }: { run: ListImport }) {
  const { t, i18n } = useTranslation();
  const may = usePermission();
  const failed = run.state === 'failed';
  const reason = i18n.language === 'en' ? run.error?.en : run.error?.zh;
  return (
    <Card>
      <EmptyState
        title={t(failed ? 'lists.import.failed' : 'lists.import.cancelled', { name: run.fileName })}
        body={
          <>
            {reason}
            {reason && <br />}
            {t('lists.import.unchanged')}
          </>
        }
        action={
          may('lists:write') && (
            <Link to={`/lists/${run.listId}/import`}>{t('lists.import.uploadAgain')}</Link>
          )
        }
      />
    </Card>
  );
}

function Done({ run, list }: Props) {
  const { t } = useTranslation();
  const may = usePermission();
  const navigate = useNavigate();
  const mayUse = may('campaigns:write') && list.refusal === null;
  return (
    <>
      <Card title={t('lists.import.done', { name: run.fileName })}>
        <SplitBar
          label={t('lists.import.rows')}
          total={run.rows}
          parts={[
            {
              key: 'accepted',
              label: t('lists.import.accepted'),
              value: run.accepted,
              colour: 'var(--hy-green)',
              ...(run.warnings > 0 && {
                extra: t('lists.import.withWarnings', { rows: count(run.warnings) }),
              }),
            },
            {
              key: 'rejected',
              label: t('lists.import.rejected'),
              value: run.rejected,
              colour: 'var(--hy-vermilion)',
              striped: true,
              ...(run.hasRejects && may('addresses:read') && { extra: <Rejects run={run} /> }),
            },
            {
              key: 'duplicates',
              label: t('lists.import.duplicates'),
              value: run.duplicates,
              colour: 'var(--hy-ink3)',
              ...(run.duplicates > 0 && { extra: t('lists.import.duplicatesNote') }),
            },
          ]}
        />
        {run.rejected > 0 && <p className={styles.note}>{t('lists.import.rejectsNote')}</p>}
        <p className={styles.by}>
          {t('lists.import.by', { name: run.createdByName ?? '–', at: minute(run.finishedAt) })}
        </p>
      </Card>
      <div className={styles.actions}>
        {mayUse && (
          <Button type="primary" onClick={() => void navigate(campaignFor(list))}>
            {t('lists.import.use')}
          </Button>
        )}
        <Button type={mayUse ? 'default' : 'primary'} onClick={() => void navigate(`/lists/${list.id}`)}>
          {t('lists.import.seeRecords')}
        </Button>
        {may('lists:write') && (
          <Button onClick={() => void navigate(`/lists/${list.id}/import`)}>
            {t('lists.import.another')}
          </Button>
        )}
        {list.refusal !== null && (
          <Link to={`/lists/${list.id}/edit`} className={styles.refusal ?? ''}>
            {t('lists.import.basisFirst')}
          </Link>
        )}
      </div>
    </>
  );
}

function Rejects({ run }: { run: ListImport }) {
  const { t } = useTranslation();
  return (
    <DownloadButton
      size="small"
      path={rejectsUrl(run.id)}
      name="rejects.csv"
      label={t('lists.import.rejectsFile')}
    />
  );
}

function campaignFor({ id, accountId }: AddressList): string {
  const params = new URLSearchParams({ list: id, ...(accountId !== null && { account: accountId }) });
  return `/campaigns/new?${params.toString()}`;
}
