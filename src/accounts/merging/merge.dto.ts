import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { instant } from '../../../libs/http/instant';
import { accountProfileSchema } from '../account.dto';
import { ContactDto } from '../contacts/contact.dto';
import { CHOICES, MERGED_ACCOUNT_FIELDS, MERGED_CONTACT_FIELDS, UNDO_DAYS } from './merge-words';

const choice = z.enum(CHOICES);
const reason = z.string().trim().max(500).default('').describe('Why; stands in the history');
const versions = {
  otherId: z.uuid().describe('The record that goes; the one in the address stays'),
  version: z.number().int(),
  otherVersion: z.number().int(),
};

const merge = z.object({
  id: z.uuid(),
  survivorId: z.uuid(),
  mergedId: z.uuid(),
  mergedLabel: z.string(),
  reason: z.string(),
  mergedByName: z.string().nullable(),
  mergedAt: instant,
  undoneByName: z.string().nullable(),
  undoneAt: instant.nullable(),
  undoUntil: instant.describe(`${UNDO_DAYS} days after the merge`),
  mayUndo: z.boolean(),
});
const moved = z.array(
  z.object({
    table: z.string(),
    moved: z.number().int(),
    stayed: z.number().int().describe('Rows that could not follow, because the survivor has its own'),
  }),
);

export class MergeAccountDto extends createZodDto(
  z.object({
    ...versions,
    fields: z
      .partialRecord(z.enum(MERGED_ACCOUNT_FIELDS), choice)
      .default({})
      .describe("Whose value stays; left out, the survivor's, filled up with the other's, and lists united"),
    reason,
  }),
) {}
export class AccountMergeDto extends createZodDto(
  z.object({ account: accountProfileSchema, merge, moved }),
) {}
export class MergesDto extends createZodDto(z.object({ items: z.array(merge) })) {}
export class UndoneAccountMergeDto extends createZodDto(
  z.object({
    account: accountProfileSchema,
    restoredId: z.uuid(),
    leftFields: z.array(z.string()).describe('Fields that say something else by now'),
    leftRows: z.number().int().describe('Rows that have moved on or changed since'),
  }),
) {}

export class MergeContactDto extends createZodDto(
  z.object({
    ...versions,
    fields: z
      .partialRecord(z.enum(MERGED_CONTACT_FIELDS), choice)
      .default({})
      .describe("Whose value stays; left out, the survivor's, filled up with the other's"),
    reason,
  }),
) {}
export class ContactMergeDto extends createZodDto(z.object({ contact: ContactDto.schema, merge, moved })) {}
export class UndoneContactMergeDto extends createZodDto(
  z.object({
    contact: ContactDto.schema,
    restoredId: z.uuid(),
    leftFields: z.array(z.string()).describe('Fields that say something else by now'),
    leftRows: z.number().int().describe('Rows that have moved on or changed since'),
  }),
) {}
