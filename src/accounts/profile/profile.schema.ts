import { z } from 'zod';
import { ADDRESS_KINDS, DATE_KINDS } from './profile-words';

const distinct = <T>(list: T[]): T[] => [...new Set(list)];
const month = z.number().int().min(1).max(12);
const note = z.string().trim().max(500);
const textOrNull = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .transform((text) => (text === '' ? null : text))
    .nullable();

const address = z
  .object({
    kind: z.enum(ADDRESS_KINDS),
    text: z.string().trim().min(1).max(200),
    postcode: z
      .string()
      .regex(/^\d{6}$/)
      .nullable()
      .default(null),
    longitude: z.number().min(-180).max(180).nullable().default(null),
    latitude: z.number().min(-90).max(90).nullable().default(null),
  })
  .refine(({ longitude, latitude }) => (longitude === null) === (latitude === null), {
    path: ['latitude'],
    message: 'longitude and latitude come together',
  });

/** A leap year, so that 29 February is a day. */
const ANY_YEAR = 2000;
const isDay = (year: number, monthNo: number, day: number): boolean =>
  new Date(Date.UTC(year, monthNo - 1, day)).getUTCDate() === day;

const importantDate = z
  .object({
    kind: z.enum(DATE_KINDS),
    month,
    day: z.number().int().min(1).max(31).nullable().default(null),
    year: z.number().int().min(1800).max(2200).nullable().default(null),
    untilMonth: month.nullable().default(null),
    yearly: z.boolean().default(true),
    note: z.string().trim().max(200).default(''),
  })
  .refine((date) => date.day === null || isDay(date.year ?? ANY_YEAR, date.month, date.day), {
    path: ['day'],
    message: 'this month has no such day',
  })
  .refine((date) => date.yearly || date.year !== null, {
    path: ['year'],
    message: 'a date that does not return needs its year',
  });

const pieces = z.number().int().min(0).max(2_000_000_000);

export const mailHabitsSchema = z.object({
  products: z
    .array(
      z.object({
        product: z.string().regex(/^[a-z][a-z-]{1,39}$/),
        months: z.array(pieces).length(12).describe('Pieces in January to December of an ordinary year'),
      }),
    )
    .max(30)
    .refine(
      (list) => new Set(list.map(({ product }) => product)).size === list.length,
      'a product stands once',
    ),
  competitors: z
    .array(
      z.object({
        name: z.string().trim().min(1).max(60),
        share: z
          .number()
          .int()
          .min(0)
          .max(100)
          .nullable()
          .default(null)
          .describe('Guessed percent of their mail'),
        note: note.default(''),
      }),
    )
    .max(20),
  decision: z.object({
    steps: z
      .array(z.string().trim().min(1).max(100))
      .max(10)
      .describe('Who decides, in order; posts, not names'),
    weeks: z.number().int().min(0).max(104).nullable().default(null),
  }),
  budget: z.object({
    yearStartMonth: month.nullable().default(null),
    planningMonth: month.nullable().default(null),
    approvalMonth: month.nullable().default(null),
    amountFen: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).nullable().default(null),
  }),
  note: z.string().trim().max(2000).default(''),
});

/** The parts of the profile that are saved with the account, all of them optional to send. */
export const profileInput = {
  legalName: textOrNull(120).optional(),
  tradeNames: z.array(z.string().trim().min(1).max(120)).max(20).transform(distinct).optional(),
  creditCode: textOrNull(40).optional().describe('Unified social credit code, GB 32100-2015'),
  phone: z
    .union([
      z.literal(''),
      z
        .string()
        .trim()
        .regex(/^[0-9+][0-9()\-\s#*,]{2,39}$/),
    ])
    .nullable()
    .transform((text) => text || null)
    .optional()
    .describe('Of the switchboard, not of a person'),
  website: z
    .union([z.literal(''), z.url({ protocol: /^https?$/ }).max(200)])
    .nullable()
    .transform((text) => text || null)
    .optional(),
  tags: z.array(z.string().trim().min(1).max(30)).max(30).transform(distinct).optional(),
  classifications: z
    .array(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/))
    .max(20)
    .transform(distinct)
    .optional()
    .describe('Codes of schemes of one’s own'),
  addresses: z.array(address).max(50).optional(),
  importantDates: z.array(importantDate).max(50).optional(),
  mailHabits: mailHabitsSchema.optional(),
};

/** The same parts as they are read. */
export const profileParts = {
  legalName: z.string().nullable(),
  tradeNames: z.array(z.string()),
  creditCode: z.string().nullable(),
  phone: z.string().nullable(),
  website: z.string().nullable(),
  tags: z.array(z.string()),
  classifications: z.array(z.string()),
  addresses: z.array(
    z.object({
      kind: z.enum(ADDRESS_KINDS),
      text: z.string(),
      postcode: z.string().nullable(),
      longitude: z.number().nullable(),
      latitude: z.number().nullable(),
    }),
  ),
  importantDates: z.array(
    z.object({
      kind: z.enum(DATE_KINDS),
      month: z.number().int(),
      day: z.number().int().nullable(),
      year: z.number().int().nullable(),
      untilMonth: z.number().int().nullable(),
      yearly: z.boolean(),
      note: z.string(),
    }),
  ),
  mailHabits: z.object({
    products: z.array(z.object({ product: z.string(), months: z.array(z.number().int()) })),
    competitors: z.array(
      z.object({ name: z.string(), share: z.number().int().nullable(), note: z.string() }),
    ),
    decision: z.object({ steps: z.array(z.string()), weeks: z.number().int().nullable() }),
    budget: z.object({
      yearStartMonth: z.number().int().nullable(),
      planningMonth: z.number().int().nullable(),
      approvalMonth: z.number().int().nullable(),
      amountFen: z.number().int().nullable(),
    }),
    note: z.string(),
  }),
};

export const reason = z.string().trim().max(500).optional().describe('Why; stands in the history');
