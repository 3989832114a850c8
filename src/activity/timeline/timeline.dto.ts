import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { entrySchema } from '../entry.schema';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const noteText = z.string().trim().min(1).max(4_000);

const page = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});

export const timelineEntrySchema = entrySchema.extend({
  pinned: z.boolean(),
  note: z
    .object({
      id: z.uuid(),
      text: z.string().nullable().describe('Null once removed. A mention reads `@[name](user id)`'),
      version: z.number().int(),
      mine: z.boolean(),
    })
    .nullable()
    .describe('The note as it reads now, for an entry about one'),
});

export class TimelineDto extends createZodDto(
  z.object({ items: z.array(timelineEntrySchema), nextCursor: z.string().nullable() }),
) {}
export class TimelineQueryDto extends createZodDto(
  page.extend({
    q: z.string().trim().max(100).optional(),
    topics: z
      .string()
      .regex(/^[a-z-]+(,[a-z-]+)*$/)
      .max(200)
      .transform((value) => value.split(','))
      .optional()
      .describe('First words of kinds, comma between: `note,campaign`'),
    pinned: flag.optional(),
    mentioned: flag.optional().describe('True: only where I am mentioned'),
  }),
) {}
export class PinDto extends createZodDto(z.object({ entryId: z.uuid(), pinned: z.boolean() })) {}
export class FieldHistoryQueryDto extends createZodDto(
  page.extend({ field: z.string().max(60).optional().describe('Every field when left out') }),
) {}
export class FieldHistoryDto extends createZodDto(
  z.object({
    items: z.array(
      entrySchema.pick({ id: true, at: true, kind: true, actor: true, changes: true, reason: true }),
    ),
    nextCursor: z.string().nullable(),
  }),
) {}
export class ReadersQueryDto extends createZodDto(z.object({ q: z.string().trim().max(60).optional() })) {}
export class ReadersDto extends createZodDto(
  z.object({ items: z.array(z.object({ id: z.uuid(), name: z.string() })) }),
) {}
export class WriteNoteDto extends createZodDto(z.object({ text: noteText })) {}
export class ChangeNoteDto extends createZodDto(z.object({ text: noteText, version: z.number().int() })) {}
export class NoteDto extends createZodDto(
  z.object({ id: z.uuid(), text: z.string(), version: z.number().int() }),
) {}
export class NoteVersionsDto extends createZodDto(
  z.object({
    items: z.array(
      z.object({ version: z.number().int(), text: z.string(), writtenAt: entrySchema.shape.at }),
    ),
  }),
) {}
