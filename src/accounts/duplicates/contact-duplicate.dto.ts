import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { scored } from './account-duplicate.dto';

// Read as it is typed, half a number too; of a contact that is there, what is left out is as stored.
const typed = (most: number) => z.string().trim().max(most).nullable().optional();

export const contactCandidate = z.object({
  id: z.uuid(),
  name: z.string(),
  branchName: z.string().nullable(),
  accountNames: z.array(z.string()),
  mobile: z.string().nullable().describe('Masked'),
  email: z.string().nullable().describe('Masked'),
  ...scored,
});

export class TypedContactDto extends createZodDto(
  z.object({
    id: z.uuid().nullable().default(null).describe('The contact itself, when it is there already'),
    name: z.string().trim().max(60).optional(),
    mobile: typed(40),
    phone: typed(60),
    email: typed(254),
    wechat: typed(60),
    accountId: z.uuid().nullable().default(null).describe('Where a new contact works'),
  }),
) {}

export class ContactCandidatesDto extends createZodDto(z.object({ items: z.array(contactCandidate) })) {}
