import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { instant } from '../../../libs/http/instant';
import { pageOf, pageQuery } from '../../../libs/http/page.dto';
import { BECAUSE, CATEGORIES, RECORDS } from '../rules/categories';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const sentence = z.object({ zh: z.string(), en: z.string() });

export const notificationSchema = z.object({
  id: z.uuid(),
  kind: z.string().describe('What happened, `type.verb`'),
  category: z.enum(CATEGORIES),
  because: z.enum(BECAUSE).describe('Why the reader is told'),
  text: sentence.describe('What happened, ready to read'),
  actorName: z.string().nullable().describe('Null when it happened by itself'),
  record: z.object({ type: z.enum(RECORDS), id: z.uuid() }),
  path: z
    .string()
    .nullable()
    .describe('Page of the record; null when it is out of the reader’s sight by now'),
  accountName: z.string().nullable(),
  readAt: instant.nullable(),
  createdAt: instant,
});

export class NotificationDto extends createZodDto(notificationSchema) {}
export class NotificationPageDto extends createZodDto(pageOf(notificationSchema)) {}
export class NotificationQueryDto extends createZodDto(
  pageQuery.omit({ q: true, sort: true }).extend({
    unread: flag.optional(),
    category: z.enum(CATEGORIES).optional(),
  }),
) {}
export class UnreadDto extends createZodDto(
  z.object({
    total: z.number().int(),
    byCategory: z.partialRecord(z.enum(CATEGORIES), z.number().int()),
  }),
) {}
export class MarkDto extends createZodDto(z.object({ read: z.boolean() })) {}
export class MarkAllDto extends createZodDto(
  z.object({
    category: z.enum(CATEGORIES).optional(),
    upTo: z.uuid().optional().describe('The newest the reader has seen; what came after it stays unread'),
  }),
) {}
export class MarkedAllDto extends createZodDto(
  z.object({
    changed: z.number().int(),
    readAt: instant.describe('Names this marking, to take it back'),
  }),
) {}
export class UndoMarkAllDto extends createZodDto(z.object({ readAt: z.iso.datetime({ offset: true }) })) {}
export class UndoneDto extends createZodDto(z.object({ changed: z.number().int() })) {}
