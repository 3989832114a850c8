import { z } from 'zod';
import { instant } from '../../libs/http/instant';

const ref = z.object({ type: z.string(), id: z.uuid() });

/** An entry as timelines and the trail both tell it. */
export const entrySchema = z.object({
  id: z.uuid(),
  at: instant,
  kind: z.string().describe('What happened, `type.verb`'),
  actor: z.object({
    id: z.uuid().nullable(),
    name: z.string().nullable(),
    via: z.string().describe('session, api-key, job, console, nobody'),
  }),
  subject: ref,
  related: z.array(ref),
  changes: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  reason: z.string().nullable(),
});
