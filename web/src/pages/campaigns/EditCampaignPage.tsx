import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useCampaign, useChangeCampaign } from '../../api/campaigns';
import type { CampaignDetails } from '../../api/types';
import { PageHeader } from '../../ui/PageHeader';
import { PageSkeleton } from '../../ui/PageSkeleton';
import { RecordFailure } from '../../ui/RecordFailure';
import { isOver } from './campaign-words';
import { CampaignForm } from './CampaignForm';
import { changeOf, fieldsOf } from './campaign-fields';

export function EditCampaignPage() {
  const { id = '' } = useParams();
  const campaign = useCampaign(id);
  if (campaign.error) {
    return <RecordFailure error={campaign.error} onRetry={() => void campaign.refetch()} back="/campaigns" />;
  }
  if (!campaign.data) return <PageSkeleton />;
  return <Edit campaign={campaign.data} />;
}

function Edit({ campaign }: { campaign: CampaignDetails }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const change = useChangeCampaign(campaign);
  const record = `/campaigns/${campaign.id}`;
  return (
    <>
      <PageHeader title={t('campaigns.edit')} back={{ to: record, label: campaign.name }} />
      <CampaignForm
        campaign={campaign}
        initial={fieldsOf(t, campaign)}
        onCancel={() => void navigate(record)}
        onSave={async (fields, over) => {
          const mine = isOver(campaign.state) ? { note: fields.note ?? '' } : changeOf(t, fields);
          await change.mutateAsync({ ...mine, ...over });
          void message.success(t('common.saved'));
          await navigate(record, { replace: true });
        }}
      />
    </>
  );
}
