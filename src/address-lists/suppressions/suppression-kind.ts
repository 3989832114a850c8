/** What a refusal is about: one person at one address, or everybody at an address. */
export const SUPPRESSION_KINDS = ['person', 'address'] as const;

export type SuppressionKind = (typeof SUPPRESSION_KINDS)[number];

export const SUPPRESSION_REASONS = ['asked', 'complaint', 'deceased', 'returned', 'legal', 'other'] as const;

export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number];
