import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { instant } from '../../../libs/http/instant';
import { pageOf, pageQuery } from '../../../libs/http/page.dto';
import { FOLLOWABLE } from '../rules/categories';

const followSchema = z.object({
  id: z.uuid(),
  recordType: z.enum(FOLLOWABLE),
  recordId: z.uuid(),
  name: z.string().nullable().describe('Null when the record is out of the reader’s sight by now'),
  path: z.string().nullable(),
  createdAt: instant,
});

export class FollowDto extends createZodDto(followSchema) {}
export class FollowPageDto extends createZodDto(pageOf(followSchema)) {}
export class FollowQueryDto extends createZodDto(
  pageQuery.omit({ q: true, sort: true }).extend({
    recordType: z.enum(FOLLOWABLE).optional(),
    recordId: z.uuid().optional(),
  }),
) {}
export class FollowRecordDto extends createZodDto(
  z.object({ recordType: z.enum(FOLLOWABLE), recordId: z.uuid() }),
) {}
