export const CASE_KINDS = ['request', 'complaint', 'suggestion', 'fault'] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

export const URGENCIES = ['low', 'normal', 'high', 'critical'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** Tiers a promise is made to, as accounts name them. */
export const SERVED_TIERS = ['provincial', 'key', 'standard'] as const;
export type ServedTier = (typeof SERVED_TIERS)[number];

/** Where the reason of a complaint or a fault was found to lie. */
export const CAUSE_CATEGORIES = [
  'people',
  'process',
  'material',
  'equipment',
  'data',
  'transport',
  'client',
  'other',
] as const;
export type CauseCategory = (typeof CAUSE_CATEGORIES)[number];
