import { Injectable } from '@nestjs/common';
import { Database } from '../../libs/database/database';
import type { Viewer } from '../../libs/database/viewer';
import { PermanentJobError } from '../../libs/queue/job-errors';
import type { Permission } from '../identity/permissions';
import { ViewersService } from '../identity/sessions/viewers.service';
import { BatchesRepository } from './batches/batches.repository';

/** What the print works may do on a batch, whoever asked for it. */
const JOB_PERMISSIONS: Permission[] = [
  'addresses:read',
  'batches:prepare',
  'batches:print',
  'batches:dispatch',
];

/** The viewer a mailing job runs as: the branch that owns the batch, read from its row. */
@Injectable()
export class JobViewersService {
  constructor(
    private readonly database: Database,
    private readonly batches: BatchesRepository,
    private readonly viewers: ViewersService,
  ) {}

  /** @throws PermanentJobError when there is no such batch */
  async ofBatch(batchId: string): Promise<Viewer> {
    const owner = await this.database.asSystem(() => this.batches.owner(batchId));
    if (!owner) throw new PermanentJobError('no such batch');
    return this.viewers.ofJob(owner.branchId, owner.createdBy, JOB_PERMISSIONS);
  }
}
