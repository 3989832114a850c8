import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { instant } from '../../../libs/http/instant';
import { pageOf, pageQuery } from '../../../libs/http/page.dto';
import { scored } from './account-duplicate.dto';

const side = z.object({
  id: z.uuid(),
  name: z.string(),
  detail: z.string().describe('Code of an account; firms of a contact'),
  branchName: z.string().nullable(),
  createdAt: instant,
});

export class PairPageDto extends createZodDto(
  pageOf(
    z.object({
      id: z.guid().describe('Of the pair; a hash, no uuid of a version'),
      first: side.describe('The earlier of the two'),
      second: side,
      dismissedByName: z.string().nullable(),
      ...scored,
    }),
  ),
) {}
export class PairQueryDto extends createZodDto(
  pageQuery.omit({ q: true }).extend({
    dismissed: z
      .enum(['true', 'false'])
      .default('false')
      .transform((value) => value === 'true')
      .describe('Pairs that somebody told apart'),
    recordId: z.uuid().optional().describe('Pairs of this record'),
  }),
) {}
export class PairDecisionDto extends createZodDto(
  z.object({
    firstId: z.uuid(),
    secondId: z.uuid(),
    dismissed: z.boolean().default(true).describe('They are not one; false takes that back'),
  }),
) {}
