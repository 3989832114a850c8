import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { instant } from '../../../libs/http/instant';
import { pageOf, pageQuery } from '../../../libs/http/page.dto';
import { PERMISSIONS } from '../permissions';

export const apiKeySchema = z.object({
  id: z.uuid(),
  name: z.string(),
  prefix: z.string(),
  userName: z.string(),
  scopes: z.array(z.string()),
  expiresAt: instant.nullable(),
  revokedAt: instant.nullable(),
  lastUsedAt: instant.nullable(),
  createdAt: instant,
});

export class ApiKeyPageDto extends createZodDto(pageOf(apiKeySchema)) {}
export class ApiKeyQueryDto extends createZodDto(pageQuery) {}
export class CreateApiKeyDto extends createZodDto(
  z.object({
    name: z.string().trim().min(1).max(60),
    scopes: z.array(z.enum(PERMISSIONS)).min(1),
    expiresInDays: z.number().int().min(1).max(730).nullable().default(365),
  }),
) {}
/** The only time the key itself is told. */
export class NewApiKeyDto extends createZodDto(z.object({ id: z.uuid(), key: z.string() })) {}
