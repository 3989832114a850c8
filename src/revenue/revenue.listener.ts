import { Injectable } from '@nestjs/common';
import { EventEmitter2, OnEvent } from '@nestjs/event-emitter';
import { RecordEvent } from '../../libs/events/record-event';
import { timesFen } from '../../libs/money/money';
import { CampaignsService } from '../campaigns/campaigns.service';
import { BatchDispatched } from '../mailings/mailings.events';
import { bookedEvents } from './revenue-news';
import { RevenueRepository } from './revenue.repository';

/** Books what a dispatch earned, in the transaction that records the dispatch: both or neither. */
@Injectable()
export class RevenueListener {
  constructor(
    private readonly revenue: RevenueRepository,
    private readonly campaigns: CampaignsService,
    private readonly events: EventEmitter2,
  ) {}

  @OnEvent(BatchDispatched.event, { suppressErrors: false })
  async book(event: BatchDispatched): Promise<void> {
    // The mail is out: a campaign this viewer does not see must not undo the record of it.
    const campaign = event.campaignId ? await this.campaigns.find(event.campaignId) : undefined;
    const line = {
      // A batch may stand higher than its campaign, for the sake of a list or design from above.
      branchId: campaign?.branchId ?? event.branchId,
      accountId: event.accountId ?? campaign?.accountId ?? null,
      campaignId: event.campaignId,
      product: campaign?.product ?? null,
      amountFen:
        event.pricePerPieceFen === null ? null : timesFen(event.mailedPieces, event.pricePerPieceFen),
      pieces: event.mailedPieces,
      dispatchId: event.dispatchId,
    };
    const added = await this.revenue.insertDispatched(line, event.dispatchedAt);
    if (added) {
      for (const news of bookedEvents([line])) await this.events.emitAsync(RecordEvent.event, news);
    }
    if (!added && !(await this.revenue.isBooked(event.dispatchId))) {
      throw new Error('revenue: a dispatch of a branch its viewer does not see cannot be booked');
    }
  }
}
