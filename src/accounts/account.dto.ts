import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { instant, isoDate } from '../../libs/http/instant';
import { pageOf, pageQuery } from '../../libs/http/page.dto';
import { listCells, listQuery } from '../../libs/lists/list.dto';
import { ACCOUNT_TIERS } from './account-words';
import { customFieldSchema } from './custom-fields/custom-field.dto';
import { confirmedDuplicates } from './duplicates/account-duplicate.dto';
import { industryOf } from './industries';
import { COMPLETENESS_PARTS } from './profile/completeness';
import { profileInput, profileParts, reason } from './profile/profile.schema';

const code = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9_-]{0,31}$/);
const name = z.string().trim().min(1).max(120);
const tier = z.enum(ACCOUNT_TIERS);
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const industry = z
  .string()
  .regex(/^[A-T]\d{2}$/)
  .refine((value) => industryOf(value) !== undefined, 'not a division of GB/T 4754-2017');

export const accountSchema = z.object({
  id: z.uuid(),
  branchId: z.uuid(),
  branchName: z
    .string()
    .nullable()
    .describe('Null when the branch itself lies outside what the reader may see'),
  code: z.string(),
  name: z.string(),
  tier,
  industry: z.string().nullable(),
  managerId: z.uuid().nullable(),
  managerName: z.string().nullable(),
  parentId: z.uuid().nullable(),
  active: z.boolean(),
  tags: z.array(z.string()),
  completeness: z.number().int().describe('How much of the profile is known, 0-100'),
  reviewDueOn: isoDate,
  reviewDue: z.boolean().describe('The profile has to be looked at again'),
  version: z.number().int(),
  createdAt: instant,
  updatedAt: instant,
  cells: listCells,
});

const industryName = z.object({ zh: z.string(), en: z.string() });

export const accountProfileSchema = accountSchema.extend({
  ...profileParts,
  customValues: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
  customFields: z.array(customFieldSchema).describe('Additional fields of accounts of this branch'),
  industryName: industryName.nullable(),
  industrySection: industryName.nullable(),
  completenessParts: z.array(
    z.object({ part: z.enum(COMPLETENESS_PARTS), weight: z.number().int(), met: z.boolean() }),
  ),
  reviewedOn: isoDate.nullable(),
  reviewMonths: z.number().int().describe('How long a review lasts for an account of this tier'),
  sameCreditCode: z
    .array(z.object({ id: z.uuid(), code: z.string(), name: z.string(), branchName: z.string().nullable() }))
    .describe('Accounts of other branches with the same credit code, as far as the reader sees them'),
  parentName: z.string().nullable(),
  memberCount: z.number().int(),
  subsidiaryCount: z.number().int(),
  mayChange: z.boolean().describe('False for a team member from outside the owning branch'),
});

export class AccountPageDto extends createZodDto(pageOf(accountSchema)) {}
export class AccountProfileDto extends createZodDto(accountProfileSchema) {}
export class AccountQueryDto extends createZodDto(
  listQuery.extend({
    tier: tier.optional(),
    industry: z
      .string()
      .regex(/^[A-T](\d{2})?$/)
      .optional()
      .describe('A division (J66) or a whole section (J)'),
    branchId: z.uuid().optional().describe('This branch and everything below it'),
    managerId: z.uuid().optional(),
    parentId: z.uuid().optional(),
    active: flag.optional(),
    reviewDue: flag
      .optional()
      .describe('Active accounts whose profile has to be looked at again, or the rest'),
    tag: z.string().trim().min(1).max(30).optional(),
    custom: z
      .preprocess(
        (value) => (value === undefined || Array.isArray(value) ? value : [value]),
        z.array(z.string().max(200)).max(10).optional(),
      )
      .describe(
        'Conditions on additional fields, `key:op:value` with op is, has (text), from or to (number, date)',
      ),
  }),
) {}
export class CreateAccountDto extends createZodDto(
  z.object({
    branchId: z.uuid(),
    code,
    name,
    tier,
    industry: industry.nullable().default(null),
    managerId: z.uuid().nullable().default(null),
    parentId: z.uuid().nullable().default(null),
    ...profileInput,
    reason,
    confirmedDuplicates,
  }),
) {}
export class UpdateAccountDto extends createZodDto(
  z.object({
    branchId: z.uuid().optional(),
    code: code.optional(),
    name: name.optional(),
    tier: tier.optional(),
    industry: industry.nullable().optional(),
    managerId: z.uuid().nullable().optional(),
    parentId: z.uuid().nullable().optional(),
    active: z.boolean().optional(),
    ...profileInput,
    customValues: z
      .record(z.string().max(40), z.unknown())
      .optional()
      .describe('Additional fields by key: what is named is set, or taken away when empty'),
    version: z.number().int(),
    reason,
    confirmedDuplicates,
  }),
) {}
export class ReviewAccountDto extends createZodDto(z.object({ version: z.number().int(), reason })) {}
export class IndustriesDto extends createZodDto(
  z.object({
    edition: z.string(),
    sections: z.array(industryName.extend({ code: z.string() })),
    items: z
      .array(industryName.extend({ code: z.string() }))
      .describe('Divisions; the first letter is the section'),
  }),
) {}
export class PeopleQueryDto extends createZodDto(
  pageQuery.omit({ sort: true }).extend({ branchId: z.uuid().optional().describe('This branch and below') }),
) {}
export class PeoplePageDto extends createZodDto(
  pageOf(
    z.object({
      id: z.uuid(),
      name: z.string(),
      branchId: z.uuid(),
      branchName: z.string(),
      roles: z.array(z.string()),
      active: z.boolean(),
    }),
  ),
) {}
