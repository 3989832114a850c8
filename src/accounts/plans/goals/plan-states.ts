import { StateTable } from '../../../../libs/states/state-table';

export const PLAN_STATES = ['draft', 'approved', 'closed'] as const;

export type PlanState = (typeof PLAN_STATES)[number];

/** Drawn up, agreed on, over. What was agreed on may be opened again by who approves; what is over stays so. */
export const planStates = StateTable.of<PlanState>('draft', {
  draft: ['approved'],
  approved: ['draft', 'closed'],
  closed: [],
});
