import { App, Button, Dropdown } from 'antd';
import { MoreOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChangeCampaign } from '../../api/campaigns';
import type { CampaignDetails, CampaignState } from '../../api/types';
import { asApiError } from '../../ui/api-error';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { isOver } from './campaign-words';

type Step = Exclude<CampaignState, 'draft'>;

/** Where a campaign can go from here. What cannot be taken back is asked about. */
export function CampaignSteps({ campaign }: { campaign: CampaignDetails }) {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const [asked, setAsked] = useState<Step | null>(null);
  const change = useChangeCampaign(campaign);
  const steps = campaign.nextStates.filter((next): next is Step => next !== 'draft');
  if (steps.length === 0) return null;

  const go = (state: Step) =>
    change.mutate(
      { state },
      {
        onSuccess: () => {
          setAsked(null);
          void message.success(t(`campaigns.stepDone.${state}`, { name: campaign.name }));
        },
        onError: (error) => {
          if (asked === null) void message.error(asApiError(error).sentence(i18n.language));
        },
      },
    );
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: steps.map((step) => ({
            key: step,
            label: t(`campaigns.steps.${step}`),
            danger: step === 'cancelled',
          })),
          onClick: ({ key }) => {
            const step = key as Step;
            if (isOver(step)) setAsked(step);
            else go(step);
          },
        }}
      >
        <Button
          icon={<MoreOutlined />}
          aria-label={t('campaigns.changeState')}
          title={t('campaigns.changeState')}
        />
      </Dropdown>
      <ConfirmDialog
        open={asked !== null}
        title={t(`campaigns.steps.${asked ?? 'done'}`)}
        action={t(`campaigns.steps.${asked ?? 'done'}`)}
        cancel={t('campaigns.keep')}
        danger={asked === 'cancelled'}
        busy={change.isPending}
        error={change.error}
        onConfirm={() => asked && go(asked)}
        onCancel={() => {
          change.reset();
          setAsked(null);
        }}
      >
        {t(`campaigns.askStep.${asked ?? 'done'}`, { name: campaign.name })}
      </ConfirmDialog>
    </>
  );
}
