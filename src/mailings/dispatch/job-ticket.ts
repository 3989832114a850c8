import { z } from 'zod';

/** What a printer needs to know of the files beside it, and what names the hand-over for ever. */
export const jobTicketSchema = z.object({
  key: z.string(),
  batch: z.string(),
  manifestHash: z.string(),
  format: z.string(),
  design: z.string(),
  generator: z.string(),
  /** Pieces mailed, and charged. */
  pieces: z.number().int(),
  /** Pages in the files, those of withdrawn pieces among them. */
  pages: z.number().int(),
  counts: z.object({
    planned: z.number().int(),
    mailed: z.number().int(),
    heldOut: z.number().int(),
    suppressed: z.number().int(),
    spoiled: z.number().int(),
    cancelled: z.number().int(),
  }),
  /** Pages in the files that are not to be inserted, and the list that names them; null when every page is mailed. */
  withdrawn: z
    .object({ list: z.string(), pieces: z.number().int(), pages: z.number().int() })
    .nullable()
    .default(null),
  files: z.array(
    z.object({ name: z.string(), sha256: z.string(), bytes: z.number().int(), pages: z.number().int() }),
  ),
});

export type JobTicket = z.output<typeof jobTicketSchema>;
