import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { instant, isoDate } from '../../../libs/http/instant';
import { pageOf, pageQuery } from '../../../libs/http/page.dto';
import { ACCOUNT_TIERS } from '../account-words';
import { PROPOSAL_STATES } from './regrading-words';

const fen = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

const ruleSchema = z.object({
  id: z.uuid(),
  branchId: z.uuid(),
  branchName: z.string().nullable(),
  provincialFromFen: z.number().int(),
  keyFromFen: z.number().int(),
  mayChange: z.boolean().describe('False for what a branch above has laid down'),
  version: z.number().int(),
});

const proposalSchema = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  accountCode: z.string(),
  accountName: z.string(),
  branchName: z.string().nullable(),
  fromTier: z.enum(ACCOUNT_TIERS),
  toTier: z.enum(ACCOUNT_TIERS),
  revenueFen: z.number().int().nullable().describe('Null when whoever proposed it may not read revenue'),
  fromMonth: isoDate,
  toMonth: isoDate,
  provincialFromFen: z.number().int().nullable().describe('Null when a person proposed it'),
  keyFromFen: z.number().int().nullable(),
  proposedByName: z.string().nullable().describe('Null when a rule proposed it'),
  reason: z.string(),
  state: z.enum(PROPOSAL_STATES),
  note: z.string(),
  decidedByName: z.string().nullable(),
  decidedAt: instant.nullable(),
  createdAt: instant,
});

export class TierRulePageDto extends createZodDto(pageOf(ruleSchema)) {}
export class TierRuleDto extends createZodDto(ruleSchema) {}
export class CreateTierRuleDto extends createZodDto(
  z.object({ branchId: z.uuid(), provincialFromFen: fen, keyFromFen: fen }),
) {}
export class UpdateTierRuleDto extends createZodDto(
  z.object({ provincialFromFen: fen, keyFromFen: fen, version: z.number().int() }),
) {}
export class TierProposalDto extends createZodDto(proposalSchema) {}
export class TierProposalPageDto extends createZodDto(pageOf(proposalSchema)) {}
export class TierProposalQueryDto extends createZodDto(
  pageQuery.extend({ state: z.enum(PROPOSAL_STATES).optional() }),
) {}
export class ProposeTierDto extends createZodDto(
  z.object({
    accountId: z.uuid(),
    toTier: z.enum(ACCOUNT_TIERS),
    reason: z.string().trim().min(1).max(500),
  }),
) {}
export class WaitingTierDto extends createZodDto(z.object({ waiting: proposalSchema.nullable() })) {}
export class TierRunDto extends createZodDto(
  z.object({ proposed: z.number().int().describe('Accounts for which another tier is now proposed') }),
) {}
export class DecideDto extends createZodDto(z.object({ note: z.string().trim().max(500).default('') })) {}
