import { Button, Tabs } from 'antd';
import type { TFunction } from 'i18next';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useNavigate, useParams, useSearchParams } from 'react-router';
import { useAccount } from '../../api/accounts';
import { usePermission } from '../../api/session';
import type { Account } from '../../api/types';
import { asApiError } from '../../ui/api-error';
import { RecordFailure } from '../../ui/RecordFailure';
import { KeyFacts, type Fact } from '../../ui/KeyFacts';
import { day } from '../../ui/numbers';
import { FollowButton } from '../../ui/FollowButton';
import { PageHeader } from '../../ui/PageHeader';
import { PageSkeleton } from '../../ui/PageSkeleton';
import { StateTag } from '../../ui/StateTag';
import { MergedNotice } from '../duplicates/MergedNotice';
import { accountTabs } from './account-tabs';
import { TierTag } from './account-words';
import { ProposeTierDrawer } from './regrading/ProposeTierDrawer';
import { WaitingTierNotice } from './regrading/WaitingTierNotice';

/** One customer: key facts first, then all that is known, planned, mailed and earned, a tab each. */
export function AccountPage() {
  const { id = '' } = useParams();
  const account = useAccount(id);
  const survivor = account.error ? asApiError(account.error).problem.mergedInto : undefined;
  if (survivor) return <Navigate to={`/accounts/${survivor}`} replace />;
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
  const [isProposing, setProposing] = useState(false);
  const mayChange = may('accounts:write') && account.mayChange;
  const language = i18n.language === 'en' ? 'en' : 'zh';
  const industry = [account.industrySection, account.industryName].map((names) => names?.[language]);
  return (
    <>
      <PageHeader
        title={account.name}
        tag={
          <>
            <TierTag tier={account.tier} />
            {account.reviewDue && <StateTag tone="attention">{t('profile.reviewDue')}</StateTag>}
            {!account.active && <StateTag tone="stopped">{t('accounts.inactive')}</StateTag>}
          </>
        }
        back={{ to: '/accounts', label: t('accounts.title') }}
        actions={
          <>
            <FollowButton type="account" id={account.id} />
            {mayChange && !may('accounts:approve') && (
              <Button onClick={() => setProposing(true)}>{t('profile.tiers.propose')}</Button>
            )}
            {mayChange && (
              <Button onClick={() => void navigate(`/accounts/${account.id}/edit`)}>
                {t('common.edit')}
              </Button>
            )}
          </>
        }
      />
      <KeyFacts
        facts={[
          { key: 'code', label: t('accounts.code'), value: account.code },
          { key: 'branch', label: t('accounts.branch'), value: account.branchName ?? '–' },
          {
            key: 'manager',
            label: t('accounts.manager'),
            value:
              account.managerName ??
              t(account.managerId === null ? 'accounts.unassigned' : 'accounts.unseenPerson'),
          },
          ...parentFact(account, t),
          {
            key: 'industry',
            label: t('accounts.industry'),
            value: account.industry === null ? t('common.notSet') : industry.join(' › '),
          },
          { key: 'updated', label: t('accounts.updated'), value: day(account.updatedAt) },
        ]}
      />
      <MergedNotice type="account" id={account.id} />
      <WaitingTierNotice accountId={account.id} />
      <Sections account={account} />
      {isProposing && <ProposeTierDrawer account={account} onClose={() => setProposing(false)} />}
    </>
  );
}

/** The group an account belongs to, for those that belong to one. */
function parentFact({ parentId, parentName }: Account, t: TFunction): Fact[] {
  if (parentId === null) return [];
  const value =
    parentName === null ? t('common.unseenAccount') : <Link to={`/accounts/${parentId}`}>{parentName}</Link>;
  return [{ key: 'parent', label: t('accounts.parent'), value }];
}

function Sections({ account }: { account: Account }) {
  const { t } = useTranslation();
  const may = usePermission();
  const [params, setParams] = useSearchParams();
  const tabs = accountTabs.filter(({ permission }) => may(permission));
  return (
    <Tabs
      activeKey={params.get('tab') ?? 'profile'}
      onChange={(tab) => setParams({ tab }, { replace: true })}
      destroyOnHidden
      items={tabs.map(({ key, Content }) => ({
        key,
        label: t(`accounts.tabs.${key}`),
        children: (
          <Suspense fallback={<PageSkeleton />}>
            <Content account={account} />
          </Suspense>
        ),
      }))}
    />
  );
}
