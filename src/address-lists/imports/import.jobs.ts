import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { defineJob } from '../../../libs/queue/job-definition';
import { HandlesJob, JobContext } from '../../../libs/queue/job-handler';
import { ImportRunner } from './import-runner';
import { ForgottenUploads } from './forgotten-uploads';

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
