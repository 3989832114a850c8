import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { instant, isoDate } from '../../../../libs/http/instant';
import { pageOf, pageQuery } from '../../../../libs/http/page.dto';
import { ACCOUNT_TIERS } from '../../account-words';
import { DECLINE_KINDS } from './decline-rules';
import { RECOVERY_STATES } from './recovery-states';

const version = z.number().int();
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const percent = z.number().int().min(1).max(100);

const recoverySchema = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  accountCode: z.string(),
  accountName: z.string(),
  tier: z.enum(ACCOUNT_TIERS),
  branchName: z.string().nullable(),
  state: z.enum(RECOVERY_STATES),
  ownerId: z.uuid().nullable(),
  ownerName: z.string().nullable(),
  dueOn: isoDate,
  overdue: z.boolean(),
  alarms: z.number().int().describe('0 for whoever may not know the figures'),
  worstPercent: z.number().int().nullable(),
  openActions: z.number().int(),
  openedAt: instant,
  endedAt: instant.nullable(),
});

const detailSchema = recoverySchema.extend({
  cause: z.string(),
  result: z.string(),
  endedByName: z.string().nullable(),
  figures: z.array(
    z.object({
      id: z.uuid(),
      kind: z.enum(DECLINE_KINDS),
      year: z.number().int(),
      month: isoDate.nullable(),
      occasion: z.string().nullable(),
      beforeFen: z.number().int(),
      nowFen: z.number().int().describe('As it was when the alarm went off'),
      currentFen: z.number().int().describe('The same, as the books have it now'),
      fallPercent: z.number().int(),
      thresholdPercent: z.number().int(),
      raisedAt: instant,
    }),
  ),
  since: z
    .object({
      fromMonth: isoDate,
      toMonth: isoDate,
      earnedFen: z.number().int(),
      beforeFen: z.number().int().describe('The same months a year earlier'),
    })
    .nullable()
    .describe('Whole months since it was opened; null until one is over'),
  mayChange: z.boolean(),
  version,
});

const thresholdSchema = z.object({
  id: z.uuid(),
  branchId: z.uuid().nullable(),
  branchName: z.string().nullable(),
  tier: z.enum(ACCOUNT_TIERS),
  festivalPercent: percent,
  monthPercent: percent,
  leastFen: z.number().int(),
  recoveryDays: z.number().int(),
  mayChange: z.boolean().describe('False for what a branch above has laid down, or came with the program'),
  version,
});

const thresholdInput = z.object({
  festivalPercent: percent,
  monthPercent: percent,
  leastFen: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
  recoveryDays: z.number().int().min(1).max(250),
});

export class RecoveryPageDto extends createZodDto(pageOf(recoverySchema)) {}
export class RecoveryDto extends createZodDto(detailSchema) {}
export class RecoveryQueryDto extends createZodDto(
  pageQuery.extend({
    state: z.enum(RECOVERY_STATES).optional(),
    running: flag.optional(),
    overdue: flag.optional(),
    ownerId: z.uuid().optional(),
    accountId: z.uuid().optional(),
    branchId: z.uuid().optional(),
  }),
) {}
export class UpdateRecoveryDto extends createZodDto(
  z.object({
    ownerId: z.uuid().nullable().optional(),
    dueOn: isoDate.optional(),
    cause: z.string().trim().max(2000).optional(),
    version,
  }),
) {}
export class StepRecoveryDto extends createZodDto(
  z.object({ to: z.enum(RECOVERY_STATES), version, result: z.string().trim().max(2000).default('') }),
) {}
export class DeclineCheckDto extends createZodDto(
  z.object({
    accounts: z.number().int().describe('Accounts that were looked at'),
    alarms: z.number().int().describe('Alarms that went off now'),
    opened: z.number().int().describe('Recovery plans opened by them; others joined one that runs'),
  }),
) {}
export class ThresholdDto extends createZodDto(thresholdSchema) {}
export class ThresholdPageDto extends createZodDto(pageOf(thresholdSchema)) {}
export class CreateThresholdDto extends createZodDto(
  thresholdInput.extend({ branchId: z.uuid(), tier: z.enum(ACCOUNT_TIERS) }),
) {}
export class UpdateThresholdDto extends createZodDto(thresholdInput.extend({ version })) {}
