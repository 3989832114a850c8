import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

export class LogInDto extends createZodDto(
  z.object({ email: z.email().max(254).toLowerCase(), password: z.string().min(1).max(200) }),
) {}

export class SessionDto extends createZodDto(
  z.object({
    user: z.object({ id: z.uuid(), name: z.string(), email: z.string(), locale: z.enum(['zh-CN', 'en']) }),
    branch: z.object({ id: z.uuid(), code: z.string(), name: z.string(), level: z.string() }),
    roles: z.array(z.string()),
    permissions: z.array(z.string()),
    csrfToken: z.string(),
  }),
) {}

export class LocaleDto extends createZodDto(z.object({ locale: z.enum(['zh-CN', 'en']) })) {}
