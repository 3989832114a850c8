import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { ACCOUNT_TIERS } from '../account-words';

const figures = z.object({
  accounts: z.number().int(),
  revenueFen: z.number().int().nullable().describe('Null for a reader without `revenue:read`'),
  pieces: z.number().int().nullable().describe('Null for a reader without `revenue:read`'),
  campaigns: z.number().int().nullable().describe('Null for a reader without `campaigns:read`'),
});

export class GroupQueryDto extends createZodDto(
  z.object({
    year: z.coerce
      .number()
      .int()
      .min(1900)
      .max(9999)
      .optional()
      .describe('Of the figures; this year unless said'),
  }),
) {}

export class GroupDto extends createZodDto(
  z.object({
    year: z.number().int(),
    path: z
      .array(z.object({ id: z.uuid(), name: z.string() }))
      .describe('What stands above, from the highest the reader sees'),
    own: figures.describe('Of the account alone'),
    total: figures.describe('Of the account and everything below it that the reader sees'),
    partial: z.boolean().describe('Accounts the reader does not see belong to the group and are left out'),
    childCount: z.number().int(),
    children: z
      .array(
        z.object({
          id: z.uuid(),
          code: z.string(),
          name: z.string(),
          tier: z.enum(ACCOUNT_TIERS),
          active: z.boolean(),
          branchName: z.string().nullable(),
          hasChildren: z.boolean(),
          total: figures,
        }),
      )
      .describe('Directly below, those that earned most first; at most 500'),
  }),
) {}
