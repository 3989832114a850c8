import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useAccount, useChangeAccount } from '../../api/accounts';
import type { Account } from '../../api/types';
import { RecordFailure } from '../../ui/RecordFailure';
import { PageHeader } from '../../ui/PageHeader';
import { PageSkeleton } from '../../ui/PageSkeleton';
import { AccountForm } from './AccountForm';

export function EditAccountPage() {
  const { id = '' } = useParams();
  const account = useAccount(id);
  if (account.error) {
    return <RecordFailure error={account.error} onRetry={() => void account.refetch()} back="/accounts" />;
  }
  if (!account.data) return <PageSkeleton />;
  return <Edit account={account.data} />;
}

function Edit({ account }: { account: Account }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const change = useChangeAccount(account);
  const profile = `/accounts/${account.id}`;
  return (
    <>
      <PageHeader title={t('accounts.edit')} back={{ to: profile, label: account.name }} />
      <AccountForm
        account={account}
        initial={account}
        onCancel={() => void navigate(profile)}
        onSave={async (
          { name, tier, industry, branchId, managerId, parentId, active, confirmedDuplicates },
          over,
        ) => {
          await change.mutateAsync({
            name,
            tier,
            industry: industry ?? null,
            branchId,
            managerId: managerId ?? null,
            parentId: parentId ?? null,
            active,
            confirmedDuplicates,
            ...over,
          });
          void message.success(t('common.saved'));
          await navigate(profile, { replace: true });
        }}
      />
    </>
  );
}
