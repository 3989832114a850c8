import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { instant } from '../../../libs/http/instant';

export class DispatchDto extends createZodDto(
  z.object({
    id: z.uuid(),
    batchId: z.uuid(),
    channel: z.enum(['folder']),
    target: z.string(),
    manifestHash: z.string(),
    state: z.enum(['intended', 'uncertain', 'delivered']),
    attempts: z.number().int(),
    errorCode: z.string().nullable(),
    requestedByName: z.string().nullable(),
    requestedAt: instant,
    deliveredAt: instant.nullable(),
  }),
) {}

export class ResolveDispatchDto extends createZodDto(z.object({ delivered: z.boolean() })) {}
