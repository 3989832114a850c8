import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { FIELD_NAME } from '../../../libs/lists/field-catalogue';
import { instant } from '../../../libs/http/instant';

const fieldName = z.string().regex(FIELD_NAME);
const state = z.strictObject({
  columns: z.array(fieldName).max(100).optional().describe('In their order; the usual ones when left out'),
  sort: z
    .string()
    .regex(/^-?[a-z][A-Za-z0-9]{0,39}(\.[a-z][a-z0-9_]{0,39})?$/)
    .optional(),
  group: fieldName.optional(),
  filter: z.unknown().optional().describe('As in the query of the list, but JSON'),
});
const name = z.string().trim().min(1).max(60);
const scope = z.enum(['private', 'team']);

export class ViewDto extends createZodDto(
  z.object({
    id: z.uuid(),
    list: z.string(),
    name: z.string(),
    scope,
    isDefault: z.boolean().describe('Opens by itself: for its owner, or for its branch and those below'),
    ownerId: z.uuid(),
    ownerName: z.string().nullable(),
    branchName: z.string().nullable(),
    state: z.object({
      columns: z.array(z.string()).optional(),
      sort: z.string().optional(),
      group: z.string().optional(),
      filter: z.unknown().optional(),
    }),
    stale: z.array(z.string()).describe('Parts the list no longer knows, by place: `filter.and.0`'),
    mayChange: z.boolean(),
    version: z.number().int(),
    updatedAt: instant,
  }),
) {}

export class ViewsDto extends createZodDto(
  z.object({ items: z.array(ViewDto.schema), mayShare: z.boolean() }),
) {}
export class ViewsQueryDto extends createZodDto(z.object({ list: z.string().max(40) })) {}
export class CreateViewDto extends createZodDto(
  z.object({ list: z.string().max(40), name, scope, isDefault: z.boolean().default(false), state }),
) {}
export class UpdateViewDto extends createZodDto(
  z.object({
    name: name.optional(),
    scope: scope.optional(),
    isDefault: z.boolean().optional(),
    state: state.optional(),
    version: z.number().int(),
  }),
) {}
