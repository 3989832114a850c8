import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { instant } from '../../../libs/http/instant';
import { TABLE_FORMATS } from '../../../libs/http/table-file';
import { IMPORT_VERDICTS } from '../../../libs/lists/record-importer';
import type { ImportRow } from './import-rows.repository';
import { IMPORT_OUTCOMES, RECORD_IMPORT_STATES } from './import-states';
import { endingOf } from './record-import.errors';
import type { RecordImport } from './record-import.entity';
import type { ImportDetails } from './record-imports.service';

const sentence = z.object({ zh: z.string(), en: z.string() });
const count = z.number().int();

export const recordImportSchema = z.object({
  id: z.uuid(),
  list: z.string(),
  fileName: z.string(),
  format: z.enum(['csv', 'xlsx']),
  state: z.enum(RECORD_IMPORT_STATES),
  reason: z.string(),
  skipSimilar: z.boolean(),
  rows: count.describe('= created + changed + unchanged + faulty, once checked'),
  created: count.describe('Rows that are, or would be, new records'),
  changed: count,
  unchanged: count,
  faulty: count,
  similarRows: count.describe('Of the new ones, those that may be there already'),
  applied: count.describe('Carried out so far'),
  refused: count.describe('Somebody changed the record after the check'),
  skipped: count.describe('Left out: possible duplicates, or what came after a stop'),
  removed: count.describe('By undoing: new records taken away'),
  archived: count.describe('By undoing: put out of use, because something hangs on them'),
  restored: count.describe('By undoing: old values given back'),
  kept: count.describe('By undoing: left alone, because somebody changed them since'),
  error: sentence.extend({ code: z.string() }).nullable(),
  createdAt: instant,
  finishedAt: instant.nullable(),
  undoUntil: instant.nullable(),
});

const columnSchema = z.object({
  name: z.string(),
  label: sentence,
  required: z.boolean(),
  key: z.boolean(),
  example: z.string(),
  options: z.array(sentence.extend({ value: z.string() })),
});

const mapping = z
  .record(z.string().max(81), z.number().int().min(0))
  .describe('For each column that is read, the number of the column of the file, counted from 0');

const rowSchema = z.object({
  rowNumber: z.number().int().describe('As a spreadsheet counts: the header is row 1'),
  verdict: z.enum(IMPORT_VERDICTS).nullable(),
  outcome: z.enum(IMPORT_OUTCOMES),
  label: z.string(),
  recordId: z.uuid().nullable(),
  changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
  faults: z.array(sentence.extend({ column: z.string().nullable(), code: z.string() })),
  similar: z.array(z.object({ id: z.uuid(), label: z.string() })),
});

export class RecordImportDto extends createZodDto(recordImportSchema) {}
export class RecordImportDetailsDto extends createZodDto(
  recordImportSchema.extend({
    header: z.array(z.string()),
    mapping,
    columns: z.array(columnSchema),
    samples: z.array(z.array(z.string())).describe('The first rows, cell by cell'),
  }),
) {}
export class RecordImportsDto extends createZodDto(z.object({ items: z.array(recordImportSchema) })) {}
export class RecordImportsQueryDto extends createZodDto(z.object({ list: z.string().max(40) })) {}
export class ImportMappingDto extends createZodDto(z.object({ mapping })) {}
export class ApplyImportDto extends createZodDto(
  z.object({
    reason: z.string().trim().max(400).default('').describe('Stands in the history of every record'),
    skipSimilar: z
      .boolean()
      .default(true)
      .describe('Leaves out rows that may be there already; they stand in the file of faults'),
  }),
) {}
export class ImportRowsQueryDto extends createZodDto(
  z.object({
    kind: z.enum([...IMPORT_VERDICTS, 'similar', 'refused', 'skipped', 'kept', 'archived']).optional(),
    after: z.coerce.number().int().min(0).default(0).describe('Row number to go on after'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
) {}
export class ImportRowsDto extends createZodDto(
  z.object({ items: z.array(rowSchema), next: z.number().int().nullable() }),
) {}
export class ImportTemplateQueryDto extends createZodDto(z.object({ format: z.enum(TABLE_FORMATS) })) {}

/** An import as the API shows it. */
export function importView({ errorCode, ...made }: RecordImport) {
  return recordImportSchema.parse({
    ...made,
    createdAt: made.createdAt,
    error: endingOf(errorCode),
  });
}

export const detailsView = ({ columns, samples, ...made }: ImportDetails) => ({
  ...importView(made),
  header: made.header,
  mapping: { ...made.mapping },
  columns: columns.map(({ name, label, example, options = [], required = false, key = false }) => ({
    name,
    label,
    example,
    required,
    key,
    options: [...options],
  })),
  samples: samples.map(({ cells }) => cells),
});

export const rowView = ({ version: _version, cells: _cells, broken: _broken, ...row }: ImportRow) => row;
