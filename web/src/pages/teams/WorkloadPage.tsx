import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { usePermission } from '../../api/session';
import { useWorkload, type Load } from '../../api/teams';
import { BranchSelect } from '../../ui/BranchSelect';
import { Card } from '../../ui/Card';
import { EmptyState } from '../../ui/EmptyState';
import { Failure } from '../../ui/Failure';
import { PageHeader } from '../../ui/PageHeader';
import { count } from '../../ui/numbers';
import { MoveDrawer } from './MoveDrawer';
import { Moves } from './Moves';
import styles from './Teams.module.css';

/** Who has how much to do: numbers that open the lists they were counted from. */
export function WorkloadPage() {
  const { t } = useTranslation();
  const may = usePermission();
  const [params, setParams] = useSearchParams();
  const branchId = params.get('branch') ?? undefined;
  const workload = useWorkload(branchId);
  const [moving, setMoving] = useState(false);
  const mayMove = may('teams:write');
  return (
    <>
      <PageHeader
        title={t('team.workload.title')}
        note={t('team.workload.note')}
        actions={
          mayMove && (
            <Button type="primary" onClick={() => setMoving(true)}>
              {t('team.move.action')}
            </Button>
          )
        }
      />
      <div className={styles.card}>
        <BranchSelect
          {...(branchId !== undefined && { value: branchId })}
          allowClear
          width={240}
          label={t('accounts.branch')}
          placeholder={t('accounts.allBranches')}
          onChange={(id) => setParams(id ? { branch: id } : {}, { replace: true })}
        />
      </div>
      <div className={styles.card}>
        <Card flush>
          {workload.error ? (
            <Failure error={workload.error} onRetry={() => void workload.refetch()} />
          ) : !workload.data ? (
            <Skeleton active title={false} paragraph={{ rows: 6 }} />
          ) : workload.data.items.length === 0 ? (
            <EmptyState small title={t('team.workload.noneTitle')} body={t('team.workload.noneBody')} />
          ) : (
            <LoadTable items={workload.data.items} />
          )}
        </Card>
      </div>
      {workload.data && workload.data.unassigned > 0 && (
        <p className="muted">{t('team.workload.unassigned', { count: workload.data.unassigned })}</p>
      )}
      <Moves />
      {moving && <MoveDrawer people={workload.data?.items ?? []} onClose={() => setMoving(false)} />}
    </>
  );
}

function LoadTable({ items }: { items: readonly Load[] }) {
  const { t } = useTranslation();
  const columns = [
    'provincial',
    'key',
    'standard',
    'backup',
    'openCases',
    'overdueCases',
    'reviewsDue',
    'datesSoon',
  ] as const;
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('team.workload.person')}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`team.workload.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((load) => (
            <tr key={load.userId}>
              <td>
                {load.userName} {!load.active && <span className="muted">{t('team.workload.inactive')}</span>}
                <span className={styles.quiet}>
                  {load.branchName}
                  {load.awayFrom !== null &&
                    ` · ${t('team.workload.away', { from: load.awayFrom, until: load.awayUntil })}`}
                </span>
              </td>
              {columns.map((column) => (
                <td
                  key={column}
                  data-label={t(`team.workload.${column}`)}
                  className={column === 'overdueCases' && load[column] > 0 ? styles.alarming : undefined}
                >
                  <Number value={load[column]} to={listOf(column, load.userId)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The list a number was counted from, where there is one. */
function listOf(column: string, userId: string): string | null {
  const accounts = `/accounts?managerId=${userId}`;
  const cases = `/service?ownerId=${userId}&show=`;
  switch (column) {
    case 'provincial':
    case 'key':
    case 'standard':
      return `${accounts}&tier=${column}&active=true`;
    case 'reviewsDue':
      return `${accounts}&reviewDue=true&active=true`;
    case 'datesSoon':
      return `${accounts}&active=true`;
    case 'openCases':
      return `${cases}running`;
    case 'overdueCases':
      return `${cases}overdue`;
    default:
      return null;
  }
}

function Number({ value, to }: { value: number; to: string | null }) {
  if (value === 0) return <span className={styles.zero}>0</span>;
  return to === null ? <>{count(value)}</> : <Link to={to}>{count(value)}</Link>;
}
