import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { instant } from '../../libs/http/instant';
import { pageOf, pageQuery } from '../../libs/http/page.dto';
import { DELIVERY_STATES, DISABLED_REASONS, WEBHOOK_TOPICS } from './webhook-words';

const topic = z
  .string()
  .max(60)
  .refine(isTopic, 'every event (*), a topic (account.*) or a kind (account.created)')
  .describe('`*` for every event, `account.*` for those of a topic, `account.created` for one kind');

function isTopic(text: string): boolean {
  if (text === '*') return true;
  const [subject, verb, ...more] = text.split('.');
  return (
    WEBHOOK_TOPICS.some((known) => known === subject) &&
    /^(?:\*|[a-z][a-z-]*)$/.test(verb ?? '') &&
    more.length === 0
  );
}

const name = z.string().trim().min(1).max(60);
const url = z.string().trim().min(8).max(2000);
const topics = z.array(topic).min(1).max(50);

export const webhookSchema = z.object({
  id: z.uuid(),
  branchId: z.uuid(),
  branchName: z.string(),
  name: z.string(),
  url: z.string(),
  topics: z.array(z.string()),
  active: z.boolean(),
  disabledReason: z
    .enum(DISABLED_REASONS)
    .nullable()
    .describe('Why the program switched it off: it failed for days, or answered 410'),
  failingSince: instant.nullable().describe('Nothing has been taken since'),
  oldSecretUntil: instant.nullable().describe('Until then messages are signed with the old secret as well'),
  due: z.number().int().describe('Messages that wait to be sent'),
  version: z.number().int(),
  createdAt: instant,
  updatedAt: instant,
});

export const deliverySchema = z.object({
  id: z.uuid(),
  eventId: z.uuid().describe('The `webhook-id` of the message, the same for every attempt and replay'),
  kind: z.string(),
  state: z.enum(DELIVERY_STATES),
  attempts: z.number().int(),
  statusCode: z.number().int().nullable().describe('What the receiver answered last'),
  fault: z.string().nullable().describe('Why there was no answer, as a code'),
  durationMs: z.number().int().nullable(),
  attemptedAt: instant.nullable(),
  nextAttemptAt: instant.nullable().describe('Null when none is to come'),
  createdAt: instant,
  body: z.string().describe('The message as it is sent'),
});

const secret = z.string().describe('Told this once; it signs every message');

export class WebhookDto extends createZodDto(webhookSchema) {}
export class WebhookPageDto extends createZodDto(pageOf(webhookSchema)) {}
export class WebhookQueryDto extends createZodDto(pageQuery) {}
export class NewWebhookDto extends createZodDto(webhookSchema.extend({ secret })) {}
export class CreateWebhookDto extends createZodDto(z.object({ branchId: z.uuid(), name, url, topics })) {}
export class UpdateWebhookDto extends createZodDto(
  z.object({
    name: name.optional(),
    url: url.optional(),
    topics: topics.optional(),
    active: z.boolean().optional(),
    version: z.number().int(),
  }),
) {}
export class RotateSecretDto extends createZodDto(
  z.object({
    overlapHours: z
      .number()
      .int()
      .min(0)
      .max(168)
      .default(24)
      .describe('For so long messages are signed with both secrets'),
  }),
) {}
export class ReplayDto extends createZodDto(
  z.object({
    from: z.iso.datetime({ offset: true }),
    to: z.iso.datetime({ offset: true }),
    states: z
      .array(z.enum(['delivered', 'given-up']))
      .min(1)
      .default(['given-up']),
  }),
) {}
export class ReplayedDto extends createZodDto(z.object({ count: z.number().int() })) {}
export class DeliveryDto extends createZodDto(deliverySchema) {}
export class DeliveryPageDto extends createZodDto(pageOf(deliverySchema)) {}
export class DeliveryQueryDto extends createZodDto(
  pageQuery.omit({ q: true }).extend({
    state: z.enum(DELIVERY_STATES).optional(),
    kind: z.string().max(60).optional(),
  }),
) {}
