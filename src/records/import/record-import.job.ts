import { z } from 'zod';
import { defineJob } from '../../../libs/queue/job-definition';

export const recordImportJob = defineJob({
  name: 'record-import',
  queue: 'record-imports',
  schema: z.strictObject({ recordImportId: z.uuid() }),
  attempts: 3,
  timeoutMs: 30 * 60_000,
});

/** Lets go of what an import has kept long enough. */
export const forgetImportJob = defineJob({
  name: 'forget-record-import',
  queue: 'record-imports',
  schema: z.strictObject({ recordImportId: z.uuid() }),
});
