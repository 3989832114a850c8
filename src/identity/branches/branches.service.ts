import { Injectable } from '@nestjs/common';
import { isUniqueViolation } from '../../../libs/database/database-errors';
import { branchCodeTaken, branchCycle, branchNotFound } from '../identity.errors';
import type { Branch } from './branch.entity';
import type { CreateBranchDto, UpdateBranchDto } from './branch.dto';
import { BranchesRepository } from './branches.repository';

@Injectable()
export class BranchesService {
  constructor(private readonly branches: BranchesRepository) {}

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
      return await this.get(await this.branches.insert(input));
    } catch (error) {
      if (isUniqueViolation(error)) throw branchCodeTaken();
      throw error;
    }
  }

  async update(id: string, input: UpdateBranchDto): Promise<Branch> {
    await this.get(id);
    if (input.parentId) {
      await this.branches.lockMoves();
      await this.get(input.parentId);
      if ((await this.branches.subtree(id)).includes(input.parentId)) throw branchCycle();
    }
    const { version, ...change } = input;
    await this.branches.update(id, version, change);
    return this.get(id);
  }
}
