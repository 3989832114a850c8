import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { isoDate } from '../../../libs/http/instant';
import { CONTACT_ROLES, LINK_KINDS, RANKS, STANCES } from './contact-words';

const MOST_PEOPLE = 500;
const words = z.string().trim().max(60);
const strength = z.number().int().min(1).max(5).describe('How much weight their word has, 1 to 5');
const cover = z.object({ userId: z.uuid(), userName: z.string().nullable() });

export const positionSchema = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  accountName: z.string(),
  title: z.string(),
  department: z.string(),
  role: z.enum(CONTACT_ROLES),
  rank: z.enum(RANKS),
  stance: z.enum(STANCES),
  strength: z.number().int(),
  isPrimary: z.boolean().describe('The one to call first at the account'),
  startedOn: isoDate.nullable(),
  endedOn: isoDate.nullable(),
  coveredBy: z.array(cover).describe('Who of ours keeps the relationship'),
  mayChange: z.boolean().describe('False when another branch owns the account'),
  version: z.number().int(),
});

const fields = {
  title: words,
  department: words,
  role: z.enum(CONTACT_ROLES),
  rank: z.enum(RANKS),
  stance: z.enum(STANCES),
  strength,
  isPrimary: z.boolean(),
  startedOn: isoDate.nullable(),
  endedOn: isoDate.nullable(),
  coveredBy: z.array(z.uuid()).max(20).describe('Members of the service team'),
};

export const newPosition = z.object({
  accountId: z.uuid(),
  title: fields.title.default(''),
  department: fields.department.default(''),
  role: fields.role,
  rank: fields.rank,
  stance: fields.stance.default('neutral'),
  strength: fields.strength.default(1),
  isPrimary: fields.isPrimary.default(false),
  startedOn: fields.startedOn.default(null),
  endedOn: fields.endedOn.default(null),
  coveredBy: fields.coveredBy.default([]),
});

export class CreatePositionDto extends createZodDto(newPosition) {}
export class UpdatePositionDto extends createZodDto(
  z.object(fields).partial().extend({ version: z.number().int() }),
) {}

const place = z.number().int().min(-20_000).max(20_000);
const link = z.object({
  fromId: z.uuid().describe('Contact'),
  toId: z.uuid().describe('Contact'),
  kind: z.enum(LINK_KINDS),
  strength: z.number().int().min(1).max(3),
});

export class AccountPeopleDto extends createZodDto(
  z.object({
    version: z.number().int().describe('Send it back with the next replacement of the map'),
    mayChange: z.boolean(),
    people: z.array(
      positionSchema.omit({ accountName: true, mayChange: true }).extend({
        contactId: z.uuid(),
        name: z.string(),
        mobile: z.string().nullable().describe('Masked'),
        active: z.boolean(),
        lastTouchedOn: isoDate.nullable(),
        x: z.number().int().nullable(),
        y: z.number().int().nullable(),
      }),
    ),
    links: z.array(link),
  }),
) {}
export class ReplaceInfluenceDto extends createZodDto(
  z.object({
    version: z.number().int(),
    links: z.array(link).max(MOST_PEOPLE * 4),
    places: z
      .array(z.object({ contactId: z.uuid(), x: place, y: place }))
      .max(MOST_PEOPLE)
      .describe('Whoever is not here is laid out by the map'),
  }),
) {}

const person = z.object({ contactId: z.uuid(), name: z.string() });
const rank = z.enum(RANKS);

export class CoverageDto extends createZodDto(
  z.object({
    rows: z.array(
      z.object({
        rank: rank.describe('Theirs'),
        people: z.number().int(),
        met: z.number().int().describe('Kept by somebody of ours of the same rank or above'),
        below: z.array(person).describe('Kept only by colleagues below their rank'),
        nobody: z.array(person).describe('Kept by nobody of the service team'),
      }),
    ),
    cells: z.array(z.object({ theirs: rank, ours: rank, meetings: z.array(person.extend(cover.shape)) })),
    ours: z.array(z.object({ rank, members: z.array(cover) })),
  }),
) {}
