import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { isoDate } from '../../../libs/http/instant';
import { CASE_KINDS, SERVED_TIERS, URGENCIES } from '../cases/case-words';

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const minutes = z.number().int().min(1).max(100_000).describe('Minutes of working time');

const standard = z.object({
  tier: z.enum(SERVED_TIERS),
  urgency: z.enum(URGENCIES),
  answerMinutes: minutes,
  resolveMinutes: minutes,
});
const period = z.object({ from: clock, to: clock });
const hours = z.object({
  weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7).describe('1 Monday … 7 Sunday'),
  periods: z.array(period).min(1).max(6),
  reportPieces: z
    .number()
    .int()
    .min(1)
    .max(100_000_000)
    .describe('A case that affects more pieces is reported to the client the same working day'),
});
const day = z.object({ day: isoDate, working: z.boolean(), name: z.string().trim().max(60) });
const category = z.object({
  kind: z.enum(CASE_KINDS),
  names: z.array(z.string().trim().min(1).max(60)).min(1).max(20),
});
const own = z.boolean().describe('False when it is taken over from a branch above or from the program');

/** Whose rules: the reader's own branch unless another is named. */
export class RulesQueryDto extends createZodDto(
  z.object({ of: z.uuid().optional(), year: z.coerce.number().int().min(2000).max(2100).optional() }),
) {}

export class ServiceRulesDto extends createZodDto(
  z.object({
    branchId: z.uuid(),
    branchName: z.string(),
    timeZone: z.string(),
    today: isoDate,
    year: z.number().int(),
    hours: hours.extend({ own }),
    days: z.array(day.extend({ own })),
    yearWithoutDays: z
      .number()
      .int()
      .nullable()
      .describe('A year that has begun or soon begins and has no days off on record'),
    categories: z.array(category.extend({ own })),
    standards: z.array(standard.extend({ effectiveFrom: isoDate, own })).describe('In force today'),
    upcoming: z
      .array(z.object({ effectiveFrom: isoDate, standards: z.array(standard) }))
      .describe('What comes into force later'),
  }),
) {}

const distinct = (values: readonly unknown[]) => new Set(values).size === values.length;

export class SaveHoursDto extends createZodDto(
  hours
    .extend({ of: z.uuid().optional() })
    .refine(({ weekdays }) => distinct(weekdays), { path: ['weekdays'] })
    .refine(
      ({ periods }) => periods.every(({ from, to }, i) => from < to && (periods[i - 1]?.to ?? '') <= from),
      {
        path: ['periods'],
        message: 'each period ends after it begins and begins after the one before',
      },
    ),
) {}
export class SaveDaysDto extends createZodDto(
  z
    .object({
      of: z.uuid().optional(),
      year: z.number().int().min(2000).max(2100),
      days: z.array(day).max(366),
    })
    .refine(({ days }) => distinct(days.map((each) => each.day)), { path: ['days'] })
    .refine(({ days, year }) => days.every((each) => each.day.startsWith(`${year}-`)), { path: ['days'] }),
) {}
export class SaveCategoryDto extends createZodDto(
  category.extend({ of: z.uuid().optional() }).refine(({ names }) => distinct(names), { path: ['names'] }),
) {}
export class SaveStandardsDto extends createZodDto(
  z
    .object({
      of: z.uuid().optional(),
      effectiveFrom: isoDate,
      standards: z.array(standard).length(SERVED_TIERS.length * URGENCIES.length),
    })
    .refine(({ standards }) => distinct(standards.map(({ tier, urgency }) => `${tier} ${urgency}`)), {
      path: ['standards'],
    })
    .refine(({ standards }) => standards.every((each) => each.answerMinutes <= each.resolveMinutes), {
      path: ['standards'],
      message: 'the first answer comes before the solution',
    }),
) {}
