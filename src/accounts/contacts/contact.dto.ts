import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { instant, isoDate } from '../../../libs/http/instant';
import { pageOf } from '../../../libs/http/page.dto';
import { listCells, listQuery } from '../../../libs/lists/list.dto';
import { confirmedDuplicates } from '../duplicates/account-duplicate.dto';
import { contactCandidate } from '../duplicates/contact-duplicate.dto';
import { BIRTHDAY_CALENDARS, CONTACT_ROLES, LAWFUL_BASES, RANKS, TOUCH_CHANNELS } from './contact-words';
import { newPosition, positionSchema } from './position.dto';

const name = z.string().trim().min(1).max(60);
const mobile = z
  .string()
  .trim()
  .regex(/^\+?\d[\d -]{5,22}$/, 'digits, spaces and hyphens');
const phone = z
  .string()
  .trim()
  .max(40)
  .regex(
    /^\+?[\d(（][\d ()（）-]{4,24}( ?(转|ext\.?|x) ?\d{1,6})?$/i,
    'a number, with an extension if need be',
  );
const wechat = z.string().trim().min(1).max(60);
const daysOfMonth = {
  solar: [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31],
  lunar: Array<number>(12).fill(30),
};
const birthday = z
  .object({
    calendar: z.enum(BIRTHDAY_CALENDARS),
    month: z.number().int().min(1).max(12),
    day: z.number().int().min(1).max(31),
    year: z.number().int().min(1900).max(2200).nullable().default(null),
  })
  .refine(({ calendar, month, day }) => day <= daysOfMonth[calendar][month - 1]!, {
    path: ['day'],
    message: 'the month has no such day',
  });
const lawfulBasis = z.enum(LAWFUL_BASES).describe('Needed to keep a birthday or preferences');
const preferences = z.string().trim().max(1000);

const facts = {
  phone: phone.nullable(),
  mobile: mobile.nullable(),
  email: z.email().max(254).nullable(),
  wechat: wechat.nullable(),
  birthday: birthday.nullable(),
  preferences,
  lawfulBasis: lawfulBasis.nullable(),
  lawfulNote: z.string().trim().max(400).describe('Where and when the basis was given'),
  note: z.string().trim().max(2000),
};

const storedBirthday = z.object({
  calendar: z.enum(BIRTHDAY_CALENDARS),
  month: z.number().int(),
  day: z.number().int(),
  year: z.number().int().nullable(),
});

const contactRow = z.object({
  id: z.uuid(),
  branchId: z.uuid(),
  branchName: z.string().nullable().describe('Null when the branch lies outside what the reader may see'),
  name: z.string(),
  mobile: z.string().nullable().describe('Masked'),
  phone: z.string().nullable().describe('Masked'),
  email: z.string().nullable().describe('Masked in lists'),
  birthday: storedBirthday.nullable().describe('Without its year in lists'),
  nextBirthday: isoDate.nullable().describe('Null also for a lunar birthday, which is not reckoned'),
  lastTouchedOn: isoDate.nullable(),
  active: z.boolean(),
  positions: z.array(positionSchema),
  version: z.number().int(),
});

const touch = z.object({
  id: z.uuid(),
  userName: z.string().nullable(),
  channel: z.enum(TOUCH_CHANNELS),
  on: isoDate,
  note: z.string(),
});

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

export class ContactPageDto extends createZodDto(pageOf(contactRow.extend({ cells: listCells }))) {}
export class ContactQueryDto extends createZodDto(
  listQuery.extend({
    q: listQuery.shape.q.describe('Part of the name, or of the name of a firm'),
    accountId: z.uuid().optional(),
    role: z.enum(CONTACT_ROLES).optional(),
    rank: z.enum(RANKS).optional(),
    birthdayWithin: z.coerce
      .number()
      .int()
      .min(1)
      .max(366)
      .optional()
      .describe('Solar birthday in so many days, today counted'),
    untouchedFor: z.coerce
      .number()
      .int()
      .min(1)
      .max(3660)
      .optional()
      .describe('Not touched for so many days, or never'),
    active: flag.optional(),
  }),
) {}

export class ContactDto extends createZodDto(
  contactRow.extend({
    wechat: z.string().nullable().describe('Masked'),
    preferences: z.string(),
    lawfulBasis: z.enum(LAWFUL_BASES).nullable(),
    lawfulNote: z.string(),
    note: z.string(),
    touches: z.array(touch).describe('The last twenty, newest first'),
    similar: z.array(contactCandidate).describe('Others who may be the same person, the likeliest first'),
    mayChange: z.boolean().describe('False for a contact another branch keeps'),
    createdAt: instant,
    updatedAt: instant,
  }),
) {}
export class CreateContactDto extends createZodDto(
  z.object({
    branchId: z.uuid().optional().describe("The account's branch, or one's own, unless said"),
    name,
    phone: facts.phone.default(null),
    mobile: facts.mobile.default(null),
    email: facts.email.default(null),
    wechat: facts.wechat.default(null),
    birthday: facts.birthday.default(null),
    preferences: facts.preferences.default(''),
    lawfulBasis: facts.lawfulBasis.default(null),
    lawfulNote: facts.lawfulNote.default(''),
    note: facts.note.default(''),
    position: newPosition.optional(),
    confirmedDuplicates,
  }),
) {}
export class UpdateContactDto extends createZodDto(
  z
    .object({ branchId: z.uuid(), name, ...facts, active: z.boolean() })
    .partial()
    .extend({
      version: z.number().int(),
      confirmedDuplicates,
    }),
) {}
export class RevealedContactDto extends createZodDto(
  z.object({ phone: z.string().nullable(), mobile: z.string().nullable(), wechat: z.string().nullable() }),
) {}
export class TouchDto extends createZodDto(
  z.object({
    channel: z.enum(TOUCH_CHANNELS),
    on: isoDate,
    note: z.string().trim().max(1000).default(''),
  }),
) {}
