import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { instant } from '../../../../libs/http/instant';
import { MEASURES, REACHES } from '../plan-words';
import { STANDINGS } from './goal-progress';
import { PLAN_STATES } from './plan-states';

const year = z.coerce.number().int().min(2000).max(2200);
const version = z.number().int();

const goalSchema = z.object({
  id: z.uuid(),
  measure: z.enum(MEASURES),
  reach: z.enum(REACHES),
  product: z.string().nullable(),
  target: z.number().int().describe('Fen, a count, percent, or hundredths of a score, as the measure has it'),
  actual: z
    .number()
    .int()
    .nullable()
    .describe('Counted now, or kept when the plan was closed; in the same unit'),
  expected: z.number().int().describe('What would be on track today'),
  percent: z.number().int().nullable(),
  standing: z.enum(STANDINGS),
  ownerId: z.uuid().nullable(),
  ownerName: z.string().nullable(),
  note: z.string(),
  version,
});

const planSchema = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  year: z.number().int(),
  state: z.enum(PLAN_STATES),
  strategy: z.string(),
  result: z.string(),
  ownerId: z.uuid().nullable(),
  ownerName: z.string().nullable(),
  approvedByName: z.string().nullable(),
  approvedAt: instant.nullable(),
  closedByName: z.string().nullable(),
  closedAt: instant.nullable(),
  elapsedPercent: z.number().int().describe('How much of the year is over'),
  goals: z.array(goalSchema),
  mayChange: z.boolean(),
  version,
});

const goalInput = z.object({
  measure: z.enum(MEASURES),
  reach: z.enum(REACHES).default('account'),
  product: z
    .string()
    .regex(/^[a-z][a-z-]{1,39}$/)
    .nullable()
    .default(null),
  target: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
  ownerId: z.uuid().nullable().default(null),
  note: z.string().trim().max(1000).default(''),
});

export class PlanQueryDto extends createZodDto(z.object({ year: year.optional() })) {}
export class PlanDto extends createZodDto(planSchema) {}
export class PlanOfYearDto extends createZodDto(
  z.object({
    year: z.number().int(),
    plan: planSchema.nullable(),
    years: z.array(z.object({ year: z.number().int(), state: z.enum(PLAN_STATES) })),
    mayChange: z.boolean(),
  }),
) {}
export class CreatePlanDto extends createZodDto(
  z.object({
    year,
    strategy: z.string().trim().max(4000).default(''),
    ownerId: z.uuid().nullable().optional(),
    copyLastYear: z.boolean().default(false).describe('Begin with the goals of the year before'),
  }),
) {}
export class UpdatePlanDto extends createZodDto(
  z.object({
    strategy: z.string().trim().max(4000).optional(),
    ownerId: z.uuid().nullable().optional(),
    version,
  }),
) {}
export class StepPlanDto extends createZodDto(
  z.object({ to: z.enum(PLAN_STATES), version, note: z.string().trim().max(2000).default('') }),
) {}
export class GoalDto extends createZodDto(goalSchema) {}
export class CreateGoalDto extends createZodDto(goalInput) {}
export class UpdateGoalDto extends createZodDto(
  z.object({
    target: goalInput.shape.target.optional(),
    ownerId: z.uuid().nullable().optional(),
    note: z.string().trim().max(1000).optional(),
    version,
  }),
) {}
