import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { Page } from '../../../libs/database/keyset';
import { AddressListsService } from '../../address-lists/address-lists.service';
import { CampaignsService } from '../../campaigns/campaigns.service';
import { BranchesService } from '../../identity/branches/branches.service';
import { DesignsService } from '../designs/designs.service';
import {
  batchBranchesApart,
  batchIncomplete,
  batchListArchived,
  batchNeedsSecondPerson,
  batchNotFound,
  batchWrongState,
} from '../mailings.errors';
import type { BatchQueryDto, CreateBatchDto } from './batch.dto';
import { BatchSetUp } from './batch-set-up';
import { type BatchProgress, type BatchRow, BatchesRepository } from './batches.repository';

/** A batch from its making to its approval, and its cancelling. Printing and dispatch follow in services of their own. */
@Injectable()
export class BatchesService {
  constructor(
    private readonly database: Database,
    private readonly batches: BatchesRepository,
    private readonly designs: DesignsService,
    private readonly lists: AddressListsService,
    private readonly campaigns: CampaignsService,
    private readonly branches: BranchesService,
    private readonly setUp: BatchSetUp,
  ) {}

  page(query: BatchQueryDto): Promise<Page<BatchRow>> {
    return this.batches.page(query);
  }

  async get(id: string): Promise<BatchRow> {
    const batch = await this.batches.byId(id);
    if (!batch) throw batchNotFound();
    return batch;
  }

  async progress(id: string): Promise<BatchProgress> {
    const progress = await this.batches.progress(id);
    if (!progress) throw batchNotFound();
    return progress;
  }

  async create(input: CreateBatchDto): Promise<BatchRow> {
    const campaign = input.campaignId ? await this.campaigns.forFreeze(input.campaignId) : null;
    const listId = input.listId ?? campaign?.listId;
    const designId = input.designId ?? campaign?.designId;
    if (!listId || !designId) throw batchIncomplete();
    const list = await this.mailableList(listId);
    const design = await this.designs.get(designId);
    // Whoever works on the batch has to see all it is made of.
    const seesBoth = await this.higher(list.branchId, design.branchId);
    const id = await this.batches.insert({
      branchId: campaign ? await this.higher(campaign.branchId, seesBoth) : seesBoth,
      campaignId: campaign?.id ?? null,
      accountId: campaign?.accountId ?? list.accountId,
      listId,
      designId,
      pricePerPieceFen: campaign?.pricePerPieceFen ?? null,
      chunkPieces: this.setUp.chunkPieces,
      createdBy: this.database.viewer.userId,
    });
    return this.get(id);
  }

  /** Asks for the freeze; a job does it. */
  async freeze(id: string): Promise<BatchRow> {
    const batch = await this.get(id);
    // What was in order when the batch was made may have ended since.
    if (batch.state === 'draft') {
      if (batch.campaignId) await this.campaigns.forFreeze(batch.campaignId);
      await this.mailableList(batch.listId);
    }
    if (!(await this.batches.move(id, 'freezing', { errorCode: null }))) {
      if (batch.state === 'freezing') return batch;
      throw batchWrongState('冻结', 'frozen');
    }
    this.setUp.wakeFreeze(id);
    return this.get(id);
  }

  /** Over the threshold by a second person, else by anyone who may. */
  async approve(id: string): Promise<BatchRow> {
    const batch = await this.get(id);
    const { userId } = this.database.viewer;
    if (batch.needsSecondPerson && batch.createdById === userId) throw batchNeedsSecondPerson();
    const approved = { approval: 'person' as const, approvedBy: userId, approvedAt: new Date() };
    if (!(await this.batches.move(id, 'approved', approved))) throw batchWrongState('审批', 'approved');
    return this.get(id);
  }

  /**
   * Approval by whoever runs the command line of the machine. Who can do that holds the database already, so a
   * second person would be theatre; the batch says `console` for ever.
   */
  async approveOnConsole(id: string): Promise<void> {
    const approved = { approval: 'console' as const, approvedAt: new Date() };
    if (!(await this.batches.move(id, 'approved', approved))) throw batchWrongState('审批', 'approved');
  }

  /** Nothing of a cancelled batch leaves the house: what would have been mailed counts as cancelled. */
  async cancel(id: string): Promise<BatchRow> {
    const batch = await this.batches.lock(id);
    if (!batch) throw batchNotFound();
    const cancelled = batch.planned - batch.suppressed - batch.heldOut - batch.spoiled;
    if (!(await this.batches.move(id, 'cancelled', { cancelled, mailed: 0 }))) {
      if (batch.state === 'cancelled') return this.get(id);
      throw batchWrongState('取消', 'cancelled');
    }
    return this.get(id);
  }

  private async mailableList(id: string) {
    const list = await this.lists.get(id);
    if (list.state === 'archived') throw batchListArchived();
    return list;
  }

  private async higher(one: string, other: string): Promise<string> {
    if (await this.branches.contains(one, other)) return one;
    if (await this.branches.contains(other, one)) return other;
    throw batchBranchesApart();
  }
}
