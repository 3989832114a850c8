import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { useAddCampaign } from '../../api/campaigns';
import { useSession } from '../../api/session';
import { PageHeader } from '../../ui/PageHeader';
import { CampaignForm } from './CampaignForm';
import { changeOf } from './campaign-fields';

/** A new campaign; `?account=` and `?list=` come from the pages that lead here. */
export function NewCampaignPage() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const session = useSession();
  const add = useAddCampaign();
  const accountId = params.get('account');
  const listId = params.get('list');
  return (
    <>
      <PageHeader title={t('campaigns.new')} back={{ to: '/campaigns', label: t('campaigns.title') }} />
      <CampaignForm
        campaign={null}
        initial={{
          months: [],
          note: '',
          ...(accountId && { accountId }),
          ...(listId && { listId }),
          ...(session.data && { branchId: session.data.branch.id }),
        }}
        onCancel={() => void navigate('/campaigns')}
        onSave={async (fields) => {
          const { accountId: account, branchId } = fields;
          const campaign = await add.mutateAsync({
            ...changeOf(t, fields),
            accountId: account,
            branchId,
            state: 'draft',
          });
          void message.success(t('campaigns.created', { name: campaign.name }));
          await navigate(`/campaigns/${campaign.id}`, { replace: true });
        }}
      />
    </>
  );
}
