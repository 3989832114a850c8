import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { RECORD_KIND_NAMES } from './record-kinds';

/** Characters looked for; longer names have no more to tell apart. */
const LONGEST = 60;

export class SearchDto extends createZodDto(
  z.object({
    q: z.string().trim().min(1).max(LONGEST),
    kinds: z.array(z.enum(RECORD_KIND_NAMES)).max(RECORD_KIND_NAMES.length).default([]),
    limit: z.number().int().min(1).max(20).default(6),
  }),
) {}

export class SearchResultDto extends createZodDto(
  z.object({
    items: z.array(
      z.object({
        kind: z.enum(RECORD_KIND_NAMES),
        id: z.uuid(),
        title: z.string(),
        detail: z.string(),
        accountName: z.string().nullable(),
      }),
    ),
  }),
) {}
