import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { instant, isoDate } from '../../libs/http/instant';
import { pageOf } from '../../libs/http/page.dto';
import { listCells, listQuery } from '../../libs/lists/list.dto';
import { LEGAL_BASES, LIST_STATES } from './legal-basis';

const name = z.string().trim().min(1).max(100);
const source = z.string().trim().min(1).max(200);
const purpose = z.string().trim().min(1).max(500);
const legalBasis = z.enum(LEGAL_BASES).nullable();

export const addressListSchema = z.object({
  id: z.uuid(),
  branchId: z.uuid(),
  branchName: z.string(),
  accountId: z.uuid().nullable(),
  accountName: z
    .string()
    .nullable()
    .describe('Null without an account, or when it lies outside what the reader sees'),
  name: z.string(),
  source: z.string(),
  legalBasis,
  purpose: z.string(),
  basisObtainedOn: isoDate.nullable(),
  expiresOn: isoDate.nullable(),
  refusal: z
    .enum(['no-legal-basis', 'basis-expired'])
    .nullable()
    .describe('Why nobody on this list may be mailed today; null when they may'),
  state: z.enum(LIST_STATES),
  recordCount: z.number().int(),
  version: z.number().int(),
  createdAt: instant,
  updatedAt: instant,
});

export class AddressListDto extends createZodDto(addressListSchema) {}
export class AddressListPageDto extends createZodDto(
  pageOf(addressListSchema.extend({ cells: listCells })),
) {}
export class AddressListQueryDto extends createZodDto(
  listQuery.extend({
    accountId: z.uuid().optional(),
    branchId: z.uuid().optional(),
    state: z.enum(LIST_STATES).optional(),
  }),
) {}
export class CreateAddressListDto extends createZodDto(
  z.object({
    branchId: z.uuid().optional().describe("The caller's own branch when left out"),
    accountId: z.uuid().nullable().optional(),
    name,
    source,
    purpose,
    legalBasis: legalBasis.optional(),
    basisObtainedOn: isoDate.nullable().optional(),
    expiresOn: isoDate.nullable().optional(),
  }),
) {}
export class UpdateAddressListDto extends createZodDto(
  z.object({
    accountId: z.uuid().nullable().optional(),
    name: name.optional(),
    source: source.optional(),
    purpose: purpose.optional(),
    legalBasis: legalBasis.optional(),
    basisObtainedOn: isoDate.nullable().optional(),
    expiresOn: isoDate.nullable().optional(),
    state: z.enum(LIST_STATES).optional(),
    version: z.number().int(),
  }),
) {}
