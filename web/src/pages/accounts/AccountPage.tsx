import { Button, Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useAccount } from '../../api/accounts';
import { usePermission } from '../../api/session';
import type { Account } from '../../api/types';
import { Card } from '../../ui/Card';
import { EmptyState } from '../../ui/EmptyState';
import { RecordFailure } from '../../ui/RecordFailure';
import { KeyFacts } from '../../ui/KeyFacts';
import { day } from '../../ui/numbers';
import { PageHeader } from '../../ui/PageHeader';
import { PageSkeleton } from '../../ui/PageSkeleton';
import { StateTag } from '../../ui/StateTag';
import { TierTag } from './account-words';

/** One customer: key facts first, then what was planned, mailed and earned. */
export function AccountPage() {
  const { id = '' } = useParams();
  const account = useAccount(id);
  if (account.error) {
    return <RecordFailure error={account.error} onRetry={() => void account.refetch()} back="/accounts" />;
  }
  if (!account.data) return <PageSkeleton />;
  return <Profile account={account.data} />;
}

function Profile({ account }: { account: Account }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const may = usePermission();
  const industry = i18n.language === 'en' ? account.industryName?.en : account.industryName?.zh;
  return (
    <>
      <PageHeader
        title={account.name}
        tag={
          <>
            <TierTag tier={account.tier} />
            {!account.active && <StateTag tone="stopped">{t('accounts.inactive')}</StateTag>}
          </>
        }
        back={{ to: '/accounts', label: t('accounts.title') }}
        actions={
          may('accounts:write') &&
          account.mayChange && (
            <Button onClick={() => void navigate(`/accounts/${account.id}/edit`)}>{t('common.edit')}</Button>
          )
        }
      />
      <KeyFacts
        facts={[
          { key: 'code', label: t('accounts.code'), value: account.code },
          { key: 'branch', label: t('accounts.branch'), value: account.branchName ?? '–' },
          {
            key: 'manager',
            label: t('accounts.manager'),
            value: account.managerName ?? t('accounts.unassigned'),
          },
          { key: 'industry', label: t('accounts.industry'), value: industry ?? t('common.notSet') },
          {
            key: 'team',
            label: t('accounts.team'),
            value: t('accounts.members', { count: account.memberCount }),
          },
          { key: 'updated', label: t('accounts.updated'), value: day(account.updatedAt) },
        ]}
      />
      <Sections />
    </>
  );
}

function Sections() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  return (
    <Tabs
      activeKey={params.get('tab') ?? 'campaigns'}
      onChange={(tab) => setParams({ tab }, { replace: true })}
      items={[
        {
          key: 'campaigns',
          label: t('accounts.tabs.campaigns'),
          children: (
            <Card flush>
              <EmptyState title={t('accounts.noCampaignsTitle')} body={t('accounts.noCampaignsBody')} />
            </Card>
          ),
        },
        {
          key: 'lists',
          label: t('accounts.tabs.lists'),
          children: (
            <Card flush>
              <EmptyState title={t('accounts.noListsTitle')} body={t('accounts.noListsBody')} />
            </Card>
          ),
        },
        {
          key: 'revenue',
          label: t('accounts.tabs.revenue'),
          children: (
            <Card flush>
              <EmptyState title={t('accounts.noRevenueTitle')} body={t('accounts.noRevenueBody')} />
            </Card>
          ),
        },
      ]}
    />
  );
}
