import { Injectable } from '@nestjs/common';
import { type LoadRow, WorkloadRepository } from './workload.repository';

/** Who has how much to do. */
@Injectable()
export class WorkloadService {
  constructor(private readonly workload: WorkloadRepository) {}

  /** Of a branch and below; as every list, nothing of a branch the viewer does not see. */
  async of(branchId: string | null): Promise<{ items: LoadRow[]; unassigned: number }> {
    return {
      items: await this.workload.people(branchId),
      unassigned: await this.workload.unassigned(branchId),
    };
  }
}
