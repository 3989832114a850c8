import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { isoDate } from '../../../libs/http/instant';
import { pageOf, pageQuery } from '../../../libs/http/page.dto';
import { ABSENCE_KINDS } from './absence-words';

const kind = z.enum(ABSENCE_KINDS);
const accountCovers = z
  .array(z.object({ accountId: z.uuid(), coverId: z.uuid() }))
  .max(200)
  .describe('Accounts that somebody else sees to than the cover for all');
const note = z.string().trim().max(200);

const absence = z.object({
  id: z.uuid(),
  branchId: z.uuid(),
  userId: z.uuid(),
  userName: z.string().nullable(),
  kind: kind.nullable().describe('Null for who may not know why'),
  note: z.string().nullable(),
  fromOn: isoDate,
  untilOn: isoDate,
  coverId: z.uuid().nullable(),
  coverName: z.string().nullable(),
  accountCovers: z.array(
    z.object({
      accountId: z.uuid(),
      accountName: z.string().nullable(),
      coverId: z.uuid(),
      coverName: z.string().nullable(),
    }),
  ),
  state: z.enum(['upcoming', 'current', 'over']),
  version: z.number().int(),
  mayChange: z.boolean(),
});

export class AbsenceDto extends createZodDto(absence) {}
export class AbsencePageDto extends createZodDto(pageOf(absence)) {}
export class AbsenceQueryDto extends createZodDto(
  pageQuery.omit({ q: true }).extend({
    userId: z.uuid().optional(),
    branchId: z.uuid().optional().describe('This branch and below'),
    concerning: z.uuid().optional().describe('Of this person, or covered by them'),
    over: z
      .enum(['true', 'false'])
      .transform((value) => value === 'true')
      .optional(),
  }),
) {}
export class RecordAbsenceDto extends createZodDto(
  z.object({
    userId: z.uuid().optional().describe('By default whoever asks'),
    kind,
    fromOn: isoDate,
    untilOn: isoDate,
    coverId: z.uuid().nullable().default(null),
    accountCovers: accountCovers.default([]),
    note: note.default(''),
  }),
) {}
export class ChangeAbsenceDto extends createZodDto(
  z.object({
    version: z.number().int(),
    kind: kind.optional(),
    fromOn: isoDate.optional(),
    untilOn: isoDate.optional(),
    coverId: z.uuid().nullable().optional(),
    accountCovers: accountCovers.optional(),
    note: note.optional(),
  }),
) {}
