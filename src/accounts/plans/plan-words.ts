/** What a goal is measured by. Each is counted from what happened; none is typed in. */
export const MEASURES = [
  'revenue',
  'pieces',
  'campaigns',
  'products',
  'answered-in-time',
  'satisfaction',
  'coverage',
  'completeness',
] as const;

export type Measure = (typeof MEASURES)[number];

/** Measures that grow over the year, and so are held against the part of it that is over. */
export const GROWING: readonly Measure[] = ['revenue', 'pieces', 'campaigns', 'products'];

/** Measures that can be narrowed to one product. */
export const OF_PRODUCT: readonly Measure[] = ['revenue', 'pieces', 'campaigns'];

/** The account alone, or with everything below it in its group. */
export const REACHES = ['account', 'group'] as const;

export type Reach = (typeof REACHES)[number];

/** What somebody says of a product that was not bought. */
export const OFFER_STATES = ['proposed', 'lost'] as const;

export type OfferState = (typeof OFFER_STATES)[number];

export const RISK_STATES = ['open', 'mitigated', 'happened', 'closed'] as const;

export type RiskState = (typeof RISK_STATES)[number];

export const ACTION_STATES = ['open', 'done', 'dropped'] as const;

export type ActionState = (typeof ACTION_STATES)[number];
