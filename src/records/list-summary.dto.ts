import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { fieldNames, filterText } from '../../libs/lists/list.dto';

const total = z.object({
  field: z.string(),
  sum: z.number().describe('Fen for money'),
});
const totals = z
  .array(total)
  .nullable()
  .describe('Null when more records match than are counted: narrow the list to have them added up');

/** What every question to a whole list is narrowed by. */
export const listNarrowing = z.object({
  q: z.string().trim().max(100).optional(),
  filter: filterText.optional(),
});

export class ListSummaryQueryDto extends createZodDto(
  listNarrowing.extend({
    group: fieldNames.optional(),
    totals: fieldNames.optional().describe('Fields to add up, with commas'),
  }),
) {}

export class ListSummaryDto extends createZodDto(
  z.object({
    count: z.number().int(),
    capped: z.boolean().describe('There are more than `count`: counting ends at 10,000'),
    totals,
    groups: z
      .array(
        z.object({
          value: z.union([z.string(), z.number(), z.boolean()]).nullable(),
          text: z.string().nullable().describe('What to show in place of the value, if anything'),
          count: z.number().int(),
          totals,
        }),
      )
      .nullable()
      .describe('Largest first, at most 100; null when no group was asked for'),
    moreGroups: z.boolean(),
  }),
) {}
