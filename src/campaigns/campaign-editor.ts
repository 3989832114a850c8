import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { Database } from '../../libs/database/database';
import { RecordEvent } from '../../libs/events/record-event';
import type { Sentence } from '../../libs/http/app-error';
import { changedCell } from '../../libs/lists/record-change';
import type {
  CellValue,
  ChangedRecord,
  PlannedChange,
  RecordChange,
  RecordEditor,
} from '../../libs/lists/record-list';
import { UpdateCampaignDto } from './campaign.dto';
import { campaignStates } from './campaign-states';
import { campaignClosed, campaignDates, campaignOfOtherBranch } from './campaigns.errors';
import { type CampaignRow, CampaignsRepository } from './campaigns.repository';

const UNFIT: Sentence = { zh: '此活动不能有这个值。', en: 'This campaign cannot have this value.' };

const SHAPE = UpdateCampaignDto.schema.shape;
type EditedField = Exclude<keyof typeof SHAPE, 'version'>;

/** Campaigns changed many at a time, by the same rules as one by one. */
@Injectable()
export class CampaignEditor implements RecordEditor {
  readonly permission = 'campaigns:write';

  constructor(
    private readonly database: Database,
    private readonly campaigns: CampaignsRepository,
    private readonly events: EventEmitter2,
  ) {}

  // Nothing a campaign is set to here refers to another record that might not be there.
  check(): Promise<void> {
    return Promise.resolve();
  }

  async plan(ids: readonly string[], change: RecordChange): Promise<PlannedChange[]> {
    const field = change.field as EditedField;
    return (await this.campaigns.some(ids)).map((campaign) => {
      const before = valueOf(campaign, field);
      const after = changedCell(before, change);
      const parsed = SHAPE[field].safeParse(after);
      const value = parsed.success ? ((parsed.data ?? null) as CellValue) : after;
      const fault = parsed.success ? this.faultOf(campaign, field, value) : UNFIT;
      const { id, name, version } = campaign;
      return { id, label: name, version, before, after: value, fault };
    });
  }

  async values(ids: readonly string[], field: string) {
    return (await this.campaigns.some(ids)).map((campaign) => ({
      id: campaign.id,
      version: campaign.version,
      value: valueOf(campaign, field as EditedField),
    }));
  }

  async apply(field: string, planned: readonly PlannedChange[], reason: string): Promise<ChangedRecord[]> {
    const plans = new Map(planned.map((plan) => [plan.id, plan]));
    const meant = (await this.campaigns.some([...plans.keys()])).filter((campaign) => {
      const { version, after } = plans.get(campaign.id)!;
      // Asked again: a campaign may be over by now, and one date is changed beside the other.
      return campaign.version === version && !this.faultOf(campaign, field as EditedField, after);
    });
    const changed = await this.campaigns.setField(
      field,
      meant.map(({ id, version }) => ({ id, version, value: plans.get(id)!.after })),
    );
    const done = new Set(changed.map(({ id }) => id));
    const events = meant
      .filter(({ id }) => done.has(id))
      .map((campaign) => changeOf(campaign, field, plans.get(campaign.id)!, reason));
    // All at once, so that the history can write them down in one go.
    await Promise.all(events.map((event) => this.events.emitAsync(RecordEvent.event, event)));
    return changed;
  }

  /** Why this campaign cannot have the value; null when it can. */
  private faultOf(campaign: CampaignRow, field: EditedField, value: CellValue): Sentence | null {
    if (!this.database.viewer.branchIds.includes(campaign.branchId)) return campaignOfOtherBranch().sentence;
    if (campaignStates.isEnd(campaign.state) && field !== 'note') return campaignClosed().sentence;
    const startsOn = field === 'startsOn' ? (value as string | null) : campaign.startsOn;
    const endsOn = field === 'endsOn' ? (value as string | null) : campaign.endsOn;
    return startsOn && endsOn && endsOn < startsOn ? campaignDates().sentence : null;
  }
}

const valueOf = (campaign: CampaignRow, field: EditedField): CellValue => campaign[field] as CellValue;

function changeOf(
  { id, branchId, accountId, name, state }: CampaignRow,
  field: string,
  { before, after }: PlannedChange,
  reason: string,
): RecordEvent {
  return new RecordEvent({
    kind: 'campaign.changed',
    branchId,
    subject: { type: 'campaign', id },
    related: [{ type: 'account', id: accountId }],
    changes: [{ field, from: before, to: after }],
    reason: reason || null,
    facts: { name, state },
    oneOfMany: true,
  });
}
