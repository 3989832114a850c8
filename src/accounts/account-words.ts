/** How much a customer matters to the whole organisation. */
export const ACCOUNT_TIERS = ['provincial', 'key', 'standard'] as const;

export type AccountTier = (typeof ACCOUNT_TIERS)[number];

/** What somebody does in the team that serves an account. */
export const TEAM_ROLES = ['lead', 'primary', 'backup', 'designer', 'operator', 'sponsor'] as const;

export type TeamRole = (typeof TEAM_ROLES)[number];
