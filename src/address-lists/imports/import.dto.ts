import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { instant } from '../../../libs/http/instant';
import { pageOf } from '../../../libs/http/page.dto';
import { faultSentence } from '../../../libs/table-reading/file-faults';
import { IMPORT_STATES } from './import-state';
import type { ImportRow } from './imports.repository';

const column = z.number().int().min(0);
const fields = z
  .strictObject({
    name: column.optional(),
    company: column.optional(),
    address: column.optional(),
    postcode: column.optional(),
    phone: column.optional(),
  })
  .describe('Column of each field, counted from 0');
const mapping = z.object({ fields, extra: z.array(column) });

const importSchema = z.object({
  id: z.uuid(),
  listId: z.uuid(),
  state: z.enum(IMPORT_STATES),
  fileName: z.string(),
  encoding: z.string(),
  delimiter: z.string(),
  header: z.array(z.string()),
  mapping,
  bytesTotal: z.number().int(),
  bytesDone: z.number().int(),
  rows: z.number().int(),
  accepted: z.number().int(),
  rejected: z.number().int(),
  duplicates: z.number().int(),
  warnings: z.number().int().describe('Rows taken although something about them is odd'),
  hasRejects: z.boolean(),
  error: z
    .object({ code: z.string(), row: z.number().int().nullable(), zh: z.string(), en: z.string() })
    .nullable(),
  createdBy: z.uuid(),
  createdByName: z.string().nullable(),
  createdAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
});

const previewSchema = z.object({
  header: z.array(z.string()),
  complete: z.boolean().describe('False while the mapping lacks an address, or both name and firm'),
  rows: z.array(
    z.object({
      rowNumber: z.number().int(),
      cells: z.array(z.string()),
      record: z
        .object({
          name: z.string(),
          company: z.string(),
          address: z.string(),
          postcode: z.string(),
          phone: z.string(),
          extra: z.record(z.string(), z.string()),
        })
        .nullable()
        .describe('The row as it would be taken; null when it would be rejected'),
      warnings: z.array(z.string()),
      reason: z.string().nullable(),
      reasonZh: z.string().nullable(),
      reasonEn: z.string().nullable(),
    }),
  ),
});

export class ImportDto extends createZodDto(importSchema) {}
export class ImportPageDto extends createZodDto(pageOf(importSchema)) {}
export class PreviewDto extends createZodDto(previewSchema) {}
export class MappingDto extends createZodDto(z.object({ fields, extra: z.array(column).default([]) })) {}

/** An import as the API shows it: without its storage keys, with its error in words. */
export function importView(row: ImportRow) {
  const { fileKey: _file, rejectsKey, branchId: _branch, errorCode, errorRow, ...shown } = row;
  const error = errorCode && { code: errorCode, row: errorRow, ...faultSentence(errorCode, errorRow) };
  return { ...shown, hasRejects: rejectsKey !== null, error: error || null };
}
