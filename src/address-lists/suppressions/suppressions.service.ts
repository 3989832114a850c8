import { Inject, Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import type { Config } from '../../../libs/config/config';
import { CONFIG } from '../../../libs/config/config.module';
import { Database } from '../../../libs/database/database';
import { isUniqueViolation } from '../../../libs/database/database-errors';
import type { Page } from '../../../libs/database/keyset';
import { RecordEvent } from '../../../libs/events/record-event';
import { BranchesService } from '../../identity/branches/branches.service';
import { alreadySuppressed, suppressionIncomplete, suppressionNotFound } from '../address-lists.errors';
import { RecipientHasher } from '../recipients/recipient-hash';
import { normalForm } from '../recipients/recipient-normal';
import type { CreateSuppressionDto, SuppressionQueryDto } from './suppression.dto';
import { SuppressionRow, SuppressionsRepository } from './suppressions.repository';

/** Refusals, kept as keyed hashes: what was typed is hashed and forgotten. They hold in the whole house. */
@Injectable()
export class SuppressionsService {
  private readonly hasher: RecipientHasher;

  constructor(
    private readonly database: Database,
    private readonly suppressions: SuppressionsRepository,
    private readonly branches: BranchesService,
    private readonly events: EventEmitter2,
    @Inject(CONFIG) config: Config,
  ) {
    this.hasher = new RecipientHasher(config.hashKey);
  }

  page(query: SuppressionQueryDto): Promise<Page<SuppressionRow>> {
    return this.suppressions.page(query);
  }

  async create(input: CreateSuppressionDto): Promise<SuppressionRow> {
    const { viewer } = this.database;
    const branchId = input.branchId ?? viewer.branchId;
    await this.branches.get(branchId);
    const named = normalForm(input.name) !== '' || normalForm(input.company) !== '';
    if (normalForm(input.address) === '' || (input.kind === 'person' && !named))
      throw suppressionIncomplete();
    const hashes = this.hasher.hashes({ ...input, postcode: '' });
    const hash = Buffer.from(hashes[input.kind], 'hex');
    const { kind, reason, source } = input;
    try {
      const entry = { branchId, kind, hash, reason, source, createdBy: viewer.userId };
      const id = await this.suppressions.insert(entry);
      const created = (await this.suppressions.byId(id))!;
      await this.tell('suppression.added', created);
      return created;
    } catch (error) {
      if (isUniqueViolation(error, 'uq_suppression_hash')) throw alreadySuppressed();
      throw error;
    }
  }

  async delete(id: string): Promise<void> {
    const entry = await this.suppressions.byId(id);
    if (!entry || !(await this.suppressions.delete(id))) throw suppressionNotFound();
    await this.tell('suppression.removed', entry);
  }

  private async tell(told: string, { id, branchId, kind, reason }: SuppressionRow): Promise<void> {
    const subject = { type: 'suppression', id };
    const event = new RecordEvent({ kind: told, branchId, subject, facts: { kind, reason } });
    await this.events.emitAsync(RecordEvent.event, event);
  }
}
