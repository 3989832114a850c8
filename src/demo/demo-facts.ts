import { z } from 'zod';
import facts from '../../templates/demo/fujian-year.json';

/** The year the facts are placed on; they themselves name months only. */
export const DEMO_YEAR = 2026;

const month = z.number().int().min(1).max(12);

/** What the loader uses of the facts. A null means that the source does not say. */
const factsSchema = z.object({
  branches: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      parent: z.string().nullable(),
      level: z.enum(['province', 'city', 'county']),
    }),
  ),
  accounts: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      branch: z.string(),
      tier: z.enum(['provincial', 'key', 'standard']),
      industry: z.string(),
    }),
  ),
  campaigns: z.array(
    z.object({
      account: z.string(),
      branch: z.string(),
      name: z.string(),
      product: z.string(),
      months: z.array(month),
      occasion: z.string(),
      pieces: z.number().int().nullable(),
      piecesPerMonth: z.number().int().nullable(),
      revenueFen: z.number().int().nullable(),
    }),
  ),
});

export type DemoFacts = z.output<typeof factsSchema>;
export type DemoCampaign = DemoFacts['campaigns'][number];

/** @throws ZodError when the file was edited into something the loader does not understand */
export const demoFacts = (): DemoFacts => factsSchema.parse(facts);
