import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { instant, isoDate } from '../../../../libs/http/instant';
import { pageOf, pageQuery } from '../../../../libs/http/page.dto';
import { ACCOUNT_TIERS } from '../../account-words';
import { OFFER_STATES } from '../plan-words';
import { CELL_STATES } from './cell-state';

const year = z.coerce.number().int().min(2000).max(2200);
const product = z.string().regex(/^[a-z][a-z-]{1,39}$/);
const fen = z.number().int().nullable();

const wordSchema = z.object({
  id: z.uuid(),
  state: z.enum(OFFER_STATES),
  reason: z.string(),
  amountFen: fen,
  happenedOn: isoDate,
  recordedByName: z.string().nullable(),
  recordedAt: instant,
  withdrawnAt: instant.nullable(),
});

const rowSchema = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  tier: z.enum(ACCOUNT_TIERS),
  branchName: z.string().nullable(),
  mayChange: z.boolean(),
  amountFen: fen.describe('Earned in the year with any product; null for whoever may not know'),
  cells: z
    .array(
      z.object({
        product,
        state: z.enum(CELL_STATES),
        amountFen: fen.describe('Earned in the year; null for whoever may not know'),
        lastAmountFen: fen.describe('Earned in the year before'),
        boughtYear: z.number().int().nullable().describe('Last year it was bought in'),
        said: wordSchema.nullable(),
      }),
    )
    .describe('Products something is known of; all others were never bought'),
});

export class WhitespaceQueryDto extends createZodDto(
  pageQuery.pick({ cursor: true, limit: true }).extend({ year: year.optional() }),
) {}
export class WhitespacePageDto extends createZodDto(pageOf(rowSchema).extend({ year: z.number().int() })) {}
const statesSchema = z.object({
  bought: z.number().int(),
  proposed: z.number().int(),
  lost: z.number().int(),
  never: z.number().int(),
});
export class WhitespaceTotalsQueryDto extends createZodDto(z.object({ year: year.optional() })) {}
export class WhitespaceTotalsDto extends createZodDto(
  z.object({
    year: z.number().int(),
    accounts: z.number().int().describe('The account and all below it, as far as they are seen'),
    amountFen: fen.describe('Revenue of the year, with what names no product; null for whoever may not know'),
    lastAmountFen: fen.describe('Of the year before'),
    unnamedFen: fen.describe('Of the year and without a product, as part of `amountFen`'),
    products: z.array(z.object({ product, amountFen: fen, lastAmountFen: fen, accounts: statesSchema })),
  }),
) {}
export class CellQueryDto extends createZodDto(z.object({ product })) {}
export class CellDto extends createZodDto(
  z.object({
    years: z.array(z.object({ year: z.number().int(), amountFen: fen, pieces: fen })),
    campaigns: z.array(
      z.object({ id: z.uuid(), name: z.string(), state: z.string(), year: z.number().int() }),
    ),
    words: z.array(wordSchema),
  }),
) {}
export class WordDto extends createZodDto(wordSchema) {}
export class SayDto extends createZodDto(
  z.object({
    product,
    state: z.enum(OFFER_STATES),
    reason: z.string().trim().min(1).max(500),
    amountFen: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).nullable().default(null),
    happenedOn: isoDate.optional(),
  }),
) {}
