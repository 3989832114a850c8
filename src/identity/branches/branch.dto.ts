import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { BRANCH_LEVELS } from './branch-level';
import { pageOf } from '../../../libs/http/page.dto';

const code = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9-]{0,31}$/);
const name = z.string().trim().min(1).max(100);
const level = z.enum(BRANCH_LEVELS);

export const branchSchema = z.object({
  id: z.uuid(),
  parentId: z.uuid().nullable(),
  code: z.string(),
  name: z.string(),
  level,
  timeZone: z.string(),
  version: z.number().int(),
});

export class BranchDto extends createZodDto(branchSchema) {}
export class BranchPageDto extends createZodDto(pageOf(branchSchema)) {}
export class CreateBranchDto extends createZodDto(z.object({ parentId: z.uuid(), code, name, level })) {}
export class UpdateBranchDto extends createZodDto(
  z.object({
    parentId: z.uuid().optional(),
    name: name.optional(),
    level: level.optional(),
    version: z.number().int(),
  }),
) {}
