import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { useAddAccount } from '../../api/accounts';
import { useSession } from '../../api/session';
import { PageHeader } from '../../ui/PageHeader';
import { AccountForm } from './AccountForm';

export function NewAccountPage() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const session = useSession();
  // Where a subsidiary is added from.
  const parentId = useSearchParams()[0].get('parentId');
  const add = useAddAccount();
  return (
    <>
      <PageHeader title={t('accounts.new')} back={{ to: '/accounts', label: t('accounts.title') }} />
      <AccountForm
        account={null}
        initial={{
          tier: 'key',
          active: true,
          parentId,
          ...(session.data && { branchId: session.data.branch.id, managerId: session.data.user.id }),
        }}
        onCancel={() => void navigate('/accounts')}
        onSave={async ({
          name,
          code,
          tier,
          industry,
          branchId,
          managerId,
          parentId,
          confirmedDuplicates,
        }) => {
          const account = await add.mutateAsync({
            name,
            code,
            tier,
            industry: industry ?? null,
            branchId,
            managerId: managerId ?? null,
            parentId: parentId ?? null,
            confirmedDuplicates,
          });
          void message.success(t('accounts.created', { name: account.name }));
          await navigate(`/accounts/${account.id}`, { replace: true });
        }}
      />
    </>
  );
}
