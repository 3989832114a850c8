import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { instant, isoDate } from '../../../libs/http/instant';
import { ACCOUNT_TIERS } from '../account-words';

const number = z.number().int();

const load = z.object({
  userId: z.uuid(),
  userName: z.string(),
  branchId: z.uuid(),
  branchName: z.string(),
  active: z.boolean(),
  provincial: number.describe('Accounts as primary, by tier'),
  key: number,
  standard: number,
  primary: number.describe('Accounts as primary, all tiers'),
  lead: number,
  backup: number,
  others: number.describe('Accounts in any other role'),
  openCases: number.describe('Running cases they own'),
  overdueCases: number,
  reviewsDue: number.describe('Profiles of theirs that have to be looked at'),
  datesSoon: number.describe('Accounts of theirs with an important date in the next 30 days'),
  awayFrom: isoDate
    .nullable()
    .describe('First day of their absence of today, or of the next one within 30 days'),
  awayUntil: isoDate.nullable(),
});

export class WorkloadDto extends createZodDto(
  z.object({ items: z.array(load), unassigned: number.describe('Active accounts without a primary') }),
) {}
export class WorkloadQueryDto extends createZodDto(
  z.object({ branchId: z.uuid().optional().describe('This branch and below') }),
) {}

const moveInput = z.object({
  fromId: z.uuid(),
  toId: z.uuid(),
  effectiveOn: isoDate.optional().describe('By default today'),
  accountIds: z.array(z.uuid()).max(1000).optional().describe('By default all that are theirs on the day'),
});

const movable = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  tier: z.enum(ACCOUNT_TIERS),
  branchName: z.string().nullable(),
  openCases: number,
});

export class PreviewMoveDto extends createZodDto(moveInput) {}
export class MovePreviewDto extends createZodDto(
  z.object({ effectiveOn: isoDate, accounts: z.array(movable) }),
) {}
export class MakeMoveDto extends createZodDto(
  moveInput.extend({
    note: z.string().trim().max(1000).default(''),
    expected: number.describe('How many the preview said: a move of another number is refused'),
  }),
) {}

const move = z.object({
  id: z.uuid(),
  fromId: z.uuid(),
  fromName: z.string().nullable(),
  toId: z.uuid(),
  toName: z.string().nullable(),
  effectiveOn: isoDate,
  note: z.string(),
  accounts: number,
  recordedByName: z.string().nullable(),
  recordedAt: instant,
  undoneAt: instant.nullable(),
  restored: number.nullable().describe('Accounts that went back; the others had been handed on meanwhile'),
});

export class MoveDto extends createZodDto(move) {}
export class MovesDto extends createZodDto(z.object({ items: z.array(move) })) {}
