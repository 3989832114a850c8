import { Alert, Button, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useAccountGroup } from '../../../api/account-group';
import { usePermission } from '../../../api/session';
import type { Account } from '../../../api/types';
import { Card } from '../../../ui/Card';
import { EmptyState } from '../../../ui/EmptyState';
import { Failure } from '../../../ui/Failure';
import { KeyFacts } from '../../../ui/KeyFacts';
import { Money } from '../../../ui/Money';
import { count } from '../../../ui/numbers';
import { GroupRows } from './GroupRows';
import styles from './GroupTab.module.css';

const YEARS = 5;

/** The group an account stands in: what it comes to, and who belongs to it, level by level. */
export function GroupTab({ account }: { account: Account }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const may = usePermission();
  const thisYear = new Date().getFullYear();
  const [year, setYear] = useState(thisYear);
  const group = useAccountGroup(account.id, year);
  const add = may('accounts:write') && account.mayChange && (
    <Button onClick={() => void navigate(`/accounts/new?parentId=${account.id}`)}>
      {t('profile.group.add')}
    </Button>
  );
  if (group.error) return <Failure error={group.error} onRetry={() => void group.refetch()} />;
  if (!group.data) return <Skeleton active paragraph={{ rows: 6 }} />;
  const { path, total, own, children, childCount, partial } = group.data;
  if (path.length === 0 && childCount === 0 && !partial) {
    return (
      <Card>
        <EmptyState title={t('profile.group.noneTitle')} body={t('profile.group.noneBody')} action={add} />
      </Card>
    );
  }
  return (
    <div className={styles.group}>
      <div className={styles.bar}>
        <nav aria-label={t('profile.group.path')} className={styles.path}>
          {path.map(({ id, name }) => (
            <span key={id}>
              <Link to={`/accounts/${id}?tab=group`}>{name}</Link> ›{' '}
            </span>
          ))}
          <strong>{account.name}</strong>
        </nav>
        <Select
          aria-label={t('profile.group.year')}
          value={year}
          onChange={setYear}
          options={Array.from({ length: YEARS }, (_, back) => ({
            value: thisYear - back,
            label: t('profile.group.ofYear', { year: thisYear - back }),
          }))}
        />
        {add}
      </div>
      <KeyFacts
        facts={[
          { key: 'accounts', label: t('profile.group.accounts'), value: count(total.accounts) },
          { key: 'revenue', label: t('profile.group.revenue'), value: <Money fen={total.revenueFen} unit /> },
          { key: 'own', label: t('profile.group.own'), value: <Money fen={own.revenueFen} unit /> },
          {
            key: 'pieces',
            label: t('profile.group.pieces'),
            value: total.pieces === null ? '–' : count(total.pieces),
          },
          {
            key: 'campaigns',
            label: t('profile.group.campaigns'),
            value: total.campaigns === null ? '–' : count(total.campaigns),
          },
        ]}
      />
      {partial && <Alert type="info" showIcon title={t('profile.group.partial')} />}
      {childCount > 0 && (
        <Card flush>
          <GroupRows items={children} year={year} />
          {childCount > children.length && (
            <p className={styles.rest}>
              {t('profile.group.more', { shown: count(children.length), total: count(childCount) })}
            </p>
          )}
        </Card>
      )}
    </div>
  );
}
