import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { isUniqueViolation } from '../../../libs/database/database-errors';
import { type FieldChange, fieldChanges } from '../../../libs/events/field-changes';
import { RecordEvent } from '../../../libs/events/record-event';
import { branchCodeTaken, branchCycle, branchNotFound } from '../identity.errors';
import type { Branch } from './branch.entity';
import type { CreateBranchDto, UpdateBranchDto } from './branch.dto';
import { BranchesRepository } from './branches.repository';

@Injectable()
export class BranchesService {
  constructor(
    private readonly branches: BranchesRepository,
    private readonly events: EventEmitter2,
  ) {}

  async list(): Promise<{ items: Branch[]; nextCursor: null; total: number }> {
    const items = await this.branches.all();
    return { items, nextCursor: null, total: items.length };
  }

  async get(id: string): Promise<Branch> {
    const branch = await this.branches.byId(id);
    if (!branch) throw branchNotFound();
    return branch;
  }

  /** Whether `branchId` is `ancestorId` or lies below it. */
  async contains(ancestorId: string, branchId: string): Promise<boolean> {
    return (await this.branches.subtree(ancestorId)).includes(branchId);
  }

  async create(input: CreateBranchDto): Promise<Branch> {
    await this.get(input.parentId);
    try {
      const created = await this.get(await this.branches.insert(input));
      await this.tell('branch.created', created);
      return created;
    } catch (error) {
      if (isUniqueViolation(error)) throw branchCodeTaken();
      throw error;
    }
  }

  async update(id: string, input: UpdateBranchDto): Promise<Branch> {
    const before = { ...(await this.get(id)) };
    if (input.parentId) {
      await this.branches.lockMoves();
      await this.get(input.parentId);
      if ((await this.branches.subtree(id)).includes(input.parentId)) throw branchCycle();
    }
    const { version, ...change } = input;
    await this.branches.update(id, version, change);
    const after = await this.get(id);
    const changes = fieldChanges<Branch>(before, after, ['name', 'level', 'parentId', 'timeZone']);
    if (changes.length > 0) await this.tell('branch.changed', after, changes);
    return after;
  }

  private async tell(kind: string, branch: Branch, changes: FieldChange[] = []): Promise<void> {
    const { id, code, name } = branch;
    const subject = { type: 'branch', id };
    const event = new RecordEvent({ kind, branchId: id, subject, changes, facts: { code, name } });
    await this.events.emitAsync(RecordEvent.event, event);
  }
}
