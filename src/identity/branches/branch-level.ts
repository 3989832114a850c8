/** Where a branch stands in the operator's tree. */
export const BRANCH_LEVELS = ['province', 'city', 'county'] as const;

export type BranchLevel = (typeof BRANCH_LEVELS)[number];
