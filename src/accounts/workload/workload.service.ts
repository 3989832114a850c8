import { Injectable } from '@nestjs/common';
import { BranchesService } from '../../identity/branches/branches.service';
import { type LoadRow, WorkloadRepository } from './workload.repository';

/** Who has how much to do. */
@Injectable()
export class WorkloadService {
  constructor(
    private readonly workload: WorkloadRepository,
    private readonly branches: BranchesService,
  ) {}

  /** @throws AppError `not-found` for a branch the viewer does not see */
  async of(branchId: string | null): Promise<{ items: LoadRow[]; unassigned: number }> {
    if (branchId !== null) await this.branches.get(branchId);
    return {
      items: await this.workload.people(branchId),
      unassigned: await this.workload.unassigned(branchId),
    };
  }
}
