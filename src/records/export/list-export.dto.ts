import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { TABLE_FORMATS } from '../../../libs/http/table-file';
import { fieldNames } from '../../../libs/lists/list.dto';
import { listNarrowing } from '../list-summary.dto';

export class ListExportQueryDto extends createZodDto(
  listNarrowing.extend({
    format: z.enum(TABLE_FORMATS).default('csv'),
    columns: fieldNames.optional().describe('Fields in their order; every field of the list when left out'),
    sort: z.string().max(82).optional(),
  }),
) {}
