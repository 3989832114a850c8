import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { instant, isoDate } from '../../../libs/http/instant';
import { entrySchema } from '../entry.schema';
import { CHAIN_FAULTS } from './verification';

const filter = z.object({
  q: z.string().trim().max(100).optional().describe('In reasons, facts, changed values and names'),
  actorId: z.uuid().optional(),
  kind: z
    .string()
    .regex(/^[a-z-]+(\.[a-z-]+)?$/)
    .max(60)
    .optional()
    .describe('One kind, `batch.approved`, or all of a word, `batch`'),
  subjectType: z.string().max(40).optional(),
  subjectId: z.uuid().optional(),
  branchId: z.uuid().optional().describe('This branch and everything below it'),
  from: isoDate.optional().describe('First day, in the time zone of the viewer’s own branch'),
  to: isoDate.optional().describe('Last day, included'),
});

export const auditEntrySchema = entrySchema.extend({
  branchId: z.uuid(),
  branchName: z.string().nullable(),
  apiKeyId: z.uuid().nullable(),
  requestId: z.string().nullable(),
  seq: z.number().int().nullable().describe('Place in the chain; null until it is sealed'),
  hash: z.string().nullable().describe('SHA-256, hexadecimal'),
});

export class AuditPageDto extends createZodDto(
  z.object({ items: z.array(auditEntrySchema), nextCursor: z.string().nullable() }),
) {}
export class AuditFilterDto extends createZodDto(filter) {}
export class AuditQueryDto extends createZodDto(
  filter.extend({
    cursor: z.string().max(500).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
) {}
export class VerifyQueryDto extends createZodDto(
  z.object({
    fromSeq: z.coerce.number().int().min(1).default(1),
    toSeq: z.coerce.number().int().min(1).optional().describe('The end of the chain when left out'),
  }),
) {}
export class VerificationDto extends createZodDto(
  z.object({
    state: z.enum(['running', 'sound', 'broken']),
    fromSeq: z.number().int(),
    toSeq: z.number().int(),
    checked: z.number().int(),
    journalHeads: z.number().int().describe('Heads of the journal outside the database that agreed'),
    fault: z
      .object({
        kind: z.enum(CHAIN_FAULTS),
        seq: z.number().int(),
        entryId: z.uuid().nullable(),
      })
      .nullable()
      .describe('The first place where the chain does not hold'),
    waiting: z.number().int().describe('Entries not sealed yet'),
    waitingSince: instant.nullable(),
    strays: z
      .number()
      .int()
      .describe('Entries put in or taken away past the program before they were sealed'),
  }),
) {}
