import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { instant } from '../../../libs/http/instant';
import { pageOf } from '../../../libs/http/page.dto';
import { listCells, listQuery } from '../../../libs/lists/list.dto';
import { CASE_STATES } from './case-states';
import { CASE_KINDS, CAUSE_CATEGORIES, SERVED_TIERS, URGENCIES } from './case-words';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const kind = z.enum(CASE_KINDS);
const urgency = z.enum(URGENCIES);
const state = z.enum(CASE_STATES);
const name = z.string().nullable().describe('Null when the reader does not see it');
const title = z.string().trim().min(1).max(120);
const shortText = z.string().trim().min(1).max(60);
const longText = z.string().trim().max(2000);
const pieces = z.number().int().min(0).max(2_000_000_000);

const row = z.object({
  id: z.uuid(),
  number: z.string(),
  branchId: z.uuid(),
  branchName: name,
  accountId: z.uuid(),
  accountName: name,
  accountCode: name,
  contactName: z.string().nullable(),
  kind,
  category: z.string().nullable(),
  urgency,
  title: z.string(),
  state,
  tier: z.enum(SERVED_TIERS),
  ownerId: z.uuid(),
  ownerName: name,
  openedAt: instant,
  answerDueAt: instant,
  halfDueAt: instant,
  resolveDueAt: instant,
  answeredAt: instant.nullable(),
  resolvedAt: instant.nullable(),
  nextDueAt: instant
    .nullable()
    .describe('The first answer or the solution, whichever comes next; null when done'),
  overdue: z.boolean(),
  affectedPieces: z.number().int().nullable(),
  escalationLevel: z.number().int().describe('0 none, 1 owner and primary manager, 2 leader of the branch'),
  handOverTo: z.uuid().nullable().describe('Whose acceptance of the hand-over is awaited'),
  reportDueAt: instant.nullable().describe('By when the client is to be told, as long as it is not'),
  score: z.number().int().nullable(),
  version: z.number().int(),
  updatedAt: instant,
});

const run = z
  .object({
    totalMinutes: z.number().int(),
    usedMinutes: z.number().int(),
    leftMinutes: z.number().int(),
    over: z.boolean(),
  })
  .describe('In minutes of working time');

export const caseDetail = row.extend({
  description: z.string(),
  remedy: z.string().nullable(),
  causeCategory: z.enum(CAUSE_CATEGORIES).nullable(),
  cause: z.string().nullable(),
  openedBy: z.uuid(),
  openedByName: name,
  round: z.number().int().describe('How often it was opened again'),
  next: z.array(state).describe('Steps that may follow'),
  mayWork: z.boolean().describe('The reader owns the case and moves it on'),
  mayWrite: z.boolean().describe('The reader may add notes, hand over and complete the facts'),
  mayHandOver: z.boolean().describe('The reader may offer the case to somebody, or take the offer back'),
  clock: z
    .object({ answer: run.nullable(), resolve: run.nullable() })
    .nullable()
    .describe('Null for readers who do not see the working hours of the branch'),
  steps: z.array(
    z.object({
      id: z.uuid(),
      doneByName: name,
      doneAt: instant,
      fromState: state.nullable(),
      toState: state.nullable(),
      note: z.string(),
    }),
  ),
  handOvers: z.array(
    z.object({
      id: z.uuid(),
      fromName: name,
      toId: z.uuid(),
      toName: name,
      reason: z.string(),
      offeredAt: instant,
      acceptedAt: instant.nullable(),
      endedAt: instant.nullable(),
    }),
  ),
  escalations: z.array(
    z.object({
      round: z.number().int(),
      level: z.number().int(),
      escalatedAt: instant,
      toldNames: z.array(z.string()),
    }),
  ),
  report: z
    .object({
      reason: z.enum(['critical', 'pieces']),
      dueAt: instant,
      overdue: z.boolean(),
      text: z.string().nullable(),
      draft: z.object({ zh: z.string(), en: z.string() }),
      version: z.number().int(),
      sentAt: instant.nullable(),
      sentByName: name,
    })
    .nullable(),
  answer: z
    .object({
      expiresAt: instant,
      open: z.boolean(),
      answeredAt: instant.nullable(),
      score: z.number().int().nullable(),
      comment: z.string(),
      ofThisRound: z.boolean().describe('False for what was said before the case was opened again'),
    })
    .nullable()
    .describe('The newest link that was given out'),
});

export class CasePageDto extends createZodDto(pageOf(row.extend({ cells: listCells }))) {}
export class CaseDto extends createZodDto(caseDetail) {}
export class CaseQueryDto extends createZodDto(
  listQuery.extend({
    state: state.optional(),
    kind: kind.optional(),
    urgency: urgency.optional(),
    accountId: z.uuid().optional(),
    branchId: z.uuid().optional().describe('This branch and below'),
    ownerId: z.uuid().optional(),
    mine: flag.optional().describe('Owned by the reader, or waiting to be taken over by them'),
    running: flag.optional().describe('Not yet resolved or withdrawn'),
    overdue: flag.optional(),
    reportDue: flag.optional().describe('The client is still to be told'),
  }),
) {}
export class OpenCaseDto extends createZodDto(
  z.object({
    accountId: z.uuid(),
    kind,
    title,
    urgency: urgency.default('normal'),
    category: shortText.nullable().default(null),
    contactName: shortText.nullable().default(null),
    description: z.string().trim().max(4000).default(''),
    affectedPieces: pieces.nullable().default(null),
  }),
) {}
export class ChangeCaseDto extends createZodDto(
  z.object({
    version: z.number().int(),
    urgency: urgency.optional(),
    category: shortText.nullable().optional(),
    title: title.optional(),
    contactName: shortText.nullable().optional(),
    description: z.string().trim().max(4000).optional(),
    affectedPieces: pieces.nullable().optional(),
    causeCategory: z.enum(CAUSE_CATEGORIES).nullable().optional(),
    cause: z.string().trim().min(1).max(2000).nullable().optional(),
  }),
) {}
export class CaseStepDto extends createZodDto(
  z.object({
    from: state.describe('Where the case stood when the step was decided'),
    to: state,
    note: longText.default(''),
    causeCategory: z.enum(CAUSE_CATEGORIES).optional(),
    cause: z.string().trim().min(1).max(2000).optional(),
  }),
) {}
export class CaseNoteDto extends createZodDto(z.object({ note: z.string().trim().min(1).max(2000) })) {}
export class HandOverDto extends createZodDto(
  z.object({ toId: z.uuid(), reason: z.string().trim().min(1).max(500) }),
) {}
export class AnswerHandOverDto extends createZodDto(z.object({ accept: z.boolean() })) {}
export class SaveReportDto extends createZodDto(
  z.object({ version: z.number().int(), text: z.string().trim().min(1).max(4000), sent: z.boolean() }),
) {}
