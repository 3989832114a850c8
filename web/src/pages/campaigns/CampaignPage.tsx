import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { useProductName } from '../../api/account-records';
import { useCampaign, useCampaignRevenue } from '../../api/campaigns';
import { useDesign } from '../../api/designs';
import { useAddressListName } from '../../api/list-names';
import { usePermission } from '../../api/session';
import type { CampaignDetails } from '../../api/types';
import { Card } from '../../ui/Card';
import { KeyFacts } from '../../ui/KeyFacts';
import { Money } from '../../ui/Money';
import { count } from '../../ui/numbers';
import { FollowButton } from '../../ui/FollowButton';
import { PageHeader } from '../../ui/PageHeader';
import { PageSkeleton } from '../../ui/PageSkeleton';
import { RecordFailure } from '../../ui/RecordFailure';
import { TimelineSection } from '../timeline/TimelineSection';
import { CampaignStateTag, dates, isOver } from './campaign-words';
import { CampaignBatches } from './CampaignBatches';
import styles from './CampaignPage.module.css';
import { CampaignSteps } from './CampaignSteps';
import { MakeBatch } from './MakeBatch';
import { occasionName } from './occasions';

/** One campaign: what was planned, what was mailed, what it earned. */
export function CampaignPage() {
  const { id = '' } = useParams();
  const campaign = useCampaign(id);
  if (campaign.error) {
    return <RecordFailure error={campaign.error} onRetry={() => void campaign.refetch()} back="/campaigns" />;
  }
  if (!campaign.data) return <PageSkeleton />;
  return <Plan campaign={campaign.data} />;
}

function Plan({ campaign }: { campaign: CampaignDetails }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const may = usePermission();
  const mayEdit = may('campaigns:write') && campaign.mayChange;
  const open = !isOver(campaign.state);
  return (
    <>
      <PageHeader
        title={campaign.name}
        tag={<CampaignStateTag state={campaign.state} />}
        back={{ to: '/campaigns', label: t('campaigns.title') }}
        actions={
          <>
            <FollowButton type="campaign" id={campaign.id} />
            {mayEdit && <CampaignSteps campaign={campaign} />}
            {mayEdit && (
              <Button onClick={() => void navigate(`/campaigns/${campaign.id}/edit`)}>
                {t('common.edit')}
              </Button>
            )}
            {open && may('batches:prepare') && <MakeBatch campaign={campaign} mayEdit={mayEdit} />}
          </>
        }
      />
      <Facts campaign={campaign} />
      {campaign.note.trim() !== '' && (
        <div className={styles.note}>
          <Card title={t('campaigns.note')}>
            <p className={styles.words}>{campaign.note}</p>
          </Card>
        </div>
      )}
      {may('batches:read') && <CampaignBatches campaignId={campaign.id} />}
      <TimelineSection record={{ type: 'campaign', id: campaign.id }} />
    </>
  );
}

function Facts({ campaign }: { campaign: CampaignDetails }) {
  const { t } = useTranslation();
  const may = usePermission();
  const productName = useProductName();
  const list = useAddressListName(campaign.listId);
  const design = useDesign(campaign.designId);
  const revenue = useCampaignRevenue(campaign.id, may('revenue:read'));
  const months = campaign.months.map((month) => t(`campaigns.monthNames.${month as 1}`));
  const { accountId, accountName, listId, designId, plannedPieces, piecesPerMonth } = campaign;
  return (
    <KeyFacts
      facts={[
        {
          key: 'account',
          label: t('campaigns.account'),
          value:
            accountName === null ? (
              t('campaigns.accountUnseen')
            ) : (
              <Link to={`/accounts/${accountId}`}>{accountName}</Link>
            ),
        },
        { key: 'product', label: t('campaigns.product'), value: productName(campaign.product) },
        {
          key: 'occasion',
          label: t('campaigns.occasion'),
          value: campaign.occasion && occasionName(t, campaign.occasion),
        },
        {
          key: 'dates',
          label: t('campaigns.dates'),
          value: dates(campaign),
        },
        ...(months.length > 0
          ? [{ key: 'months', label: t('campaigns.months'), value: months.join(t('common.separator')) }]
          : []),
        {
          key: 'planned',
          label: t('campaigns.planned'),
          value: plannedPieces === null ? null : count(plannedPieces),
        },
        ...(piecesPerMonth === null
          ? []
          : [{ key: 'perMonth', label: t('campaigns.piecesPerMonth'), value: count(piecesPerMonth) }]),
        {
          key: 'list',
          label: t('campaigns.list'),
          value: listId === null ? null : <Link to={`/lists/${listId}`}>{list.data ?? '…'}</Link>,
        },
        {
          key: 'design',
          label: t('campaigns.design'),
          value:
            designId === null ? null : <Link to={`/designs/${designId}`}>{design.data?.name ?? '…'}</Link>,
        },
        {
          key: 'price',
          label: t('campaigns.pricePerPiece'),
          value: <Money fen={campaign.pricePerPieceFen} unit />,
        },
        { key: 'budget', label: t('campaigns.budget'), value: <Money fen={campaign.budgetFen} unit /> },
        { key: 'branch', label: t('campaigns.branch'), value: campaign.branchName },
        ...(revenue.data
          ? [
              {
                key: 'revenue',
                label: t('campaigns.revenue'),
                value: (
                  <Link to={`/revenue/lines?campaignId=${campaign.id}`} title={t('campaigns.openRevenue')}>
                    <Money fen={revenue.data.amountFen} unit />
                  </Link>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
