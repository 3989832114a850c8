import { z } from 'zod';
import { defineJob } from '../../libs/queue/job-definition';

const batch = z.strictObject({ batchId: z.uuid() });

/** Copies the audience into pieces: minutes for a million, so it runs behind the request. */
export const FREEZE_BATCH = defineJob({
  name: 'freeze-batch',
  queue: 'freeze',
  schema: batch,
  timeoutMs: 15 * 60_000,
});

/** Renders and verifies one chunk. Two at once for each print thread: one renders while the other reads or commits. */
export const PRINT_CHUNK = defineJob({
  name: 'print-chunk',
  queue: 'print',
  schema: z.strictObject({ batchId: z.uuid(), chunkNo: z.int32() }),
  attempts: 3,
  concurrency: 2,
  timeoutMs: 2 * 60_000,
});

/**
 * A chunk whose worker died is leased under a new fence, so its wake-up gets a new key: the dead worker's job,
 * which the queue still holds as running, does not stand in its way.
 */
export const printKey = (batchId: string, chunkNo: number, fence: number): string =>
  `${batchId}/${chunkNo}/${fence}`;

/** Balances and closes a batch whose chunks are all verified. */
export const CLOSE_BATCH = defineJob({
  name: 'close-batch',
  queue: 'post',
  schema: batch,
});

/** Hands a closed batch to its channel. */
export const DISPATCH_BATCH = defineJob({
  name: 'dispatch-batch',
  queue: 'post',
  schema: z.strictObject({ dispatchId: z.uuid() }),
  timeoutMs: 15 * 60_000,
});

export const MAILING_JOBS = [FREEZE_BATCH, PRINT_CHUNK, CLOSE_BATCH, DISPATCH_BATCH];
