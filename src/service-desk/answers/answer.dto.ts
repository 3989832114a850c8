import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { instant } from '../../../libs/http/instant';

/** In the body and never in an address: addresses are logged on the way. */
const token = z.string().regex(/^[\w-]{43}$/);

export class AnswerLinkDto extends createZodDto(
  z.object({
    token: z.string().describe('Told once; only its hash is kept. The page for clients is /answer#<token>'),
    expiresAt: instant,
  }),
) {}
export class LookAtAnswerDto extends createZodDto(z.object({ token })) {}
export class AskedDto extends createZodDto(z.object({ number: z.string(), title: z.string() })) {}
export class GiveAnswerDto extends createZodDto(
  z.object({
    token,
    score: z.number().int().min(1).max(5),
    comment: z.string().trim().max(1000).default(''),
  }),
) {}
