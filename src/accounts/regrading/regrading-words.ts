/** A proposal waits, is decided by a leader, or is overtaken by a later run. */
export const PROPOSAL_STATES = ['proposed', 'approved', 'rejected', 'superseded'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];
