import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { Database } from '../../libs/database/database';
import type { Page } from '../../libs/database/keyset';
import { type FieldChange, fieldChanges } from '../../libs/events/field-changes';
import { RecordEvent } from '../../libs/events/record-event';
import { AccountsService } from '../accounts/accounts.service';
import { ListRegistry } from '../../libs/lists/list-registry';
import { BranchesService } from '../identity/branches/branches.service';
import { CampaignList } from './campaign-list';
import type { CampaignQueryDto, CreateCampaignDto, UpdateCampaignDto } from './campaign.dto';
import { CampaignState, campaignStates } from './campaign-states';
import {
  campaignClosed,
  campaignDates,
  campaignDesignNotFound,
  campaignListNotFound,
  campaignNotFound,
  campaignOfOtherBranch,
  campaignOver,
  campaignStep,
} from './campaigns.errors';
import { type Product, productOf, PRODUCTS } from './products';
import { CampaignForFreeze, CampaignRow, CampaignsRepository } from './campaigns.repository';

/** What a history of the campaign tells when it changes. */
const TOLD = [
  'name',
  'state',
  'product',
  'occasion',
  'startsOn',
  'endsOn',
  'months',
  'plannedPieces',
  'piecesPerMonth',
  'listId',
  'designId',
  'pricePerPieceFen',
  'budgetFen',
  'note',
] as const;

export interface CampaignDetails extends CampaignRow {
  nextStates: CampaignState[];
  mayChange: boolean;
}

@Injectable()
export class CampaignsService {
  constructor(
    private readonly database: Database,
    private readonly campaigns: CampaignsRepository,
    private readonly accounts: AccountsService,
    private readonly branches: BranchesService,
    private readonly lists: ListRegistry,
    private readonly list: CampaignList,
    private readonly events: EventEmitter2,
  ) {}

  page(query: CampaignQueryDto): Promise<Page<CampaignRow>> {
    return this.campaigns.page(query, () => this.lists.catalogueOf(this.list));
  }

  /** @throws AppError `not-found`, also for a campaign the viewer may not see */
  async get(id: string): Promise<CampaignDetails> {
    const campaign = await this.campaigns.byId(id);
    if (!campaign) throw campaignNotFound();
    return {
      ...campaign,
      nextStates: campaignStates.all.filter((next) => campaignStates.may(campaign.state, next)),
      mayChange: this.owns(campaign),
    };
  }

  /**
   * What a batch freezes of its campaign. Locks the campaign against change until the transaction ends, so
   * that the price frozen is the price agreed.
   *
   * @throws AppError `not-found`, `campaign.over` when it is done or cancelled
   */
  async forFreeze(id: string): Promise<CampaignForFreeze> {
    const campaign = await this.campaigns.forFreeze(id);
    if (!campaign) throw campaignNotFound();
    if (campaignStates.isEnd(campaign.state)) throw campaignOver();
    return campaign;
  }

  /** What is sold, with its names. */
  products(): readonly Product[] {
    return PRODUCTS;
  }

  /** A product's name for people; a code that is not on the list any more stays as it is. */
  productName(code: string | null, language: 'zh' | 'en'): string | null {
    return code === null ? null : (productOf(code)?.[language] ?? code);
  }

  /** The campaign as news about it needs it, or undefined when the viewer does not see it. Refuses nothing. */
  find(id: string): Promise<CampaignRow | undefined> {
    return this.campaigns.byId(id);
  }

  async create(input: CreateCampaignDto): Promise<CampaignDetails> {
    await this.branches.get(input.branchId);
    await this.accounts.get(input.accountId);
    if (input.listId) await this.assertList(input.listId);
    if (input.designId) await this.assertDesign(input.designId);
    assertDates(input.startsOn, input.endsOn);
    const created = await this.get(await this.campaigns.insert(input));
    await this.tell('campaign.created', created);
    return created;
  }

  async update(id: string, input: UpdateCampaignDto): Promise<CampaignDetails> {
    const before = await this.get(id);
    if (!before.mayChange) throw campaignOfOtherBranch();
    const { version, ...change } = input;
    this.assertChange(before, change);
    if (change.listId && change.listId !== before.listId) await this.assertList(change.listId);
    if (change.designId && change.designId !== before.designId) await this.assertDesign(change.designId);
    await this.campaigns.update(id, version, change);
    const after = await this.get(id);
    const changes = fieldChanges<CampaignRow>(before, after, TOLD);
    if (changes.length > 0) await this.tell('campaign.changed', after, changes);
    return after;
  }

  private async tell(kind: string, campaign: CampaignRow, changes: FieldChange[] = []): Promise<void> {
    const { id, branchId, accountId, name, state } = campaign;
    const event = new RecordEvent({
      kind,
      branchId,
      subject: { type: 'campaign', id },
      related: [{ type: 'account', id: accountId }],
      changes,
      facts: { name, state },
    });
    await this.events.emitAsync(RecordEvent.event, event);
  }

  private assertChange(before: CampaignRow, change: Omit<UpdateCampaignDto, 'version'>): void {
    if (campaignStates.isEnd(before.state)) {
      if (Object.keys(change).some((field) => field !== 'note')) throw campaignClosed();
    }
    if (change.state && change.state !== before.state && !campaignStates.may(before.state, change.state)) {
      throw campaignStep(before.state, change.state);
    }
    assertDates(
      change.startsOn === undefined ? before.startsOn : change.startsOn,
      change.endsOn === undefined ? before.endsOn : change.endsOn,
    );
  }

  private async assertList(listId: string): Promise<void> {
    if (!(await this.campaigns.listVisible(listId))) throw campaignListNotFound();
  }

  private async assertDesign(designId: string): Promise<void> {
    if (!(await this.campaigns.designVisible(designId))) throw campaignDesignNotFound();
  }

  private owns(campaign: CampaignRow): boolean {
    return this.database.viewer.branchIds.includes(campaign.branchId);
  }
}

function assertDates(startsOn: string | null, endsOn: string | null): void {
  if (startsOn && endsOn && endsOn < startsOn) throw campaignDates();
}
