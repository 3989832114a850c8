import type { AccountTier } from '../../account-words';

/** What an account's health is counted from. */
export interface HealthFacts {
  tier: AccountTier;
  /** Earned in the twelve whole months that are over, and in the twelve before. */
  revenueFen: number;
  revenueBeforeFen: number;
  /** Days since anybody of ours was last in touch with anybody of theirs; null for never. */
  daysSinceTouch: number | null;
  openComplaints: number;
  overdueCases: number;
  /** Mean of the answers of twelve months, 1 to 5; null without an answer. */
  satisfaction: number | null;
  /** Their people, and those of them who are met at their own rank. */
  people: number;
  met: number;
  /** Of the profile, 0 to 100. */
  completeness: number;
  reviewDue: boolean;
}

/** From which score on an account is well, and below which it is in trouble. */
export const WELL = 70;
export const TROUBLE = 40;

export const HEALTH_PARTS = ['revenue', 'contact', 'service', 'satisfaction', 'coverage', 'profile'] as const;

export type HealthPart = (typeof HEALTH_PARTS)[number];

/** What each part counts of a hundred. */
export const HEALTH_WEIGHTS: Readonly<Record<HealthPart, number>> = {
  revenue: 30,
  contact: 20,
  service: 20,
  satisfaction: 10,
  coverage: 10,
  profile: 10,
};

export interface HealthPartScore {
  part: HealthPart;
  weight: number;
  /** How good it is, 0 to 100; null when nothing is known, and then the part does not count. */
  percent: number | null;
  /** What its sentence is made of; no amounts, which not everybody who reads a score may know. */
  facts: Record<string, number | boolean | null>;
}

export interface Health {
  score: number;
  parts: HealthPartScore[];
}

/** Within so many days a customer of the tier is in touch; after three times as many there is no contact any more. */
export const TOUCH_DAYS: Readonly<Record<AccountTier, number>> = { provincial: 30, key: 60, standard: 120 };
const LOST_TOUCH = 3;
/** Half of last year's revenue and less is worth nothing, a tenth more than last year's all of it. */
const REVENUE_RATIO = { worst: 0.5, best: 1.1 };
/** What an open complaint and a case over its deadline take away. */
const COMPLAINT_COSTS = 0.25;
const OVERDUE_COSTS = 0.35;
const SCORES = { worst: 1, best: 5 };

const share = (value: number, worst: number, best: number): number =>
  Math.min(1, Math.max(0, (value - worst) / (best - worst)));

/** Each part's worth between 0 and 1, null when nothing is known of it. */
const WORTH: Readonly<Record<HealthPart, (facts: HealthFacts) => number | null>> = {
  revenue({ revenueFen, revenueBeforeFen }) {
    if (revenueBeforeFen > 0)
      return share(revenueFen / revenueBeforeFen, REVENUE_RATIO.worst, REVENUE_RATIO.best);
    return revenueFen > 0 ? 1 : null;
  },
  contact({ daysSinceTouch, tier }) {
    const within = TOUCH_DAYS[tier];
    return daysSinceTouch === null ? 0 : share(daysSinceTouch, within * LOST_TOUCH, within);
  },
  service: ({ openComplaints, overdueCases }) =>
    Math.max(0, 1 - openComplaints * COMPLAINT_COSTS - overdueCases * OVERDUE_COSTS),
  satisfaction: ({ satisfaction }) =>
    satisfaction === null ? null : share(satisfaction, SCORES.worst, SCORES.best),
  coverage: ({ people, met }) => (people === 0 ? null : share(met, 0, people)),
  profile: ({ completeness, reviewDue }) => share(completeness, 0, 100) * (reviewDue ? 0.5 : 1),
};

const SAID: Readonly<Record<HealthPart, (facts: HealthFacts) => HealthPartScore['facts']>> = {
  revenue: ({ revenueFen, revenueBeforeFen }) => ({
    change: revenueBeforeFen > 0 ? Math.round((revenueFen / revenueBeforeFen - 1) * 100) : null,
    earned: revenueFen > 0,
  }),
  contact: ({ daysSinceTouch, tier }) => ({ days: daysSinceTouch, within: TOUCH_DAYS[tier] }),
  service: ({ openComplaints, overdueCases }) => ({ complaints: openComplaints, overdue: overdueCases }),
  satisfaction: ({ satisfaction }) => ({
    score: satisfaction === null ? null : Math.round(satisfaction * 10) / 10,
  }),
  coverage: ({ people, met }) => ({ people, met }),
  profile: ({ completeness, reviewDue }) => ({ completeness, reviewDue }),
};

/**
 * How well things stand with an account, 0 to 100: the weighted mean of the parts that are known. Contact, service and
 * profile always are, so there is always a score.
 */
export function healthOf(facts: HealthFacts): Health {
  let sum = 0;
  let weights = 0;
  const parts = HEALTH_PARTS.map((part): HealthPartScore => {
    const weight = HEALTH_WEIGHTS[part];
    const worth = WORTH[part](facts);
    if (worth !== null) {
      sum += weight * worth;
      weights += weight;
    }
    return {
      part,
      weight,
      percent: worth === null ? null : Math.round(worth * 100),
      facts: SAID[part](facts),
    };
  });
  return { score: Math.round((sum / weights) * 100), parts };
}
