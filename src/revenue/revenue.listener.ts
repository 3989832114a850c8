import { Injectable } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { timesFen } from '../../libs/money/money';
import { CampaignsService } from '../campaigns/campaigns.service';
import { BatchDispatched } from '../mailings/mailings.events';
import { RevenueRepository } from './revenue.repository';

/** Books what a dispatch earned, in the transaction that records the dispatch: both or neither. */
@Injectable()
export class RevenueListener {
  constructor(
    private readonly revenue: RevenueRepository,
    private readonly campaigns: CampaignsService,
  ) {}

  @OnEvent(BatchDispatched.event, { suppressErrors: false })
  async book(event: BatchDispatched): Promise<void> {
    // The mail is out: a campaign this viewer does not see must not undo the record of it.
    const campaign = event.campaignId ? await this.campaigns.find(event.campaignId) : undefined;
    const added = await this.revenue.insertDispatched(
      {
        // A batch may stand higher than its campaign, for the sake of a list or design from above.
        branchId: campaign?.branchId ?? event.branchId,
        accountId: event.accountId ?? campaign?.accountId ?? null,
        campaignId: event.campaignId,
        product: campaign?.product ?? null,
        amountFen:
          event.pricePerPieceFen === null ? null : timesFen(event.mailedPieces, event.pricePerPieceFen),
        pieces: event.mailedPieces,
        dispatchId: event.dispatchId,
      },
      event.dispatchedAt,
    );
    if (!added && !(await this.revenue.isBooked(event.dispatchId))) {
      throw new Error('revenue: a dispatch of a branch its viewer does not see cannot be booked');
    }
  }
}
