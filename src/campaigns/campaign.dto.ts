import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { instant, isoDate } from '../../libs/http/instant';
import { pageOf } from '../../libs/http/page.dto';
import { listCells, listQuery } from '../../libs/lists/list.dto';
import { CAMPAIGN_STATES } from './campaign-states';
import { productOf } from './products';

const MOST_PIECES = 2_000_000_000;

const state = z.enum(CAMPAIGN_STATES);
const name = z.string().trim().min(1).max(120);
const product = z.string().refine((code) => productOf(code) !== undefined, 'not a known product');
const occasion = z.string().trim().min(1).max(60);
const pieces = z.number().int().min(0).max(MOST_PIECES);
const priceFen = z.number().int().min(0).max(10_000_000);
const budgetFen = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const note = z.string().max(2000);
const months = z
  .array(z.number().int().min(1).max(12))
  .max(12)
  .transform((list) => [...new Set(list)].sort((a, b) => a - b));

export const campaignSchema = z.object({
  id: z.uuid(),
  branchId: z.uuid(),
  branchName: z.string().nullable(),
  accountId: z.uuid(),
  accountCode: z.string().nullable().describe('Null when the account lies outside what the reader may see'),
  accountName: z.string().nullable(),
  name: z.string(),
  product: z.string(),
  occasion: z.string().nullable(),
  startsOn: isoDate.nullable(),
  endsOn: isoDate.nullable(),
  months: z.array(z.number().int()),
  plannedPieces: z.number().int().nullable(),
  piecesPerMonth: z.number().int().nullable(),
  listId: z.uuid().nullable(),
  designId: z.uuid().nullable(),
  pricePerPieceFen: z.number().int().nullable(),
  budgetFen: z.number().int().nullable(),
  note: z.string(),
  state,
  version: z.number().int(),
  createdAt: instant,
  updatedAt: instant,
  cells: listCells,
});

const nextStates = z.array(state).describe('Where it may go from here');

export class CampaignPageDto extends createZodDto(pageOf(campaignSchema)) {}
export class CampaignDto extends createZodDto(
  campaignSchema.extend({ nextStates, mayChange: z.boolean() }),
) {}
export class CampaignQueryDto extends createZodDto(
  listQuery.extend({
    accountId: z.uuid().optional(),
    branchId: z.uuid().optional().describe('This branch and everything below it'),
    state: state.optional(),
    month: z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
      .optional()
      .describe('Runs in this month, `2026-05`; one with months but no dates matches in any year'),
  }),
) {}
export class CreateCampaignDto extends createZodDto(
  z.object({
    branchId: z.uuid(),
    accountId: z.uuid(),
    name,
    product,
    occasion: occasion.nullable().default(null),
    startsOn: isoDate.nullable().default(null),
    endsOn: isoDate.nullable().default(null),
    months: months.default([]),
    plannedPieces: pieces.nullable().default(null),
    piecesPerMonth: pieces.nullable().default(null),
    listId: z.uuid().nullable().default(null),
    designId: z.uuid().nullable().default(null),
    pricePerPieceFen: priceFen.nullable().default(null),
    budgetFen: budgetFen.nullable().default(null),
    note: note.default(''),
    state: z.enum(['draft', 'active']).default('draft'),
  }),
) {}
export class UpdateCampaignDto extends createZodDto(
  z.object({
    name: name.optional(),
    product: product.optional(),
    occasion: occasion.nullable().optional(),
    startsOn: isoDate.nullable().optional(),
    endsOn: isoDate.nullable().optional(),
    months: months.optional(),
    plannedPieces: pieces.nullable().optional(),
    piecesPerMonth: pieces.nullable().optional(),
    listId: z.uuid().nullable().optional(),
    designId: z.uuid().nullable().optional(),
    pricePerPieceFen: priceFen.nullable().optional(),
    budgetFen: budgetFen.nullable().optional(),
    note: note
      .nullable()
      .transform((text) => text ?? '')
      .optional(),
    state: state.optional(),
    version: z.number().int(),
  }),
) {}
export class ProductsDto extends createZodDto(
  z.object({ items: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() })) }),
) {}
