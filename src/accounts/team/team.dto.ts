import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { isoDate } from '../../../libs/http/instant';
import { TEAM_ROLES } from '../account-words';

const seat = z.object({
  userId: z.uuid(),
  role: z.enum(TEAM_ROLES),
  fromOn: isoDate.describe('First day, as the account’s branch counts days'),
  untilOn: isoDate.nullable().describe('Last day; null when none is known'),
});

const member = seat.extend({
  id: z.uuid(),
  userName: z.string().nullable(),
  branchName: z.string().nullable(),
  state: z.enum(['current', 'upcoming', 'past']),
  awayUntil: isoDate.nullable().describe('Last day of an absence of today; null while there'),
  standInId: z.uuid().nullable().describe('Who acts meanwhile; null when nobody does'),
  standInName: z.string().nullable(),
});

const wanted = z.object({
  id: z.uuid().optional().describe('The seat that is kept; by default the one of the same person and role'),
  userId: z.uuid(),
  role: z.enum(TEAM_ROLES),
  fromOn: isoDate.optional().describe('By default as it was, today for a new seat'),
  untilOn: isoDate.nullable().optional().describe('By default as it was, open for a new seat'),
});

export class TeamDto extends createZodDto(
  z.object({
    version: z.number().int().describe('Send it back with the next replacement of the team'),
    members: z.array(member).describe('Who serves the account, and who will'),
  }),
) {}
export class TeamHistoryDto extends createZodDto(
  z.object({ items: z.array(member).describe('Every seat there ever was, the last to begin first') }),
) {}
export class ReplaceTeamDto extends createZodDto(
  z.object({ version: z.number().int(), members: z.array(wanted).max(100) }),
) {}
