import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { instant, isoDate } from '../../../../libs/http/instant';
import { pageOf, pageQuery } from '../../../../libs/http/page.dto';
import { ACCOUNT_TIERS } from '../../account-words';
import { HEALTH_PARTS } from './health-score';

const partSchema = z.object({
  part: z.enum(HEALTH_PARTS),
  weight: z.number().int(),
  percent: z
    .number()
    .int()
    .nullable()
    .describe('0 to 100; null when nothing is known, and then it does not count'),
  facts: z.record(z.string(), z.union([z.number(), z.boolean(), z.null()])),
});

const score = z.number().int().min(0).max(100);

export class HealthDto extends createZodDto(
  z.object({
    score: score.nullable().describe('Null before it was counted for the first time'),
    parts: z.array(partSchema),
    computedAt: instant.nullable(),
    months: z.array(z.object({ month: isoDate, score })).describe('The last two years, oldest first'),
    mayCount: z.boolean(),
  }),
) {}

export class HealthPageDto extends createZodDto(
  pageOf(
    z.object({
      id: z.uuid(),
      code: z.string(),
      name: z.string(),
      tier: z.enum(ACCOUNT_TIERS),
      branchName: z.string().nullable(),
      managerName: z.string().nullable(),
      score,
      parts: z.array(partSchema),
      computedAt: instant,
    }),
  ),
) {}

export class HealthQueryDto extends createZodDto(
  pageQuery.omit({ q: true }).extend({
    below: z.coerce.number().int().min(1).max(101).optional(),
    managerId: z.uuid().optional(),
    branchId: z.uuid().optional(),
  }),
) {}
