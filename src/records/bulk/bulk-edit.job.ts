import { z } from 'zod';
import { defineJob } from '../../../libs/queue/job-definition';

export const bulkEditJob = defineJob({
  name: 'bulk-edit',
  queue: 'bulk-edits',
  schema: z.strictObject({ bulkEditId: z.uuid() }),
  attempts: 3,
  timeoutMs: 10 * 60_000,
});
