import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { instant } from '../../libs/http/instant';
import { TABLE_FORMATS } from '../../libs/http/table-file';
import { pageOf } from '../../libs/http/page.dto';
import { listCells, listQuery } from '../../libs/lists/list.dto';
import { REVENUE_GROUPINGS } from './revenue-filter';

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
const idOrNone = z.union([z.uuid(), z.literal('none')]);

/** The same for summary, lines and export. Everything given must hold. */
const filterFields = {
  from: month
    .optional()
    .describe('First month. A line that knows only its year counts when all of it is inside'),
  to: month.optional().describe('Last month'),
  branchId: z.uuid().optional().describe('This branch and everything below it'),
  own: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional()
    .describe('With branchId: this branch alone'),
  accountId: idOrNone.optional(),
  campaignId: idOrNone.optional(),
  month: z
    .union([month, z.literal('none')])
    .optional()
    .describe('One month, or `none`: month not stated'),
  year: z.coerce.number().int().min(1900).max(9999).optional(),
};

const figures = {
  amountFen: z.number().int(),
  pieces: z.number().int(),
  lines: z.number().int(),
  unpricedLines: z
    .number()
    .int()
    .describe('Dispatched without an agreed price: they have pieces and no amount'),
  unpricedPieces: z.number().int(),
};

const lineQuery = z
  .record(z.string(), z.string())
  .describe('Query of /revenue/lines whose lines sum to these figures');

const group = z.object({
  key: z.string().nullable().describe('Id, or `2026-05`; null for what has none'),
  code: z.string().nullable(),
  label: z.string().nullable(),
  year: z.number().int().nullable().describe('By month: also for lines whose month is not stated'),
  parentKey: z.string().nullable().describe('By branch: the branch above'),
  ...figures,
  query: lineQuery,
  own: z
    .object({ ...figures, query: lineQuery })
    .nullable()
    .describe('By branch: without the branches below'),
});

export class RevenueSummaryQueryDto extends createZodDto(
  z.object({ ...filterFields, by: z.enum(REVENUE_GROUPINGS).default('campaign') }),
) {}
export class RevenueSummaryDto extends createZodDto(
  z.object({
    by: z.enum(REVENUE_GROUPINGS),
    total: z.object({ ...figures, campaigns: z.number().int(), query: lineQuery }),
    groups: z.array(group),
  }),
) {}
export class RevenueLineQueryDto extends createZodDto(listQuery.omit({ q: true }).extend(filterFields)) {}
export class RevenueExportQueryDto extends createZodDto(
  z.object({ ...filterFields, format: z.enum(TABLE_FORMATS) }),
) {}

export class RevenueLinePageDto extends createZodDto(
  pageOf(
    z.object({
      id: z.uuid(),
      branchId: z.uuid(),
      branchName: z.string().nullable(),
      accountId: z.uuid().nullable(),
      accountCode: z.string().nullable(),
      accountName: z.string().nullable(),
      campaignId: z.uuid().nullable(),
      campaignName: z.string().nullable(),
      product: z.string().nullable(),
      year: z.number().int(),
      month: month.nullable(),
      amountFen: z.number().int().nullable(),
      pieces: z.number().int().nullable(),
      source: z.enum(['stated', 'dispatch']),
      dispatchId: z.uuid().nullable(),
      note: z.string(),
      bookedAt: instant,
      cells: listCells,
    }),
  ),
) {}
