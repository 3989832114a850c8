/** What two records may share, and how much that says of their being one, in points of a hundred. */
export const ACCOUNT_WEIGHTS = {
  'credit-code': 95,
  'name-core': 55,
  name: 25,
  phone: 30,
  website: 30,
} as const;

export const CONTACT_WEIGHTS = {
  'named-at-account': 75,
  'named-phone': 70,
  mobile: 60,
  email: 60,
  wechat: 50,
  'same-name': 25,
} as const;

export type AccountRule = keyof typeof ACCOUNT_WEIGHTS;
export type ContactRule = keyof typeof CONTACT_WEIGHTS;
export type DuplicateRule = AccountRule | ContactRule;

export const DUPLICATE_RULES = [...Object.keys(ACCOUNT_WEIGHTS), ...Object.keys(CONTACT_WEIGHTS)] as [
  DuplicateRule,
  ...DuplicateRule[],
];

/** From here on a save asks whether it is meant. */
export const LIKELY = 70;
/** From here on two records are worth a look; below, what they share is left unsaid. */
export const POSSIBLE = 50;
/** Two licences are two firms, whatever they are called. */
const DIFFERENT_LICENCES = 40;

export interface Score {
  /** 0-100; `LIKELY` and above asks before saving. */
  score: number;
  likely: boolean;
  /** What the two share, the weightiest first. */
  reasons: DuplicateRule[];
}

/**
 * How likely two records are one, from what they share.
 *
 * @param differ both have a credit code and the codes differ
 */
export function scoreOf(
  weights: Readonly<Partial<Record<DuplicateRule, number>>>,
  shared: readonly string[],
  differ = false,
): Score {
  const reasons = (Object.keys(weights) as DuplicateRule[])
    .filter((rule) => shared.includes(rule))
    .toSorted((one, other) => weights[other]! - weights[one]!);
  const sum = reasons.reduce((total, rule) => total + weights[rule]!, 0);
  const score = Math.min(100, sum, differ ? DIFFERENT_LICENCES : 100);
  return { score, likely: score >= LIKELY, reasons };
}

/** The same as an SQL expression over a column of shared rules, so that a list can be ordered by it. */
export function scoreSql(
  weights: Readonly<Partial<Record<DuplicateRule, number>>>,
  shared: string,
  differ: string,
): string {
  const points = Object.entries(weights).map(
    ([rule, weight]) => `CASE WHEN '${rule}' = ANY (${shared}) THEN ${weight} ELSE 0 END`,
  );
  return `least(100, ${points.join(' + ')}, CASE WHEN ${differ} THEN ${DIFFERENT_LICENCES} ELSE 100 END)`;
}
