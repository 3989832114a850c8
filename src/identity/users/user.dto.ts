import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { pageOf } from '../../../libs/http/page.dto';
import { listCells, listQuery } from '../../../libs/lists/list.dto';
import { ROLES } from '../permissions';

const roles = z.array(z.enum(ROLES)).min(1);
const name = z.string().trim().min(1).max(60);
const password = z.string().min(10).max(200);

export const userSchema = z.object({
  id: z.uuid(),
  branchId: z.uuid(),
  branchName: z.string(),
  email: z.string(),
  name: z.string(),
  roles: z.array(z.string()),
  active: z.boolean(),
  version: z.number().int(),
});

export class UserDto extends createZodDto(userSchema) {}
export class UserPageDto extends createZodDto(pageOf(userSchema.extend({ cells: listCells }))) {}
export class UserQueryDto extends createZodDto(
  listQuery.extend({ branchId: z.uuid().optional(), role: z.enum(ROLES).optional() }),
) {}
export class CreateUserDto extends createZodDto(
  z.object({ branchId: z.uuid(), email: z.email().max(254).toLowerCase(), name, roles, password }),
) {}
export class UpdateUserDto extends createZodDto(
  z.object({
    branchId: z.uuid().optional(),
    name: name.optional(),
    roles: roles.optional(),
    active: z.boolean().optional(),
    password: password.optional(),
    version: z.number().int(),
  }),
) {}
