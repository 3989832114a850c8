import { StateTable } from '../../libs/states/state-table';

/** Where a campaign stands. */
export const CAMPAIGN_STATES = ['draft', 'active', 'done', 'cancelled'] as const;

export type CampaignState = (typeof CAMPAIGN_STATES)[number];

/** Planned, running, over. What is over stays so: another round is another campaign. */
export const campaignStates = StateTable.of<CampaignState>('draft', {
  draft: ['active', 'cancelled'],
  active: ['done', 'cancelled'],
  done: [],
  cancelled: [],
});
