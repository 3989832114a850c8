import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { instant } from '../../../libs/http/instant';
import { listNarrowing } from '../list-summary.dto';
import { BULK_EDIT_STATES } from './bulk-edit.entity';

const cell = z
  .union([z.string().max(500), z.number(), z.boolean(), z.array(z.string().max(100)).max(100)])
  .nullable();
const words = z.array(z.string().trim().min(1).max(100)).max(100);
const sentence = z.object({ zh: z.string(), en: z.string() });

export class PreviewBulkEditDto extends createZodDto(
  listNarrowing.extend({
    ids: z
      .array(z.uuid())
      .min(1)
      .max(1_000)
      .optional()
      .describe('These records alone; all that match when left out'),
    change: z.union([
      z.strictObject({ field: z.string().max(81), set: cell }),
      z.strictObject({ field: z.string().max(81), add: words, remove: words }),
    ]),
  }),
) {}

export class ApplyBulkEditDto extends createZodDto(
  z.object({ reason: z.string().trim().max(500).default('') }),
) {}
export class BulkEditsQueryDto extends createZodDto(z.object({ list: z.string().max(40) })) {}

export const bulkEditSchema = z.object({
  id: z.uuid(),
  list: z.string(),
  field: z.string(),
  state: z.enum(BULK_EDIT_STATES),
  reason: z.string(),
  total: z.number().int().describe('Records the change was previewed for'),
  counts: z.object({
    pending: z.number().int().describe('Will change, or are still to be changed'),
    unchanged: z.number().int().describe('Have the value already'),
    refused: z.number().int().describe('Cannot be changed'),
    changed: z.number().int(),
    stale: z.number().int().describe('Somebody changed them after the preview, so they were left alone'),
    restored: z.number().int(),
    kept: z.number().int().describe('Not restored, because somebody changed the value since'),
  }),
  createdAt: instant,
  finishedAt: instant.nullable(),
});

export class BulkEditDto extends createZodDto(bulkEditSchema) {}
export class BulkEditsDto extends createZodDto(z.object({ items: z.array(bulkEditSchema) })) {}
export class BulkEditPreviewDto extends createZodDto(
  bulkEditSchema.extend({
    samples: z.array(z.object({ recordId: z.uuid(), label: z.string(), before: cell, after: cell })),
    refusals: z.array(z.object({ recordId: z.uuid(), label: z.string(), fault: sentence })),
  }),
) {}
