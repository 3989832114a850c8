import { AppError, notFound } from '../../libs/http/app-error';
import type { CampaignState } from './campaign-states';

export const campaignNotFound = () => notFound({ zh: '营销活动', en: 'campaign' });
export const campaignListNotFound = () => notFound({ zh: '名址库', en: 'address list' });
export const campaignDesignNotFound = () => notFound({ zh: '版式', en: 'design' });

export const campaignOfOtherBranch = () =>
  new AppError('campaign.read-only', 403, {
    zh: '您因服务该客户而可查看此活动；须由其所属局修改。',
    en: 'You see this campaign because you serve its account. Ask the branch that runs it to change it.',
  });
export const campaignClosed = () =>
  new AppError('campaign.closed', 409, {
    zh: '活动已结束或已取消，只能修改备注。',
    en: 'This campaign is over. Only its note can still be changed.',
  });
export const campaignStep = (from: CampaignState, to: CampaignState) =>
  new AppError('campaign.state', 409, {
    zh: `活动不能从“${from}”变为“${to}”，请重新载入查看其当前状态。`,
    en: `A campaign cannot go from "${from}" to "${to}". Reload it to see where it stands.`,
  });
export const campaignDates = () =>
  new AppError('campaign.dates', 400, {
    zh: '结束日期不能早于开始日期，请改正。',
    en: 'The end cannot be before the start. Correct the dates.',
  });
export const campaignOver = () =>
  new AppError('campaign.over', 409, {
    zh: '该营销活动已完成或已取消，不能再建批次。',
    en: 'This campaign is done or cancelled. It cannot have another batch.',
  });
