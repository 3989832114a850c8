import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { instant } from '../../../libs/http/instant';
import { pageOf } from '../../../libs/http/page.dto';
import { listCells, listQuery } from '../../../libs/lists/list.dto';
import { BATCH_STATES } from './batch-states';

export const batchSchema = z.object({
  id: z.uuid(),
  code: z.string(),
  branchId: z.uuid(),
  branchName: z.string(),
  campaignId: z.uuid().nullable(),
  campaignName: z.string().nullable(),
  accountId: z.uuid().nullable(),
  accountName: z.string().nullable(),
  listId: z.uuid(),
  listName: z.string(),
  designId: z.uuid(),
  designName: z.string(),
  state: z.enum(BATCH_STATES),
  errorCode: z.string().nullable(),
  planned: z.number().int(),
  mailed: z.number().int(),
  heldOut: z.number().int(),
  suppressed: z.number().int(),
  spoiled: z.number().int(),
  cancelled: z.number().int(),
  pricePerPieceFen: z.number().int().nullable(),
  needsSecondPerson: z.boolean(),
  createdById: z.uuid(),
  createdByName: z.string().nullable(),
  approvedByName: z.string().nullable(),
  approval: z.enum(['person', 'console']).nullable(),
  manifestHash: z.string().nullable(),
  chunks: z.number().int(),
  chunksDone: z.number().int(),
  files: z.number().int().describe('PDF files there are; a chunk whose every piece was held out has none'),
  version: z.number().int(),
  createdAt: instant,
  frozenAt: instant.nullable(),
  approvedAt: instant.nullable(),
  closedAt: instant.nullable(),
  dispatchedAt: instant.nullable(),
});

export const progressSchema = z.object({
  state: z.enum(BATCH_STATES),
  errorCode: z.string().nullable(),
  planned: z.number().int(),
  printed: z.number().int(),
  heldOut: z.number().int(),
  suppressed: z.number().int(),
  chunks: z.number().int(),
  chunksDone: z.number().int(),
  chunksGivenUp: z.number().int().describe('Failed so often that a person has to ask for another try'),
});

export class BatchDto extends createZodDto(batchSchema) {}
export class BatchPageDto extends createZodDto(pageOf(batchSchema.extend({ cells: listCells }))) {}
export class BatchProgressDto extends createZodDto(progressSchema) {}
export class BatchQueryDto extends createZodDto(
  listQuery.extend({
    state: z.enum(BATCH_STATES).optional(),
    campaignId: z.uuid().optional(),
    accountId: z.uuid().optional(),
  }),
) {}
/** From a campaign, or from a list and a design directly. What is named here wins over the campaign's. */
export class CreateBatchDto extends createZodDto(
  z.object({
    campaignId: z.uuid().optional(),
    listId: z.uuid().optional(),
    designId: z.uuid().optional(),
  }),
) {}
export class FindingPageDto extends createZodDto(
  z.object({
    items: z.array(
      z.object({
        seq: z.number().int(),
        serial: z.string(),
        findings: z.array(
          z.object({ code: z.string(), box: z.string(), page: z.number().int(), detail: z.string() }),
        ),
      }),
    ),
    nextCursor: z.string().nullable(),
    total: z.number().int(),
  }),
) {}
export class FindingQueryDto extends createZodDto(
  z.object({
    cursor: z.string().max(20).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
) {}
/** Which pieces a proof shows, by their number in the batch; at most twenty. */
export class ProofQueryDto extends createZodDto(
  z.object({
    pieces: z
      .string()
      .regex(/^\d{1,9}(,\d{1,9}){0,19}$/)
      .default('1')
      .transform((text) => text.split(',').map(Number)),
  }),
) {}
