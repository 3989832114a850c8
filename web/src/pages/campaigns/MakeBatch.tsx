import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useMakeBatch } from '../../api/batches';
import type { CampaignDetails } from '../../api/types';
import { asApiError } from '../../ui/api-error';

interface Props {
  campaign: CampaignDetails;
  mayEdit: boolean;
}

/** The campaign's primary action: a batch, or first what a batch needs. */
export function MakeBatch({ campaign, mayEdit }: Props) {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const make = useMakeBatch();
  if (campaign.listId === null || campaign.designId === null) {
    if (!mayEdit) return null;
    return (
      <Button type="primary" onClick={() => void navigate(`/campaigns/${campaign.id}/edit`)}>
        {t('campaigns.chooseFirst')}
      </Button>
    );
  }
  return (
    <Button
      type="primary"
      loading={make.isPending}
      onClick={() =>
        make.mutate(campaign.id, {
          onSuccess: (batch) => void navigate(`/batches/${batch.id}`),
          onError: (error) => void message.error(asApiError(error).sentence(i18n.language)),
        })
      }
    >
      {t('campaigns.makeBatch')}
    </Button>
  );
}
