import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { pageOf, pageQuery } from '../../../libs/http/page.dto';

const recordSchema = z.object({
  id: z.uuid(),
  importId: z.uuid(),
  rowNumber: z.number().int().describe("The row of the import's file"),
  name: z.string(),
  company: z.string(),
  address: z.string(),
  postcode: z.string(),
  phone: z.string(),
  extra: z.record(z.string(), z.string()),
  refusal: z
    .enum(['suppressed', 'no-legal-basis', 'basis-expired'])
    .nullable()
    .describe('Why this addressee may not be mailed today; null when they may'),
});

export class RecordPageDto extends createZodDto(pageOf(recordSchema)) {}
export class RecordQueryDto extends createZodDto(
  pageQuery.extend({
    q: z
      .string()
      .regex(/^\d{1,9}$/)
      .optional()
      .describe('A row number, or the beginning of a postcode'),
    importId: z.uuid().optional(),
    unmasked: z
      .enum(['true', 'false'])
      .default('false')
      .describe('In full: takes the permission addresses:read and a reason in the header X-Reason'),
  }),
) {}
