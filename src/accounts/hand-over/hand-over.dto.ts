import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { instant, isoDate } from '../../../libs/http/instant';
import { COMPLETENESS_PARTS } from '../profile/completeness';
import { DATE_KINDS } from '../profile/profile-words';
import { CHECK_KINDS } from './checklist';

const counts = z.object({
  openCases: z.number().int(),
  overdueCases: z.number().int(),
  campaigns: z.number().int(),
  dates: z.number().int(),
  missing: z.number().int(),
  people: z.number().int(),
  documents: z.number().int(),
});

const handOver = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  fromId: z.uuid().nullable(),
  fromName: z.string().nullable(),
  toId: z.uuid(),
  toName: z.string().nullable(),
  effectiveOn: isoDate,
  note: z.string(),
  promises: counts.describe('What was open when it was recorded'),
  recordedByName: z.string().nullable(),
  recordedAt: instant,
  acknowledgedAt: instant.nullable(),
  undoneAt: instant.nullable(),
  mayAcknowledge: z.boolean(),
  mayTick: z.boolean(),
  openReason: z.string().describe('Why it was confirmed while required lines were open'),
  items: z.array(
    z.object({
      id: z.uuid(),
      kind: z.enum(CHECK_KINDS),
      title: z.string().describe('Of an extra line; the others are known by their kind'),
      mandatory: z.boolean(),
      doneByName: z.string().nullable(),
      doneAt: instant.nullable(),
    }),
  ),
});

export class HandOverDto extends createZodDto(handOver) {}
export class HandOversDto extends createZodDto(z.object({ items: z.array(handOver) })) {}
export class WaitingHandOversDto extends createZodDto(
  z.object({ items: z.array(handOver.extend({ accountName: z.string().nullable() })) }),
) {}
export class RecordHandOverDto extends createZodDto(
  z.object({
    toId: z.uuid(),
    effectiveOn: isoDate.optional().describe('By default today'),
    note: z.string().trim().max(1000).default(''),
  }),
) {}
export class AcknowledgeDto extends createZodDto(
  z.object({ openReason: z.string().trim().max(500).default('') }),
) {}
export class AddCheckDto extends createZodDto(z.object({ title: z.string().trim().min(1).max(120) })) {}
export class TickCheckDto extends createZodDto(z.object({ done: z.boolean() })) {}
export class PromisesDto extends createZodDto(
  z.object({
    counts,
    cases: z.array(
      z.object({
        id: z.uuid(),
        number: z.string(),
        title: z.string(),
        urgency: z.string(),
        ownerName: z.string().nullable(),
        dueAt: instant,
        overdue: z.boolean(),
      }),
    ),
    campaigns: z.array(z.object({ id: z.uuid(), name: z.string(), endsOn: isoDate.nullable() })),
    dates: z.array(z.object({ on: isoDate, kind: z.enum(DATE_KINDS), note: z.string() })),
    missing: z.array(z.enum(COMPLETENESS_PARTS)),
    reviewDue: z.boolean(),
    people: z.array(
      z.object({ id: z.uuid(), name: z.string(), title: z.string(), lastTouchedOn: isoDate.nullable() }),
    ),
    documents: z.array(z.object({ id: z.uuid(), title: z.string() })),
  }),
) {}
export class PackQueryDto extends createZodDto(
  z.object({
    language: z.enum(['zh', 'en']).default('zh'),
    numbers: z.enum(['masked', 'full']).default('masked').describe('Full numbers are told to the history'),
  }),
) {}
