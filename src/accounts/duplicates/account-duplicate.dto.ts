import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { DUPLICATE_RULES, LIKELY } from './duplicate-rules';

const textOrNull = (most: number) => z.string().trim().max(most).nullable().default(null);

export const scored = {
  score: z.number().int().describe(`0-100; ${LIKELY} and above asks before saving`),
  likely: z.boolean(),
  reasons: z.array(z.enum(DUPLICATE_RULES)).describe('What the two share, the weightiest first'),
};

export const confirmedDuplicates = z
  .boolean()
  .default(false)
  .describe('The likely duplicates were seen, and this is another record');

export class TypedAccountDto extends createZodDto(
  z.object({
    id: z.uuid().nullable().default(null).describe('The account itself, when it is there already'),
    name: z.string().trim().max(120).default(''),
    legalName: textOrNull(120),
    tradeNames: z.array(z.string().trim().max(120)).max(20).default([]),
    creditCode: textOrNull(40),
    phone: textOrNull(40),
    website: textOrNull(200),
  }),
) {}

export class AccountCandidatesDto extends createZodDto(
  z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        code: z.string(),
        name: z.string(),
        branchName: z.string().nullable(),
        managerName: z.string().nullable(),
        ...scored,
      }),
    ),
  }),
) {}
