import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { instant, isoDate } from '../../../../libs/http/instant';
import { pageOf, pageQuery } from '../../../../libs/http/page.dto';
import { ACTION_STATES, RISK_STATES } from '../plan-words';

const version = z.number().int();
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const grade = z.number().int().min(1).max(5);
const title = z.string().trim().min(1).max(120);
const note = z.string().trim().max(2000);
const ownerId = z.uuid().nullable();

const riskSchema = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  title: z.string(),
  note: z.string(),
  severity: grade,
  likelihood: grade,
  gravity: z.number().int().describe('Severity times likelihood, 1 to 25'),
  ownerId,
  ownerName: z.string().nullable(),
  dueOn: isoDate.nullable(),
  state: z.enum(RISK_STATES),
  openActions: z.number().int(),
  version,
});

const actionSchema = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  accountName: z.string(),
  riskId: z.uuid().nullable(),
  riskTitle: z.string().nullable(),
  recoveryId: z.uuid().nullable(),
  title: z.string(),
  note: z.string(),
  ownerId,
  ownerName: z.string().nullable(),
  dueOn: isoDate,
  overdue: z.boolean(),
  state: z.enum(ACTION_STATES),
  endedAt: instant.nullable(),
  mayChange: z.boolean(),
  version,
});

export class RiskPageDto extends createZodDto(pageOf(riskSchema)) {}
export class RiskDto extends createZodDto(riskSchema) {}
export class CreateRiskDto extends createZodDto(
  z.object({
    title,
    note: note.default(''),
    severity: grade,
    likelihood: grade,
    ownerId: ownerId.default(null),
    dueOn: isoDate.nullable().default(null),
  }),
) {}
export class UpdateRiskDto extends createZodDto(
  z.object({
    title: title.optional(),
    note: note.optional(),
    severity: grade.optional(),
    likelihood: grade.optional(),
    ownerId: ownerId.optional(),
    dueOn: isoDate.nullable().optional(),
    state: z.enum(RISK_STATES).optional(),
    version,
  }),
) {}
export class ActionPageDto extends createZodDto(pageOf(actionSchema)) {}
export class ActionDto extends createZodDto(actionSchema) {}
export class ActionQueryDto extends createZodDto(
  pageQuery.extend({
    accountId: z.uuid().optional(),
    recoveryId: z.uuid().optional(),
    ownerId: z.uuid().optional(),
    state: z.enum(ACTION_STATES).optional(),
    overdue: flag.optional(),
  }),
) {}
export class CreateActionDto extends createZodDto(
  z.object({
    title,
    note: note.default(''),
    dueOn: isoDate,
    ownerId: ownerId.default(null),
    riskId: z.uuid().nullable().default(null),
    recoveryId: z.uuid().nullable().default(null),
  }),
) {}
export class UpdateActionDto extends createZodDto(
  z.object({
    title: title.optional(),
    note: note.optional(),
    dueOn: isoDate.optional(),
    ownerId: ownerId.optional(),
    state: z.enum(ACTION_STATES).optional(),
    version,
  }),
) {}
