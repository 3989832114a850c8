import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

/** Query of every list: filters of its own come on top with `.extend`. */
export const pageQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  sort: z.string().max(40).optional(),
  q: z.string().trim().max(100).optional(),
});

export type PageQuery = z.output<typeof pageQuery>;

/** A page of `item`: what every list answers. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    nextCursor: z.string().nullable(),
    total: z.number().int(),
    capped: z.boolean().optional().describe('There are more than `total`: counting ends at 10,000'),
  });

export class IdParam extends createZodDto(z.object({ id: z.uuid() })) {}
