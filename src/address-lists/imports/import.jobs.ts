import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../../../libs/database/database';
import { DueJob, dueJob, DueWork, DueWorkSource } from '../../../libs/queue/due-work';
import { defineJob } from '../../../libs/queue/job-definition';
import { HandlesJob, JobContext } from '../../../libs/queue/job-handler';
import { ImportRunner } from './import-runner';
import { ForgottenUploads } from './forgotten-uploads';
import { ImportsRepository } from './imports.repository';

export const importListJob = defineJob({
  name: 'import-list',
  queue: 'imports',
  schema: z.strictObject({ importId: z.uuid() }),
  attempts: 3,
  timeoutMs: 30 * 60_000,
});

/** Cancels an upload that nobody started: its file is personal data that serves nothing. */
export const forgetUploadJob = defineJob({
  name: 'forget-upload',
  queue: 'imports',
  schema: z.strictObject({ importId: z.uuid() }),
});

@Injectable()
export class ImportJobs {
  constructor(
    private readonly runner: ImportRunner,
    private readonly uploads: ForgottenUploads,
  ) {}

  @HandlesJob(forgetUploadJob)
  forget({ importId }: { importId: string }): Promise<void> {
    return this.uploads.forget(importId);
  }

  @HandlesJob(importListJob)
  handle({ importId }: { importId: string }, { signal }: JobContext): Promise<void> {
    return this.runner.run(importId, { signal });
  }
}

/** Imports that should be running and that nobody holds (a wake-up was lost, a worker died), and forgotten uploads. */
@Injectable()
@DueWorkSource()
export class DueImports implements DueWork {
  readonly name = 'list-imports';
  readonly intervalMs = 2_000;

  constructor(
    private readonly database: Database,
    private readonly imports: ImportsRepository,
  ) {}

  async findDue(limit: number): Promise<DueJob[]> {
    const due = await this.database.asSystem(() => this.imports.due(limit));
    const forgotten = await this.database.asSystem(() => this.imports.forgotten(limit));
    return [
      ...due.map((importId) => dueJob(importListJob, { importId })),
      ...forgotten.map((importId) => dueJob(forgetUploadJob, { importId })),
    ].slice(0, limit);
  }
}
