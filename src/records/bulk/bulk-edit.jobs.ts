import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { type DueJob, dueJob, type DueWork, DueWorkSource } from '../../../libs/queue/due-work';
import { HandlesJob, type JobContext } from '../../../libs/queue/job-handler';
import { bulkEditJob } from './bulk-edit.job';
import { BulkEditRunner } from './bulk-edit.runner';

/** Bulk edits that should be under way; a wake-up may have been lost. */
@Injectable()
@DueWorkSource()
export class BulkEditJobs implements DueWork {
  readonly name = 'bulk-edits';
  readonly intervalMs = 2_000;

  constructor(
    private readonly database: Database,
    private readonly edits: BulkEditRunner,
  ) {}

  async findDue(limit: number): Promise<DueJob[]> {
    const due = await this.database.asSystem(() => this.edits.due(limit));
    return due.map((bulkEditId) => dueJob(bulkEditJob, { bulkEditId }));
  }

  @HandlesJob(bulkEditJob)
  handle({ bulkEditId }: { bulkEditId: string }, { signal }: JobContext): Promise<void> {
    return this.edits.run(bulkEditId, signal);
  }
}
