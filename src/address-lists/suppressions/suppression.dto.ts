import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { instant } from '../../../libs/http/instant';
import { pageOf } from '../../../libs/http/page.dto';
import { listCells, listQuery } from '../../../libs/lists/list.dto';
import { SUPPRESSION_KINDS, SUPPRESSION_REASONS } from './suppression-kind';

const suppressionSchema = z.object({
  id: z.uuid(),
  branchId: z.uuid(),
  branchName: z.string(),
  kind: z.enum(SUPPRESSION_KINDS),
  reason: z.enum(SUPPRESSION_REASONS),
  source: z.string(),
  createdBy: z.uuid(),
  createdByName: z.string().nullable(),
  createdAt: instant,
});

const text = (longest: number) => z.string().trim().max(longest).default('');

export class SuppressionDto extends createZodDto(suppressionSchema) {}
export class SuppressionPageDto extends createZodDto(
  pageOf(suppressionSchema.extend({ cells: listCells })),
) {}
export class SuppressionQueryDto extends createZodDto(
  listQuery
    .omit({ q: true })
    .extend({ kind: z.enum(SUPPRESSION_KINDS).optional(), reason: z.enum(SUPPRESSION_REASONS).optional() }),
) {}
export class CreateSuppressionDto extends createZodDto(
  z.object({
    kind: z.enum(SUPPRESSION_KINDS).default('person'),
    name: text(100),
    company: text(200),
    address: z.string().trim().min(1).max(300),
    reason: z.enum(SUPPRESSION_REASONS),
    source: text(200).describe(
      'Where the refusal came in, e.g. a letter or a hotline. No names, no addresses',
    ),
    branchId: z.uuid().optional().describe("The caller's own branch when left out"),
  }),
) {}
