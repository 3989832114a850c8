/** On what a list's addressees may be written to (Personal Information Protection Law, article 13). */
export const LEGAL_BASES = ['consent', 'contract', 'request', 'legal-duty', 'public'] as const;

export type LegalBasis = (typeof LEGAL_BASES)[number];

export const LIST_STATES = ['active', 'archived'] as const;

export type ListState = (typeof LIST_STATES)[number];
