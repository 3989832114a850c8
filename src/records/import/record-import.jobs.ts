import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { type DueJob, dueJob, type DueWork, DueWorkSource } from '../../../libs/queue/due-work';
import { HandlesJob, type JobContext } from '../../../libs/queue/job-handler';
import { forgetImportJob, recordImportJob } from './record-import.job';
import { RecordImportRunner } from './record-import.runner';

interface Payload {
  recordImportId: string;
}

/** Imports that should be under way and that nobody holds, and those of which something is to be forgotten. */
@Injectable()
@DueWorkSource()
export class RecordImportJobs implements DueWork {
  readonly name = 'record-imports';
  readonly intervalMs = 2_000;

  constructor(
    private readonly database: Database,
    private readonly imports: RecordImportRunner,
  ) {}

  async findDue(limit: number): Promise<DueJob[]> {
    const { due, forgettable } = await this.database.asSystem(() => this.imports.due(limit));
    return [
      ...due.map((recordImportId) => dueJob(recordImportJob, { recordImportId })),
      ...forgettable.map((recordImportId) => dueJob(forgetImportJob, { recordImportId })),
    ].slice(0, limit);
  }

  @HandlesJob(recordImportJob)
  handle({ recordImportId }: Payload, { signal }: JobContext): Promise<void> {
    return this.imports.run(recordImportId, signal);
  }

  @HandlesJob(forgetImportJob)
  forget({ recordImportId }: Payload): Promise<void> {
    return this.imports.forget(recordImportId);
  }
}
