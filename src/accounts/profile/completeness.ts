import type { AccountAddress, ImportantDate, MailHabits } from './profile-words';

/** What of an account tells whether its profile is complete. */
export interface ScoredProfile {
  legalName: string | null;
  creditCode: string | null;
  industry: string | null;
  managerId: string | null;
  phone: string | null;
  website: string | null;
  addresses: readonly AccountAddress[];
  importantDates: readonly ImportantDate[];
  mailHabits: MailHabits;
}

interface Part {
  part: string;
  weight: number;
  met: (profile: ScoredProfile) => boolean;
}

const hasPlace = ({ postcode }: AccountAddress): boolean => postcode !== null;
const hasPoint = ({ longitude }: AccountAddress): boolean => longitude !== null;

/**
 * The published weights; they add up to 100. What a plan is made from weighs most: who the customer is by law, when
 * it buys, and what it mails.
 */
const PARTS = [
  { part: 'legalName', weight: 10, met: ({ legalName }) => legalName !== null },
  { part: 'creditCode', weight: 15, met: ({ creditCode }) => creditCode !== null },
  { part: 'industry', weight: 10, met: ({ industry }) => industry !== null },
  { part: 'manager', weight: 10, met: ({ managerId }) => managerId !== null },
  { part: 'address', weight: 10, met: ({ addresses }) => addresses.some(hasPlace) },
  { part: 'coordinates', weight: 5, met: ({ addresses }) => addresses.some(hasPoint) },
  { part: 'phone', weight: 5, met: ({ phone }) => phone !== null },
  { part: 'website', weight: 5, met: ({ website }) => website !== null },
  { part: 'dates', weight: 10, met: ({ importantDates }) => importantDates.length > 0 },
  { part: 'volumes', weight: 10, met: ({ mailHabits }) => mailHabits.products.length > 0 },
  { part: 'decision', weight: 5, met: ({ mailHabits }) => mailHabits.decision.steps.length > 0 },
  { part: 'budget', weight: 5, met: ({ mailHabits }) => mailHabits.budget.planningMonth !== null },
] as const satisfies readonly Part[];

export const COMPLETENESS_PARTS = PARTS.map(({ part }) => part);

export interface Completeness {
  /** 0 to 100. */
  score: number;
  parts: { part: (typeof PARTS)[number]['part']; weight: number; met: boolean }[];
}

/** How much of a profile is known, and which parts are missing. */
export function completenessOf(profile: ScoredProfile): Completeness {
  const parts = PARTS.map(({ part, weight, met }) => ({ part, weight, met: met(profile) }));
  const score = parts.reduce((sum, { weight, met }) => sum + (met ? weight : 0), 0);
  return { score, parts };
}
